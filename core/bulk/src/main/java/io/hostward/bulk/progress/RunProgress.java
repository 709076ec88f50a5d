package io.hostward.bulk.progress;

import io.hostward.inventory.DatastorePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param at when
 * @param tally of all datastores together
 * @param moving bytes that deliveries under way have sent, and that are not in the tally yet; with
 *     those that are there or have arrived, and what was sent, never more than are planned
 * @param sent what was sent for new folders that have not appeared, and has not arrived before
 * @param bytesPerSecond what the last half minute brought; 0 if that is not known yet
 * @param left how long it will take yet at this rate; empty if that is not known
 * @param datastores in the order of their names
 */
public record RunProgress(
    Instant at,
    Tally tally,
    long moving,
    Tally.Amount sent,
    double bytesPerSecond,
    Optional<Duration> left,
    List<DatastoreProgress> datastores) {
  public RunProgress {
    datastores = List.copyOf(datastores);
  }

  /**
   * One datastore.
   *
   * @param waiting what keeps its next delivery from beginning
   * @param deliveries those under way
   */
  public record DatastoreProgress(
      String datastore, Tally tally, Waiting waiting, List<DeliveryProgress> deliveries) {
    public DatastoreProgress {
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * A delivery under way.
   *
   * @param delivery its number in the ledger
   * @param sent bytes on the present route
   * @param bytes the file's size
   * @param since when it began
   */
  public record DeliveryProgress(
      long delivery, DatastorePath target, long sent, long bytes, Instant since) {}

  /** What a datastore's queue waits for. */
  public enum Waiting {
    /** For nothing: it has no more. */
    NOTHING,
    /** For its turn: as much is under way as may be, in all. */
    TURN,
    /** For a delivery to the same datastore to end. */
    DATASTORE,
    /** For a host that mounts it: all have as much to do as they may. */
    HOSTS,
    /** For vCenter: so many calls a second are made, and no more. */
    CALLS,
    /**
     * For another datastore to have the file, or to have done with copies of it: it is copied then.
     */
    COPY,
    /** For the end of the queue, or a pause, before failed deliveries come again. */
    ROUND
  }
}
