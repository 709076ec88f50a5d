package io.hostward.bulk.progress;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact about a run, told once. Immutable.
 *
 * <pre>
 *   SourceRefused*  RunBegun  ( DeliveryBegun | DeliveryEnded | PutOff | FolderPublished | FolderHeld )*
 *     ( FileDeleted | FolderDeleted )*  RunEnded
 * </pre>
 *
 * <p>Each {@code DeliveryBegun} has its {@code DeliveryEnded}; a delivery that is tried again
 * begins again. A delivery that was sent for a new folder has arrived when that is published.
 */
public sealed interface BulkEvent {

  /** The version of all events: raised when one changes its meaning or loses a part. */
  int VERSION = 1;

  /** Returns when it happened. */
  Instant at();

  /** Returns {@link #VERSION}. */
  default int version() {
    return VERSION;
  }

  /**
   * A local file cannot be read, or is not what the manifest says of it: its delivery has failed.
   * Told while the run is planned.
   *
   * @param source the local file
   * @param problem what is wrong with it
   */
  record SourceRefused(Instant at, String source, DatastorePath target, String problem)
      implements BulkEvent {}

  /**
   * The run begins to deliver.
   *
   * @param tally what there is to do, and how much of it is there already
   * @param sent what an earlier run has sent for folders that are yet to appear: of what is open in
   *     the tally, so much need not be sent again
   */
  record RunBegun(Instant at, Tally tally, Tally.Amount sent) implements BulkEvent {}

  /**
   * A delivery begins.
   *
   * @param delivery its number in the ledger
   * @param source the local file
   * @param bytes its size
   * @param round the how-manieth time that its datastore's queue is gone through, from 1
   */
  record DeliveryBegun(
      Instant at, long delivery, String source, DatastorePath target, long bytes, int round)
      implements BulkEvent {}

  /**
   * A delivery ended, for now at least.
   *
   * @param delivery its number in the ledger
   * @param bytes the file's size
   * @param how what has become of it
   * @param copied whether it arrived by a copy inside vSphere
   * @param route over which it went, or failed last; empty if it came to none
   * @param domain whose failure it is; empty if it is none
   * @param problem what was tried, where, and what came back; empty if it is no failure
   */
  record DeliveryEnded(
      Instant at,
      long delivery,
      DatastorePath target,
      long bytes,
      End how,
      boolean copied,
      String route,
      Optional<FailureDomain> domain,
      String problem)
      implements BulkEvent {}

  /** What becomes of a delivery. */
  enum End {
    /**
     * It was sent, or was there, and is kept until all that belongs into its new folder is there.
     */
    SENT,
    /** It stands under its name, and was brought there by this run. */
    ARRIVED,
    /** It was there already. */
    WAS_THERE,
    /** It failed, and comes again at the end of the queue. */
    AGAIN,
    /** It failed for good. */
    FAILED,
    /** The run was interrupted: it is left for the next. */
    LEFT
  }

  /**
   * A datastore failed so often that what is left of its queue is not tried in this round.
   *
   * @param deliveries how many are put off, or given up
   * @param again whether they come again; otherwise they have failed
   * @param problem the last failure
   */
  record PutOff(Instant at, String datastore, long deliveries, boolean again, String problem)
      implements BulkEvent {}

  /**
   * A new folder has appeared, and all that was sent for it has arrived.
   *
   * @param folder its place
   * @param deliveries how many have arrived with it
   * @param bytes of their files
   * @param whole whether it appeared at once; false if something stood there by then, and the files
   *     were moved into it one by one
   */
  record FolderPublished(
      Instant at, DatastorePath folder, long deliveries, long bytes, boolean whole)
      implements BulkEvent {}

  /**
   * A new folder does not appear: something that belongs into it has failed, or the folder could
   * not be moved. What was sent is kept, and the next run goes on from there.
   *
   * @param folder its place
   * @param keptIn the temporary folder
   * @param deliveries how many are carried again; or, at the end, how many were sent and have not
   *     arrived
   * @param again whether it is tried again in this run
   * @param problem the first failure
   */
  record FolderHeld(
      Instant at,
      DatastorePath folder,
      DatastorePath keptIn,
      long deliveries,
      boolean again,
      String problem)
      implements BulkEvent {}

  /**
   * A file whose source is gone was deleted, or was not. Only in a run that deletes.
   *
   * @param delivery its number in the ledger, that of the delivery that put it there; 0 if none did
   * @param source the local file that it came from; empty if no run has put it there
   * @param target where it stands, or stood
   * @param bytes its size, as it was put there
   * @param how what has become of it
   * @param problem why it is still there; empty if it was deleted, or listed
   */
  record FileDeleted(
      Instant at,
      long delivery,
      String source,
      DatastorePath target,
      long bytes,
      Deletion how,
      String problem)
      implements BulkEvent {}

  /**
   * A folder that deletions had left empty was removed, or was not. Only in a run that deletes.
   *
   * @param folder where it stands, or stood
   * @param source the local folder that it was delivered from, if that is known; empty otherwise
   * @param how what has become of it
   * @param problem why it is still there; empty if it was removed
   */
  record FolderDeleted(
      Instant at, DatastorePath folder, String source, Deletion how, String problem)
      implements BulkEvent {}

  /** What becomes of a file whose source is gone. */
  enum Deletion {
    /** It was deleted. */
    DELETED,
    /** It would be deleted, but for a refusal of all deletions. */
    LISTED,
    /** It is left alone: it is not what was put there, or something that stays needs it. */
    KEPT,
    /** It could not be deleted, and the next run tries again. */
    FAILED
  }

  /** The run is over. Nothing follows. */
  record RunEnded(Instant at, RunStatus status, Tally tally) implements BulkEvent {}
}
