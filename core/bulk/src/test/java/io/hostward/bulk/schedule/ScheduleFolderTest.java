package io.hostward.bulk.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.transfer.FailureDomain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScheduleFolderTest extends ScheduleFixture {
  private final NewFolder one = NewFolder.of("a", "one");
  private final NewFolder two = NewFolder.of("a", "two");

  private <T extends BulkEvent> List<T> told(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void aFolderIsPublishedWithItsLastFileAndTheQueueGoesOn() {
    backlog.add(one, 3, 10).add(two, 2, 10).add("a", 1, 10);
    Schedule schedule = schedule();
    CompletableFuture<RunReport> end = schedule.run();
    carrier.running().stream().limit(3).toList().forEach(carrier::arrive);

    assertThat(carrier.publications()).extracting(Publication::folder).containsExactly(one);
    assertThat(carrier.publications().get(0).sent().deliveries()).isEqualTo(3);
    RunProgress progress = progress(schedule);
    assertThat(progress.sent()).isEqualTo(new Tally.Amount(3, 30));
    assertThat(progress.moving()).isZero();
    assertThat(progress.tally().arrived().deliveries()).isZero();
    carrier.arriveAll(task -> true);
    carrier.published(one, new PublishResult.Published(true));
    assertThat(end).isNotDone();
    carrier.published(two, new PublishResult.Published(false));

    assertThat(end.join().status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(end.join().tally().arrived().deliveries()).isEqualTo(6);
    assertThat(told(BulkEvent.FolderPublished.class))
        .extracting(BulkEvent.FolderPublished::whole)
        .containsExactly(true, false);
    assertThat(told(BulkEvent.DeliveryEnded.class))
        .extracting(BulkEvent.DeliveryEnded::how)
        .containsExactlyInAnyOrder(
            BulkEvent.End.SENT,
            BulkEvent.End.SENT,
            BulkEvent.End.SENT,
            BulkEvent.End.SENT,
            BulkEvent.End.SENT,
            BulkEvent.End.ARRIVED);
  }

  @Test
  void aFolderWithAFailureIsHeldAtTheEnd() {
    backlog.add(one, 3, 10).add("a", 1, 10);
    CompletableFuture<RunReport> end = schedule().run();
    carrier.fail(carrier.running().get(0), FailureDomain.SOURCE);
    carrier.arriveAll(task -> true);

    assertThat(end.join().status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(carrier.publications()).isEmpty();
    assertThat(end.join().tally().failed().deliveries()).isEqualTo(3);
    assertThat(end.join().tally().arrived().deliveries()).isEqualTo(1);
    assertThat(told(BulkEvent.FolderHeld.class))
        .singleElement()
        .matches(held -> held.deliveries() == 2 && !held.again());
    assertThat(backlog.states()).isEqualTo(Map.of("sent", 2, "failed", 1, "arrived", 1));
  }

  @Test
  void aPublicationThatFailsIsTriedAgainByOneFileThatIsLookedForFirst() {
    backlog.add(one, 3, 10);
    CompletableFuture<RunReport> end = schedule().run();
    carrier.arriveAll(task -> true);
    carrier.published(one, new PublishResult.Failed(FailureDomain.VCENTER, "no answer"));
    assertThat(carrier.running()).isEmpty();
    time.pass(Duration.ofSeconds(10));
    assertThat(time.next()).isTrue();

    assertThat(carrier.running()).singleElement().matches(Task::lookFirst);
    carrier.arriveAll(task -> true);
    carrier.published(one, new PublishResult.Published(true));
    assertThat(end.join().status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(carrier.begun()).hasSize(4);
  }

  @Test
  void filesThatAreNotThereAreSentAgainAndNoOthers() {
    backlog.add(one, 3, 10);
    CompletableFuture<RunReport> end = schedule().run();
    carrier.arriveAll(task -> true);
    carrier.published(one, new PublishResult.Incomplete(List.of(1L, 3L), "not there"));
    time.pass(Duration.ofSeconds(10));
    assertThat(time.next()).isTrue();

    assertThat(carrier.running()).extracting(Task::id).containsExactly(1L, 3L);
    assertThat(carrier.running()).noneMatch(Task::lookFirst);
    carrier.arriveAll(task -> true);
    carrier.published(one, new PublishResult.Published(true));
    assertThat(end.join().tally().arrived().deliveries()).isEqualTo(3);
  }

  @Test
  void anInterruptLeavesAFolderThatIsPublishedForTheNextRun() {
    backlog.add(one, 3, 10);
    Schedule schedule = schedule();
    CompletableFuture<RunReport> end = schedule.run();
    carrier.arriveAll(task -> true);
    schedule.interrupt();

    assertThat(end.join().status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(end.join().sent()).isEqualTo(new Tally.Amount(3, 30));
    assertThat(backlog.states()).isEqualTo(Map.of("sent", 3));
  }

  @Test
  void aDefectOfThePublicationIsAFailure() {
    backlog.add(one, 2, 10);
    CompletableFuture<RunReport> end = schedule().run();
    carrier.arriveAll(task -> true);
    carrier.publicationBreaks(one, new IllegalStateException("a defect"));

    assertThat(end.join().status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(end.join().tally().failed().deliveries()).isEqualTo(2);
  }
}
