package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostId;
import io.hostward.memory.HostFailure;
import io.hostward.memory.HostMemory;
import io.hostward.memory.HostUse;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures enter a host's record. */
class BlameTest {
  private final HostMemory memory = new HostMemory();

  private World world() {
    return World.of(1, settings -> settings.memory(memory));
  }

  private Optional<HostFailure> record(World world) {
    HostUse use =
        memory.uses(world.time.instant()).getOrDefault(new HostId("host-esx1"), HostUse.NONE);
    assertThat(use.uploads()).as("nothing is under way").isZero();
    return use.failure();
  }

  private static void upload(World world) throws IOException {
    try {
      world.hostward.upload(World.request());
    } catch (UploadException e) {
      return; // What the record says of it is looked at.
    }
  }

  @Test
  void aHostThatFailsIsToBlame() throws IOException {
    for (Effect effect :
        new Effect[] {
          new Effect.RefusesConnection(),
          new Effect.BreaksAfter(4),
          new Effect.Answers(401, 0),
          new Effect.Truncates(3)
        }) {
      try (World world = world()) {
        world.transport.next("esx1", effect);
        upload(world);

        assertThat(record(world)).isPresent();
      }
    }
  }

  @Test
  void aSuccessClearsTheRecord() throws IOException {
    try (World world = world()) {
      world.transport.next("esx1", new Effect.RefusesConnection());
      upload(world);
      upload(world);

      assertThat(record(world)).isEmpty();
    }
  }

  @Test
  void neitherTheSourceNorTheProxyIsTheHosts() throws IOException {
    for (Effect effect : new Effect[] {new Effect.SourceFailsAfter(4), new Effect.ProxyRefuses()}) {
      try (World world = world()) {
        world.transport.next("esx1", effect);
        upload(world);

        assertThat(record(world)).isEmpty();
      }
    }
  }

  static Stream<Effect> failuresOfOurOwn() {
    return Stream.of(
        new Effect.ThrowsAtOnce(),
        new Effect.Fails(new IllegalStateException("a fault of the transport")),
        new Effect.Fails(new OutOfMemoryError("Java heap space")),
        new Effect.Fails(new CancellationException()));
  }

  /** The next host would meet it too, and so would the file, sent once more for nothing. */
  @ParameterizedTest
  @MethodSource("failuresOfOurOwn")
  void whatIsWrongInThisProcessIsNoHostsAndCostsNoFurtherTransfer(Effect effect) {
    try (World world = World.of(3, settings -> settings.memory(memory))) {
      world.transport.next("esx1", effect);

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(failure).hasMessageContaining("the trans").hasMessageContaining("transport ");
      assertThat(world.transport.transfers()).containsExactly("PUT esx1");
      assertThat(record(world)).isEmpty();
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @Test
  void aReadingBackThatBreaksInThisProcessIsNoHostsEither() {
    try (World world = World.of(3, settings -> settings.memory(memory))) {
      world.transport.next("esx1", new Effect.Works(), new Effect.ThrowsAtOnce());

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> world.hostward.upload(World.request().verifiedBy(VerificationMode.SHA256)));

      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(failure.stage()).isEqualTo(Stage.VERIFICATION);
      assertThat(record(world)).isEmpty();
    }
  }

  @Test
  void aRelayThatBreaksBlamesNoHost() throws IOException {
    try (World world = world()) {
      world.transport.next("esx1", new Effect.ProxyRefuses());
      world.transport.next("relay", new Effect.BreaksAfter(2), new Effect.BreaksAfter(2));
      upload(world);

      assertThat(memory.uses(world.time.instant()).values())
          .allSatisfy(use -> assertThat(use.failure()).isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TICKET", "FILE_SIZE", "MOVE"})
  void vcentersFailuresAreItsOwn(Call call) throws IOException {
    for (Kind kind : new Kind[] {Kind.NO_ANSWER, Kind.FAULT, Kind.LOGIN, Kind.PERMISSION}) {
      try (World world = world()) {
        world.vsphere.always(call, new Fault.Refused(kind));
        upload(world);

        assertThat(record(world)).isEmpty();
      }
    }
  }
}
