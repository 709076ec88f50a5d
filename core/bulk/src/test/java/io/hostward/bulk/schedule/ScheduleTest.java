package io.hostward.bulk.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunProgress.DatastoreProgress;
import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {
  private final FakeTime time = new FakeTime();
  private final MemoryBacklog backlog = new MemoryBacklog();
  private final HandCarrier carrier = new HandCarrier();
  private final List<BulkEvent> events = new ArrayList<>();
  private final Map<String, Set<String>> hosts = new HashMap<>();
  private final Map<String, Integer> single = new HashMap<>();
  private Optional<Set<String>> own = Optional.empty();
  private ScheduleLimits limits = new ScheduleLimits(8, 4, 4, 0);
  private RetryRule rule = new RetryRule(3, Duration.ofSeconds(10), 5);

  private Schedule schedule() {
    return new Schedule(
        backlog,
        backlog,
        carrier,
        new ScheduleSettings(
            limits, rule, hosts, single, own, events::add, time, time, Runnable::run));
  }

  private static RunProgress progress(Schedule schedule) {
    return schedule.progress().join();
  }

  private static Waiting waiting(Schedule schedule, String datastore) {
    return progress(schedule).datastores().stream()
        .filter(progress -> progress.datastore().equals(datastore))
        .map(DatastoreProgress::waiting)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void limitsHoldInAllAndPerDatastoreAndTurnsAreFair() {
    backlog.add("a", 100, 1).add("b", 100, 1).add("c", 3, 1);
    limits = new ScheduleLimits(7, 3, 9, 0);
    Schedule schedule = schedule();
    CompletableFuture<RunReport> end = schedule.run();

    assertThat(carrier.running("a")).hasSize(3);
    assertThat(carrier.running("b")).hasSize(2);
    assertThat(carrier.running("c")).hasSize(2);
    assertThat(waiting(schedule, "a")).isEqualTo(Waiting.DATASTORE);
    assertThat(waiting(schedule, "b")).isEqualTo(Waiting.TURN);
    carrier.arriveAll(task -> true);

    RunReport report = end.join();
    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.tally().arrived()).isEqualTo(new Tally.Amount(203, 203));
    assertThat(report.datastores().get("c").arrived().deliveries()).isEqualTo(3);
    assertThat(backlog.states()).containsOnly(Map.entry("arrived", 203));
    assertThat(carrier.begun()).hasSize(203).doesNotHaveDuplicates();
    assertThat(backlog.largestRead()).isLessThanOrEqualTo(64);
  }

  @Test
  void oneOfEightHostsThatStallsHoldsUpNoOther() {
    for (int n = 0; n < 8; n++) {
      backlog.add("ds" + n, 200, 1);
      hosts.put("ds" + n, Set.of("host" + n));
    }
    Schedule schedule = schedule();
    schedule.run();
    carrier.arriveAll(task -> !task.datastore().equals("ds3"));

    Tally tally = progress(schedule).tally();
    assertThat(tally.arrived().deliveries()).as("all but the stalled one's").isEqualTo(7 * 200);
    assertThat(carrier.running()).allMatch(task -> task.datastore().equals("ds3"));
    assertThat(waiting(schedule, "ds0")).isEqualTo(Waiting.NOTHING);
  }

  @Test
  void aStalledHostAmongThoseOfASharedDatastoreKeepsHalfAtMost() {
    backlog.add("nfs", 200, 1);
    hosts.put("nfs", Set.of("h0", "h1", "h2"));
    limits = new ScheduleLimits(8, 8, 8, 0);
    Schedule schedule = schedule();
    schedule.run();
    int arrived = 0;
    while (arrived < 150) {
      Task next = null;
      for (Task task : carrier.running()) {
        // As long as the stalled host takes any, it gets the next.
        if (!carrier.underway(task).enter("h0")) {
          next = task;
        }
      }
      assertThat(next).isNotNull();
      assertThat(carrier.underway(next).enter("h" + (1 + arrived % 2))).isTrue();
      carrier.arrive(next);
      arrived++;
    }
    assertThat(carrier.running()).hasSize(8);
  }

  @Test
  void aHostGetsNoMoreThanItsLimitWhateverTheCarriersWant() {
    backlog.add("a", 50, 1).add("b", 50, 1);
    hosts.put("a", Set.of("h0", "h1"));
    hosts.put("b", Set.of("h0", "h1"));
    limits = new ScheduleLimits(20, 20, 2, 0);
    Schedule schedule = schedule();
    schedule.run();

    assertThat(carrier.running()).as("as many as the hosts can take").hasSize(4);
    assertThat(waiting(schedule, "a")).isEqualTo(Waiting.HOSTS);
    List<Task> running = carrier.running();
    assertThat(carrier.underway(running.get(0)).enter("h0")).isTrue();
    assertThat(carrier.underway(running.get(0)).enter("h0")).as("it is there already").isTrue();
    assertThat(carrier.underway(running.get(1)).enter("h0")).isTrue();
    assertThat(carrier.underway(running.get(2)).enter("h0")).isFalse();
    assertThat(carrier.underway(running.get(2)).enter("h1")).isTrue();
    assertThat(carrier.underway(running.get(0)).enter("h1")).as("the next host").isTrue();
    assertThat(carrier.underway(running.get(3)).enter("h0")).isTrue();
    carrier.underway(running.get(3)).leave();
    assertThat(carrier.running()).as("the relay needs no host").hasSize(5);
    carrier.arriveAll(task -> true);
    assertThat(backlog.states()).containsOnlyKeys("arrived");
  }

  @Test
  void aShardSendsToItsOwnHostsAlone() {
    backlog.add("a", 2, 1).add("b", 2, 1);
    hosts.put("a", Set.of("h0", "h1"));
    hosts.put("b", Set.of("h1"));
    own = Optional.of(Set.of("h0"));
    limits = new ScheduleLimits(8, 8, 1, 0);
    schedule().run();

    assertThat(carrier.running("a")).hasSize(1);
    assertThat(carrier.running("b")).as("by the relay").hasSize(2);
    assertThat(carrier.underway(carrier.running("b").get(0)).enter("h1")).isFalse();
    assertThat(carrier.underway(carrier.running("a").get(0)).enter("h0")).isTrue();
  }

  @Test
  void aDatastoreOfWhichOneShardHasAPartHasAPartOfTheLimit() {
    backlog.add("a", 9, 1).add("b", 9, 1);
    single.put("a", 1);
    schedule().run();

    assertThat(carrier.running("a")).hasSize(1);
    assertThat(carrier.running("b")).hasSize(4);
  }

  @Test
  void failuresComeAgainAtTheEndOfTheQueueThreeTimesInAll() {
    backlog.add("a", 6, 1).add("b", 3, 1);
    limits = new ScheduleLimits(1, 1, 1, 0);
    Schedule schedule = schedule();
    CompletableFuture<RunReport> end = schedule.run();
    while (!end.isDone()) {
      while (!carrier.running().isEmpty()) {
        Task task = carrier.running().get(0);
        if (task.delivery().source().name().equals("a-1")) {
          carrier.fail(task, FailureDomain.HOST);
        } else {
          carrier.arrive(task);
        }
      }
      if (!end.isDone()) {
        assertThat(waiting(schedule, "a")).isEqualTo(Waiting.ROUND);
        assertThat(time.next()).isTrue();
      }
    }

    assertThat(carrier.begun().subList(9, 11))
        .extracting(task -> task.delivery().source().name() + " " + task.round())
        .containsExactly("a-1 2", "a-1 3");
    assertThat(carrier.begun()).hasSize(11);
    assertThat(Duration.between(Instant.parse("2026-01-01T00:00:00Z"), time.instant()))
        .as("a pause, and twice that")
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(end.join().status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(end.join().tally().failed()).isEqualTo(new Tally.Amount(1, 1));
    assertThat(events.stream().filter(BulkEvent.DeliveryEnded.class::isInstance))
        .extracting(event -> ((BulkEvent.DeliveryEnded) event).how())
        .containsOnlyOnce(BulkEvent.End.FAILED);
  }

  @ParameterizedTest
  @EnumSource(FailureDomain.class)
  void whatComesAgainIsReadFromTheDomain(FailureDomain domain) {
    backlog.add("a", 1, 1);
    CompletableFuture<RunReport> end = schedule().run();
    carrier.fail(carrier.running().get(0), domain);
    boolean again =
        Set.of(
                FailureDomain.HOST,
                FailureDomain.PROXY,
                FailureDomain.VCENTER,
                FailureDomain.DATASTORE)
            .contains(domain);

    assertThat(end.isDone()).isEqualTo(!again);
    assertThat(time.next()).isEqualTo(again);
    assertThat(carrier.running()).hasSize(again ? 1 : 0);
    if (!again) {
      assertThat(end.join().status()).isEqualTo(RunStatus.SOME_FAILED);
    }
  }

  @Test
  void aRefusedLoginIsTriedByNobodyElse() {
    backlog.add("a", 50, 1).add("b", 50, 1);
    CompletableFuture<RunReport> end = schedule().run();
    int under = carrier.running().size();
    carrier.fail(carrier.running().get(0), FailureDomain.LOGIN);
    carrier.arriveAll(task -> true);

    assertThat(carrier.begun()).hasSize(under);
    assertThat(end.join().status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(end.join().stoppedBy()).contains("broken LOGIN");
    assertThat(backlog.states()).isEqualTo(Map.of("arrived", under - 1, "open", 101 - under));
  }

  @Test
  void aDeadDatastoreCostsAFewAttemptsARoundAndItsFilesAreTold() {
    backlog.add("dead", 1000, 1).add("live", 10, 1);
    CompletableFuture<RunReport> end = schedule().run();
    do {
      while (!carrier.running().isEmpty()) {
        Task task = carrier.running().get(0);
        if (task.datastore().equals("dead")) {
          carrier.fail(task, FailureDomain.DATASTORE);
        } else {
          carrier.arrive(task);
        }
      }
    } while (!end.isDone() && time.next());

    assertThat(end.join().datastores().get("dead").failed().deliveries()).isEqualTo(1000);
    assertThat(end.join().datastores().get("live").arrived().deliveries()).isEqualTo(10);
    assertThat(carrier.begun().stream().filter(task -> task.datastore().equals("dead")))
        .hasSizeLessThan(15);
    assertThat(events.stream().filter(BulkEvent.PutOff.class::isInstance))
        .extracting(event -> ((BulkEvent.PutOff) event).again())
        .containsExactly(true, true, false);
    assertThat(backlog.states()).isEqualTo(Map.of("arrived", 10, "failed", 1000));
  }

  @Test
  void aDatastoreThatComesBackIsServedInTheNextRound() {
    backlog.add("a", 300, 1);
    CompletableFuture<RunReport> end = schedule().run();
    for (int n = 0; n < 5; n++) {
      carrier.fail(carrier.running().get(0), FailureDomain.HOST);
    }
    carrier.arriveAll(task -> true);
    assertThat(end).isNotDone();
    assertThat(time.next()).isTrue();
    assertThat(carrier.running()).hasSizeLessThanOrEqualTo(4).isNotEmpty();
    carrier.arriveAll(task -> true);

    assertThat(end.join().status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(end.join().tally().arrived().deliveries()).isEqualTo(300);
  }

  @Test
  void callsASecondAreKeptOnTheAverage() {
    backlog.add("a", 100, 1);
    limits = new ScheduleLimits(8, 8, 8, 50);
    Schedule schedule = schedule();
    CompletableFuture<RunReport> end = schedule.run();
    Instant start = time.instant();
    do {
      carrier.arriveAll(task -> true);
      if (!end.isDone()) {
        assertThat(waiting(schedule, "a")).isEqualTo(Waiting.CALLS);
      }
    } while (!end.isDone() && time.next());

    // 100 deliveries of 5 calls each at 50 a second.
    assertThat(Duration.between(start, time.instant()).toMillis()).isBetween(9_500L, 10_500L);
  }

  @Test
  void limitsAreChangedWhileItRuns() {
    backlog.add("a", 100, 1);
    limits = new ScheduleLimits(2, 2, 2, 0);
    Schedule schedule = schedule();
    schedule.run();
    assertThat(carrier.running()).hasSize(2);

    schedule.limits(new ScheduleLimits(10, 6, 9, 0));
    assertThat(carrier.running()).hasSize(6);
    schedule.limits(new ScheduleLimits(1, 1, 1, 0));
    for (int n = 0; n < 5; n++) {
      carrier.arrive(carrier.running().get(0));
    }
    assertThat(carrier.running()).hasSize(1);
  }

  @Test
  void anInterruptLeavesWhatIsUnderWayForTheNextRun() {
    backlog.add("a", 100, 1);
    Schedule schedule = schedule();
    CompletableFuture<RunReport> end = schedule.run();
    carrier.arrive(carrier.running().get(0));
    schedule.interrupt();

    assertThat(end.join().status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(backlog.states()).isEqualTo(Map.of("arrived", 1, "open", 99));
    assertThat(events.get(events.size() - 1)).isInstanceOf(BulkEvent.RunEnded.class);
    assertThat(events.stream().filter(BulkEvent.DeliveryBegun.class::isInstance).count())
        .isEqualTo(events.stream().filter(BulkEvent.DeliveryEnded.class::isInstance).count());
  }

  @Test
  void whatCanBeCopiedComesAfterWhatItIsCopiedFrom() {
    backlog.add("twin", "a", 1, Optional.of(new DatastorePath("a", "first")));
    backlog.add("first", "a", 1, Optional.empty());
    schedule().run();

    assertThat(carrier.running())
        .extracting(task -> task.delivery().source().name())
        .containsExactly("first");
    carrier.arrive(carrier.running().get(0));
    assertThat(carrier.running())
        .extracting(task -> task.delivery().source().name())
        .containsExactly("twin");
  }

  @Test
  void nothingToDoIsSaid() {
    assertThat(schedule().run().join().status()).isEqualTo(RunStatus.NOTHING_TO_DO);
  }

  @Test
  void anUnforeseenFailureIsOneFilesFailure() {
    backlog.add("a", 2, 1);
    CompletableFuture<RunReport> end = schedule().run();
    carrier.breakDown(carrier.running().get(0), new IllegalStateException("a defect"));
    carrier.arriveAll(task -> true);

    assertThat(end.join().tally().failed().deliveries()).isEqualTo(1);
    assertThat(end.join().tally().arrived().deliveries()).isEqualTo(1);
  }

  @Test
  void progressIsATreeThatNeverComesToMoreThanTheWhole() {
    backlog.add("a", 2, 1000).add("b", 2, 3000);
    limits = new ScheduleLimits(2, 1, 4, 0);
    Schedule schedule = schedule();
    CompletableFuture<RunReport> end = schedule.run();
    assertThat(progress(schedule).left()).isEmpty();
    time.pass(Duration.ofSeconds(1));
    carrier.underway(carrier.running("a").get(0)).sent(5000);
    carrier.underway(carrier.running("b").get(0)).sent(1000);

    RunProgress progress = progress(schedule);
    assertThat(progress.tally().planned()).isEqualTo(new Tally.Amount(4, 8000));
    assertThat(progress.moving()).as("no more than the file has").isEqualTo(2000);
    assertThat(progress.bytesPerSecond()).isEqualTo(2000);
    assertThat(progress.left()).contains(Duration.ofSeconds(3));
    assertThat(progress.datastores()).hasSize(2);
    assertThat(progress.datastores().get(1).deliveries())
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.sent()).isEqualTo(1000);
              assertThat(delivery.bytes()).isEqualTo(3000);
            });
    time.pass(Duration.ofSeconds(1));
    carrier.arriveAll(task -> true);
    RunProgress last = progress(schedule);
    assertThat(last.moving()).isZero();
    assertThat(last.tally().arrived()).isEqualTo(last.tally().planned());
    assertThat(end).isDone();
    assertThat(events).allMatch(event -> event.version() == 1);
  }

  @Test
  void aJournalThatFailsEndsTheRun() {
    Journal broken =
        new Journal() {
          @Override
          public CompletableFuture<Void> begin(Task task) {
            return task.id() == 3
                ? CompletableFuture.failedFuture(new java.io.IOException("disk full"))
                : backlog.begin(task);
          }

          @Override
          public CompletableFuture<Void> arrived(Task task, CarryResult.Arrived how) {
            return backlog.arrived(task, how);
          }

          @Override
          public CompletableFuture<Void> failed(Task task, CarryResult.Failed why, boolean again) {
            return backlog.failed(task, why, again);
          }

          @Override
          public CompletableFuture<Void> left(Task task, String why) {
            return backlog.left(task, why);
          }

          @Override
          public CompletableFuture<Tally.Amount> putOff(
              String datastore, int round, boolean again, String why) {
            return backlog.putOff(datastore, round, again, why);
          }
        };
    backlog.add("a", 10, 1);
    CompletableFuture<RunReport> end =
        new Schedule(
                backlog,
                broken,
                carrier,
                new ScheduleSettings(
                    limits, rule, hosts, single, own, events::add, time, time, Runnable::run))
            .run();

    assertThatThrownBy(end::join).hasRootCauseMessage("disk full");
    assertThat(carrier.begun()).as("those that began with it").hasSize(3);
  }

  @Test
  void aBacklogThatCannotBeReadEndsTheRun() {
    Backlog unreadable =
        new Backlog() {
          @Override
          public Map<String, Tally> tallies() throws java.io.IOException {
            throw new java.io.IOException("no such file");
          }

          @Override
          public List<Task> next(
              String datastore, int round, boolean copies, long after, int most) {
            throw new IllegalStateException("a defect");
          }
        };
    assertThatThrownBy(
            () ->
                new Schedule(
                        unreadable,
                        backlog,
                        carrier,
                        new ScheduleSettings(
                            limits,
                            rule,
                            hosts,
                            single,
                            own,
                            events::add,
                            time,
                            time,
                            Runnable::run))
                    .run()
                    .join())
        .hasRootCauseMessage("no such file");
    backlog.add("a", 1, 1);
    Backlog defective =
        new Backlog() {
          @Override
          public Map<String, Tally> tallies() {
            return backlog.tallies();
          }

          @Override
          public List<Task> next(
              String datastore, int round, boolean copies, long after, int most) {
            throw new IllegalStateException("a defect");
          }
        };
    assertThatThrownBy(
            () ->
                new Schedule(
                        defective,
                        backlog,
                        carrier,
                        new ScheduleSettings(
                            limits,
                            rule,
                            hosts,
                            single,
                            own,
                            events::add,
                            time,
                            time,
                            Runnable::run))
                    .run()
                    .join())
        .hasRootCauseMessage("a defect");
  }

  @Test
  void refusesNonsense() {
    Schedule schedule = schedule();
    schedule.run();
    assertThatIllegalStateException().isThrownBy(schedule::run);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScheduleLimits(0, 1, 1, 0))
        .withMessageContaining("were: 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new ScheduleLimits(1, 1, 1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryRule(0, Duration.ZERO, 1));
    assertThat(IntStream.of(1, 2, 3).mapToObj(RetryRule.DEFAULT::pauseAfter))
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));
  }
}
