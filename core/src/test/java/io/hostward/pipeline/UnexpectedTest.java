package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.UploadException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nobody reckoned with is told like any failure, with what stands under the target's name. */
class UnexpectedTest {

  @ParameterizedTest
  @EnumSource(names = {"INVENTORY", "TICKET", "FILE_SIZE"})
  void isAFailureOfTheUploadLikeOthers(Call call) {
    for (Entry entry : Entry.values()) {
      try (World world = World.of(2)) {
        world.store.put(World.TARGET, World.OLD);
        IllegalStateException unexpected = new IllegalStateException("of the adapter");
        world.vsphere.next(
            call,
            new Fault.After(
                () -> {
                  throw unexpected;
                }));

        assertTold(world, failure(world, entry), unexpected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INVENTORY", "TICKET", "FILE_SIZE"})
  void holdsForErrorsToo(Call call) {
    try (World world = World.of(2)) {
      world.store.put(World.TARGET, World.OLD);
      Error unexpected = new OutOfMemoryError("Java heap space");
      world.vsphere.next(
          call,
          new Fault.After(
              () -> {
                throw unexpected;
              }));

      assertTold(world, failure(world, Entry.BLOCKING), unexpected);
    }
  }

  private static void assertTold(World world, UploadException failure, Throwable unexpected) {
    assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
    assertThat(failure)
        .hasMessageStartingWith("[vmstore] disk.iso was not uploaded")
        .hasMessageContaining("unexpected: " + unexpected)
        .hasMessageEndingWith("The target is as it was before.")
        .hasCause(unexpected);
    assertThat(world.transport.transfers()).hasSizeLessThanOrEqualTo(1);
    assertThat(world.store.temporary()).isEmpty();
    assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
  }

  private static UploadException failure(World world, Entry entry) {
    return catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));
  }
}
