package io.hostward.bulk.schedule;

/** Takes steps of a run, one after the other: after each it is seen what can begin. */
@FunctionalInterface
interface Steps {

  /** Has a step taken, soon. May be called by any thread. */
  void step(Runnable action);
}
