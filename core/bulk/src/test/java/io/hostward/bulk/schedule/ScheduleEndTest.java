package io.hostward.bulk.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScheduleEndTest extends ScheduleFixture {
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
  void anUnforeseenFailureIsOneFilesFailure() {
    backlog.add("a", 2, 1);
    CompletableFuture<RunReport> end = schedule().run();
    carrier.breakDown(carrier.running().get(0), new IllegalStateException("a defect"));
    carrier.arriveAll(task -> true);

    assertThat(end.join().tally().failed().deliveries()).isEqualTo(1);
    assertThat(end.join().tally().arrived().deliveries()).isEqualTo(1);
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
    CompletableFuture<RunReport> end = schedule(backlog, broken).run();

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

          @Override
          public List<DatastorePath> holders(Task task) {
            return List.of();
          }
        };
    assertThatThrownBy(() -> schedule(unreadable, backlog).run().join())
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

          @Override
          public List<DatastorePath> holders(Task task) {
            return List.of();
          }
        };
    assertThatThrownBy(() -> schedule(defective, backlog).run().join())
        .hasRootCauseMessage("a defect");
  }
}
