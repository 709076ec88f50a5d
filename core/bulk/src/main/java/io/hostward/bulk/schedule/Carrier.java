package io.hostward.bulk.schedule;

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

  /** Returns about how many calls to vCenter a delivery takes. */
  default int calls(Task task) {
    return 5;
  }
}
