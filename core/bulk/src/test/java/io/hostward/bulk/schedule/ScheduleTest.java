package io.hostward.bulk.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.inventory.DatastorePath;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest extends ScheduleFixture {
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
