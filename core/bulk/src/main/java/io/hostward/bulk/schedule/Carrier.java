package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Carries out one delivery. A port that an adapter fills; many threads may call it at once. */
public interface Carrier {

  /**
   * Begins. Returns at once.
   *
   * @param underway to be told how it goes
   * @return completes when all is over, cleanup included; cancelling it breaks the delivery off.
   *     What it completes exceptionally with counts as a failure that no repetition would mend
   */
  CompletableFuture<CarryResult> carry(Task task, Underway underway);

  /**
   * Has a new folder appear, after all that belongs into it was carried to where it is kept.
   * Returns at once. May be asked again for a folder of which an earlier attempt, even one of a
   * process that was killed, has moved nothing, all or a part.
   *
   * @return completes when all is over; cancelling it breaks it off
   */
  default CompletableFuture<PublishResult> publish(Publication publication) {
    return CompletableFuture.completedFuture(
        new PublishResult.Failed(FailureDomain.REQUEST, "this carrier publishes no folders"));
  }

  /**
   * Deletes what an earlier run has begun to send for a new folder, and nobody waits for any more.
   * Blocks; nothing, by default. Success if there is none.
   *
   * @throws IOException if it may be there still
   */
  default void discard(NewFolder folder) throws IOException {}

  /** Returns about how many calls to vCenter a delivery takes. */
  default int calls(Task task) {
    return task.folder().isPresent() ? 2 : 5;
  }
}
