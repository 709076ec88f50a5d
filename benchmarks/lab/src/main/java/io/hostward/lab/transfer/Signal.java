package io.hostward.lab.transfer;

/** What the connection must do after a piece of a file. */
public enum Signal {
  /** Carry on. */
  CONTINUE,
  /** Reset the connection. */
  RESET,
  /** Neither read nor write any more. */
  STALL
}
