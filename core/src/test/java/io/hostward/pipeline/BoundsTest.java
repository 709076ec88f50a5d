package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hostward.TestSettings;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A deadline, a cancellation and a close bound everything, the cleanup included. */
@Timeout(30)
class BoundsTest {
  private static final Duration DEADLINE = Duration.ofMillis(150);

  private static World world(int hosts, Duration cleanup, Duration close) {
    return world(hosts, new Limits(Duration.ofMinutes(2), cleanup, close, List.of()));
  }

  private static World hasty(int hosts) {
    return world(
        hosts,
        new Limits(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(5), List.of()));
  }

  private static World world(int hosts, Limits limits) {
    return World.of(hosts, settings -> TestSettings.waiting(settings, limits, Pause.REAL));
  }

  @ParameterizedTest
  @EnumSource(names = {"INVENTORY", "TICKET", "FILE_SIZE", "MOVE"})
  void aCallThatNeverEndsIsEndedByTheDeadline(Call call) {
    try (World world = world(2, Duration.ofMillis(200), Duration.ofSeconds(5))) {
      world.vsphere.next(call, new Fault.Blocks());

      UploadException failure =
          catchThrowableOfType(
              UploadException.class, () -> world.hostward.upload(World.request().within(DEADLINE)));

      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(failure).hasMessageContaining("the deadline of 150 ms has passed");
      assertThat(failure.outcome().target())
          .isEqualTo(call == Call.MOVE ? TargetState.UNKNOWN : TargetState.UNCHANGED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCleanupThatNeverEndsIsEndedAfterItsTime(Entry entry) {
    try (World world = world(1, Duration.ofMillis(100), Duration.ofSeconds(5))) {
      world.transport.next("esx1", new Effect.HangsAfter(4));
      world.vsphere.always(Call.DELETE, new Fault.Blocks());

      UploadException failure =
          catchThrowableOfType(
              UploadException.class, () -> entry.upload(world, World.request().within(DEADLINE)));

      assertThat(failure.outcome().leftovers())
          .containsExactlyElementsOf(world.store.temporary())
          .hasSize(1);
      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
    }
  }

  @Test
  void aDeleteBetweenTwoAttemptsDoesNotKeepTheNextOneWaiting() throws Exception {
    try (World world = world(2, Duration.ofMillis(50), Duration.ofSeconds(5))) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.vsphere.next(Call.DELETE, new Fault.Blocks());

      assertThat(world.hostward.upload(World.request()).failed()).hasSize(1);

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @Test
  void aLastDeleteThatNeverEndsIsGivenUpThoughNobodyWishesForTheEnd() throws Exception {
    try (World world = hasty(2)) {
      world.transport.next("esx1", new Effect.RefusesConnection());
      world.transport.next("esx2", new Effect.BreaksAfter(4));
      world.vsphere.always(Call.DELETE, new Fault.Blocks());
      world.vsphere.withoutRelay();

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(failure.domain()).isEqualTo(FailureDomain.HOST);
      assertThat(failure)
          .message()
          .doesNotContain("interrupted")
          .contains("Could not be deleted, please delete: " + world.store.temporary());
      assertThat(failure.outcome().leftovers())
          .containsExactlyElementsOf(world.store.temporary())
          .hasSize(1);
    }
  }

  @Test
  void aLookAfterTheMoveThatNeverEndsLeavesItUnknown() {
    try (World world = hasty(1)) {
      world.vsphere.next(Call.MOVE, new Fault.AnswerLost(Kind.NO_ANSWER));
      world.vsphere.next(Call.FILE_SIZE, new Fault.None(), new Fault.Blocks());

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(failure.outcome().target()).isEqualTo(TargetState.UNKNOWN);
      assertThat(failure.domain()).isEqualTo(FailureDomain.VCENTER);
    }
  }

  @Test
  void aDeadlineThatEndsAWaitNamesWhatWasWaitedFor() {
    try (World world = world(1, Duration.ofMillis(100), Duration.ofSeconds(5))) {
      world.vsphere.always(Call.TICKET, new Fault.Refused(Kind.NO_ANSWER));

      UploadException failure =
          catchThrowableOfType(
              UploadException.class, () -> world.hostward.upload(World.request().within(DEADLINE)));

      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(failure.getCause())
          .isInstanceOfSatisfying(
              VSphereException.class,
              cause -> assertThat(cause.domain()).isEqualTo(FailureDomain.VCENTER));
    }
  }

  @Test
  void closeLeavesAnUploadThatDoesNotEndToItself() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    try (World world = world(1, Duration.ofMillis(50), Duration.ofMillis(200))) {
      world.vsphere.next(Call.TICKET, Fault.stuck(stuck, release));
      var upload = world.hostward.uploadAsync(World.request());
      assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();

      long begun = System.nanoTime();
      world.hostward.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(upload).isNotDone();
      release.countDown();
      await().until(upload::isDone);
    }
  }
}
