package io.hostward.bulk.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.transfer.FailureDomain;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleRoundsTest extends ScheduleFixture {
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
}
