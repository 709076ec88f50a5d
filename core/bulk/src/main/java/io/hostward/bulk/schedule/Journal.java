package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.Tally;
import java.util.concurrent.CompletableFuture;

/**
 * Writes down what happens, before and after. A port that the ledger fills. Each future completes
 * when what was written outlives the process; one that fails ends the run, since nothing may be
 * sent that is not written down.
 */
public interface Journal {

  /** A delivery is about to begin. */
  CompletableFuture<Void> begin(Task task);

  /** It arrived, or was there. */
  CompletableFuture<Void> arrived(Task task, CarryResult.Arrived how);

  /**
   * It failed.
   *
   * @param again whether it is open in the next round
   */
  CompletableFuture<Void> failed(Task task, CarryResult.Failed why, boolean again);

  /** It was broken off, and stays open for the next run. */
  CompletableFuture<Void> left(Task task, String why);

  /**
   * All that a datastore still has open in a round is not tried in it.
   *
   * @param again whether it is open in the next round; otherwise it has failed
   * @param why the last failure
   * @return how much that was
   */
  CompletableFuture<Tally.Amount> putOff(String datastore, int round, boolean again, String why);
}
