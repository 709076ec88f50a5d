package io.hostward.bulk.progress;

/** How a run ended. */
public enum RunStatus {
  /** Everything that was missing has arrived. */
  ALL_DONE,
  /** Everything was there already. */
  NOTHING_TO_DO,
  /** Some, or all, failed. */
  SOME_FAILED,
  /** It was interrupted: some are left for the next run. */
  INTERRUPTED
}
