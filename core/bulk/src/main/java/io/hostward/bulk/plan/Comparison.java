package io.hostward.bulk.plan;

/** When a file that is there counts as the one that is to be delivered. */
public enum Comparison {
  /**
   * When it has the same size, and the ledger does not know that its source was of another time
   * when it was put there, or last found there.
   */
  SIZE,
  /**
   * When it has the same SHA-256, as far as one is known of what is there: otherwise it is
   * delivered. Local files whose digest is not known are read, once more than delivering takes.
   */
  CHECKSUM
}
