package io.hostward.bulk.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScheduleLimitsTest extends ScheduleFixture {
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
}
