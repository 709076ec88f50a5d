package io.hostward.lab.state;

/**
 * What RetrievePropertiesEx answers to a caller whose session has expired. The operation needs no
 * privilege of its own, so a real server need not fault; all three answers have been seen.
 */
public enum UnauthenticatedReads {
  /** HTTP 200, each property in {@code missingSet} with NotAuthenticated. The default. */
  MISSING_SET,
  /** HTTP 200 with no {@code returnval}. */
  EMPTY,
  /** HTTP 500 with NotAuthenticated, as every other operation. */
  FAULT
}
