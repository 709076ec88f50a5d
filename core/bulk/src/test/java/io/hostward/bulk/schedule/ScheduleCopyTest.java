package io.hostward.bulk.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One file to many datastores: sent once, and copied from those that have it. */
class ScheduleCopyTest extends ScheduleFixture {
  private static final long SIZE = 100L << 20;

  private void fanOut(int datastores) {
    for (int n = 0; n < datastores; n++) {
      String name = String.format("d%02d", n);
      hosts.put(name, Set.of("h"));
      backlog.add(
          "file",
          name,
          SIZE,
          n == 0 ? Optional.empty() : Optional.of(new DatastorePath("d00", "file")));
    }
    limits = new ScheduleLimits(64, 4, 64, 0);
  }

  private List<String> sources() {
    return carrier.running().stream()
        .map(task -> task.copyFrom().map(DatastorePath::datastore).orElse("sent"))
        .toList();
  }

  private void arriveAtOnce() {
    carrier.running().forEach(task -> carrier.arrive(task, task.copyFrom().isPresent()));
  }

  @Test
  void itIsSentOnceAndTheCopiesDoubleFromRoundToRound() {
    fanOut(16);
    copies = CopyLimits.DEFAULT.withPerSource(1);
    Schedule schedule = schedule();
    CompletableFuture<RunReport> end = schedule.run();
    List<Integer> atOnce = new ArrayList<>();
    assertThat(waiting(schedule, "d07")).isEqualTo(Waiting.COPY);
    while (!end.isDone()) {
      assertThat(sources()).as("one copy from each").doesNotHaveDuplicates();
      atOnce.add(sources().size());
      time.pass(Duration.ofSeconds(1));
      arriveAtOnce();
    }

    assertThat(atOnce).containsExactly(1, 1, 2, 4, 8);
    assertThat(carrier.begun().stream().filter(task -> task.copyFrom().isEmpty())).hasSize(1);
    assertThat(end.join().status()).isEqualTo(RunStatus.ALL_DONE);
  }

  @Test
  void noMoreThanSoManyCopiesComeFromOneDatastore() {
    fanOut(10);
    copies = CopyLimits.DEFAULT.withPerSource(3);
    schedule().run();
    arriveAtOnce();

    assertThat(sources()).hasSize(3).containsOnly("d00");
    Task first = carrier.running().get(0);
    carrier.arrive(first, true);
    assertThat(
            sources().stream().collect(Collectors.groupingBy(name -> name, Collectors.counting())))
        .containsEntry("d00", 3L)
        .containsEntry(first.datastore(), 3L)
        .hasSize(2);
  }

  @Test
  void ifTheFirstFailsTheOthersAreSentAtOnce() {
    fanOut(4);
    CompletableFuture<RunReport> end = schedule().run();
    assertThat(carrier.running()).hasSize(1);
    carrier.fail(carrier.running().get(0), FailureDomain.PERMISSION);

    assertThat(carrier.running()).hasSize(3);
    assertThat(sources()).containsOnly("sent");
    carrier.arriveAll(task -> true);
    assertThat(end.join().tally().arrived().deliveries()).isEqualTo(3);
  }

  @Test
  void nobodyWaitsLongForOneThatStandsStill() {
    fanOut(4);
    schedule().run();
    Task first = carrier.running().get(0);
    for (int step = 1; step <= 5; step++) {
      carrier.underway(first).sent(step);
      time.pass(Duration.ofSeconds(50));
      assertThat(time.next()).isTrue();
      assertThat(carrier.running()).as("it moves").hasSize(1);
    }
    for (int look = 0; look < 6 && carrier.running().size() == 1; look++) {
      assertThat(time.next()).isTrue();
    }
    assertThat(carrier.running()).as("it does not move any more").hasSize(4);
    assertThat(sources()).containsOnly("sent");
  }

  @Test
  void whereUploadsAreMuchFasterTheyAreSent() {
    fanOut(6);
    copies = CopyLimits.DEFAULT.withPerSource(1);
    schedule().run();
    time.pass(Duration.ofSeconds(1));
    arriveAtOnce();
    assertThat(sources()).containsExactly("d00");
    time.pass(Duration.ofSeconds(5));
    arriveAtOnce();

    assertThat(sources()).hasSize(4).containsOnly("sent");
  }

  @Test
  void datastoresWithoutACommonHostAreSent() {
    fanOut(3);
    hosts.put("d00", Set.of("elsewhere"));
    schedule().run();

    assertThat(sources()).hasSize(3).containsOnly("sent");
  }
}
