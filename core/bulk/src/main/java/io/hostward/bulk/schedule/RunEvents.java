package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkEvent.End;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.inventory.DatastorePath;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener what happens, whatever the listener does. Not thread-safe. */
final class RunEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);

  private final BulkListener listener;
  private final InstantSource clock;

  RunEvents(BulkListener listener, InstantSource clock) {
    this.listener = listener;
    this.clock = clock;
  }

  void runBegun(Tally tally, Tally.Amount sent) {
    tell(new BulkEvent.RunBegun(clock.instant(), tally, sent));
  }

  void begun(Task task) {
    tell(
        new BulkEvent.DeliveryBegun(
            clock.instant(),
            task.id(),
            task.delivery().source().location(),
            task.delivery().target(),
            task.bytes(),
            task.round()));
  }

  void arrived(Task task, CarryResult.Arrived how) {
    End end = how.wasThere() ? End.WAS_THERE : End.ARRIVED;
    tell(
        new BulkEvent.DeliveryEnded(
            clock.instant(),
            task.id(),
            task.delivery().target(),
            task.bytes(),
            end,
            how.copied(),
            how.route(),
            Optional.empty(),
            ""));
  }

  /** A delivery did not arrive: it comes again, has failed, or is left. */
  void notArrived(Task task, End how, CarryResult.Failed why) {
    tell(
        new BulkEvent.DeliveryEnded(
            clock.instant(),
            task.id(),
            task.delivery().target(),
            task.bytes(),
            how,
            false,
            why.route(),
            Optional.of(why.domain()),
            why.problem()));
  }

  /** It is kept until its folder is published. */
  void sent(Task task, CarryResult.Arrived how) {
    tell(
        new BulkEvent.DeliveryEnded(
            clock.instant(),
            task.id(),
            task.delivery().target(),
            task.bytes(),
            End.SENT,
            how.copied(),
            how.route(),
            Optional.empty(),
            ""));
  }

  void published(NewFolder folder, Tally.Amount amount, boolean whole) {
    tell(
        new BulkEvent.FolderPublished(
            clock.instant(), folder.target(), amount.deliveries(), amount.bytes(), whole));
  }

  /** A folder does not appear, now or in this run. */
  void held(NewFolder folder, long deliveries, boolean again, String why) {
    tell(
        new BulkEvent.FolderHeld(
            clock.instant(),
            folder.target(),
            new DatastorePath(folder.datastore(), folder.temporary()),
            deliveries,
            again,
            why));
  }

  void putOff(String datastore, Tally.Amount amount, boolean again, String why) {
    tell(new BulkEvent.PutOff(clock.instant(), datastore, amount.deliveries(), again, why));
  }

  void runEnded(RunStatus status, Tally tally) {
    tell(new BulkEvent.RunEnded(clock.instant(), status, tally));
  }

  private void tell(BulkEvent event) {
    try {
      listener.heard(event);
    } catch (RuntimeException e) {
      LOG.warn("A listener failed at {}", event, e);
    }
  }
}
