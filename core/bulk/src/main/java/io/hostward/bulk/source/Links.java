package io.hostward.bulk.source;

/** What is done with symbolic links below a folder. */
public enum Links {
  /** They count as what they lead to; one that leads to a folder which it is in is passed over. */
  FOLLOW,
  /** They are passed over, and told. */
  SKIP,
  /** The first one ends the run before anything is sent. */
  REFUSE
}
