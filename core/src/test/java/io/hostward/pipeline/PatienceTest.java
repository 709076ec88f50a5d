package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostId;
import io.hostward.memory.HostMemory;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A vCenter that gives no answer is asked again; no transfer is repeated for it, and no host is
 * blamed.
 */
class PatienceTest {
  private static final Fault AWAY = new Fault.Refused(Kind.NO_ANSWER);

  @ParameterizedTest
  @EnumSource(names = {"INVENTORY", "TICKET", "FILE_SIZE", "MOVE"})
  void aPassingSilenceIsWaitedOutAtEveryStage(Call call) throws IOException {
    HostMemory memory = new HostMemory();
    Recorder recorder = new Recorder();
    try (World world = World.of(2, settings -> settings.memory(memory).listener(recorder))) {
      world.vsphere.next(call, AWAY, AWAY, AWAY, AWAY, AWAY);

      UploadResult result = world.hostward.upload(World.request());

      assertThat(result.failed()).isEmpty();
      assertThat(world.transport.transfers()).containsExactly("PUT esx1");
      assertThat(world.store.history(World.TARGET)).containsExactly(World.NEW);
      assertThat(memory.uses(world.time.instant()).get(new HostId("host-esx1")).failure())
          .isEmpty();
      assertThat(recorder.events()).filteredOn("waiting VCENTER"::equals).hasSize(5);
      assertThat(recorder.heard())
          .filteredOn(UploadEvent.Waiting.class::isInstance)
          .allSatisfy(
              event -> assertThat(((UploadEvent.Waiting) event).until()).isAfter(event.at()));
    }
  }

  @Test
  void theCleanupWaitsToo() {
    try (World world = World.of(1)) {
      world.vsphere.withoutRelay();
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.vsphere.next(Call.DELETE, AWAY, AWAY, AWAY, AWAY);

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(failure.domain()).isEqualTo(FailureDomain.HOST);
      assertThat(failure.outcome().leftovers()).isEmpty();
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePatienceEnds(Entry entry) {
    try (World world = World.of(2)) {
      world.vsphere.always(Call.FILE_SIZE, AWAY);

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));

      assertThat(failure.domain()).isEqualTo(FailureDomain.VCENTER);
      assertThat(failure).hasMessageContaining("it was asked again for 120 s");
      assertThat(world.time.waited()).isEqualTo(Duration.ofMinutes(2));
      assertThat(world.transport.transfers()).as("sent once").hasSize(1);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @Test
  void anUploadThatBeginsWhileVcenterIsAwayDoesNotWaitAnew() {
    try (World world = World.of(2)) {
      world.vsphere.always(Call.INVENTORY, AWAY);
      assertThat(failureOfAnUpload(world).domain()).isEqualTo(FailureDomain.VCENTER);
      Duration waited = world.time.waited();

      assertThat(failureOfAnUpload(world).domain()).isEqualTo(FailureDomain.VCENTER);

      assertThat(world.time.waited()).isEqualTo(waited);
    }
  }

  @Test
  void anAnswerRenewsThePatience() throws IOException {
    try (World world = World.of(2)) {
      world.vsphere.next(Call.INVENTORY, AWAY);
      world.vsphere.next(Call.TICKET, new Fault.After(() -> world.time.pass(Duration.ofHours(3))));
      world.vsphere.next(Call.FILE_SIZE, AWAY, AWAY);

      assertThat(world.hostward.upload(World.request()).failed()).isEmpty();
    }
  }

  @Test
  void aFaultIsAskedThreeTimes() {
    try (World world = World.of(2)) {
      world.vsphere.always(Call.FILE_SIZE, new Fault.Refused(Kind.FAULT));

      assertThat(failureOfAnUpload(world).domain()).isEqualTo(FailureDomain.VCENTER);

      assertThat(world.vsphere.count(Call.FILE_SIZE)).isEqualTo(3);
      assertThat(world.transport.transfers()).as("sent once").hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGIN", "PERMISSION"})
  void whatNoRouteWouldDoBetterEndsAtOnce(Kind kind) {
    try (World world = World.of(3)) {
      world.vsphere.always(Call.TICKET, new Fault.Refused(kind));

      UploadException failure = failureOfAnUpload(world);

      assertThat(failure.domain()).isEqualTo(kind.domain());
      assertThat(failure.attempts()).hasSize(1);
      assertThat(world.vsphere.count(Call.TICKET)).isEqualTo(1);
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  @Test
  void noPatienceIsNone() {
    try (World world = World.of(1, settings -> settings.patience(Duration.ZERO))) {
      world.vsphere.always(Call.INVENTORY, AWAY);

      assertThat(failureOfAnUpload(world)).hasCauseInstanceOf(VSphereException.class);
      assertThat(world.time.pauses()).isEmpty();
    }
  }

  /** It may have been vCenter that was away for a moment; once more, and no more. */
  @ParameterizedTest
  @EnumSource
  void aRelayThatBreaksIsTriedOnceMore(Entry entry) throws IOException {
    try (World world = World.of(0)) {
      world.transport.next("relay", new Effect.BreaksAfter(4));
      UploadResult result = entry.upload(world, World.request());

      assertThat(result.failed()).hasSize(1);
      assertThat(world.transport.transfers()).containsExactly("PUT relay", "PUT relay");
      assertThat(world.store.temporary()).isEmpty();
    }
    try (World world = World.of(0)) {
      world.transport.next("relay", new Effect.Answers(500, 4));
      assertThat(failureOfAnUpload(world).attempts()).hasSize(1);
    }
  }

  @Test
  void withoutPatienceARelayThatBreaksIsTriedOnce() {
    try (World world = World.of(0, settings -> settings.patience(Duration.ZERO))) {
      world.transport.next("relay", new Effect.BreaksAfter(4));

      assertThat(failureOfAnUpload(world).attempts()).hasSize(1);
      assertThat(world.transport.transfers()).containsExactly("PUT relay");
    }
  }

  @Property(tries = 200)
  void noSilenceUnderThePatienceCostsATransfer(
      @ForAll @IntRange(max = 14) int inventory,
      @ForAll @IntRange(max = 14) int ticket,
      @ForAll @IntRange(max = 14) int size,
      @ForAll @IntRange(max = 14) int move)
      throws IOException {
    try (World world = World.of(2, settings -> settings.patience(Duration.ofMinutes(10)))) {
      silence(world, Call.INVENTORY, inventory);
      silence(world, Call.TICKET, ticket);
      silence(world, Call.FILE_SIZE, size);
      silence(world, Call.MOVE, move);

      world.hostward.upload(World.request());

      assertThat(world.transport.transfers()).hasSize(1);
      assertThat(world.store.history(World.TARGET)).containsExactly(World.NEW);
      assertThat(world.time.pauses()).hasSize(inventory + ticket + size + move);
      assertThat(world.time.pauses())
          .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(15)));
    }
  }

  private static void silence(World world, Call call, int times) {
    for (int i = 0; i < times; i++) {
      world.vsphere.next(call, AWAY);
    }
  }

  private static UploadException failureOfAnUpload(World world) {
    return catchThrowableOfType(
        UploadException.class, () -> world.hostward.upload(World.request()));
  }
}
