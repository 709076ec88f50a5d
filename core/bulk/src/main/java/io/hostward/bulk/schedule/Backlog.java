package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.Tally;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What is left to be done. A port that the ledger fills, so that the schedule holds a few
 * deliveries of each datastore and no more. Called by one thread at a time.
 */
public interface Backlog {

  /** Returns what there is for each datastore, those with nothing left among them. */
  Map<String, Tally> tallies() throws IOException;

  /**
   * Returns what was sent for new folders that have not appeared, by datastore. Nothing, by
   * default: a backlog whose tasks have no such folders.
   */
  default Map<String, Tally.Amount> sent() throws IOException {
    return Map.of();
  }

  /**
   * Returns the next deliveries of a datastore that are open in a round.
   *
   * @param copies whether those that can be copied are asked for, or all others
   * @param after the number of the last that was returned; 0 for the first
   * @param most how many at most
   * @return fewer only if there are no more
   */
  List<Task> next(String datastore, int round, boolean copies, long after, int most)
      throws IOException;

  /** Returns where a delivery's file stands by now, brought there by this run or an earlier one. */
  List<DatastorePath> holders(Task task) throws IOException;
}
