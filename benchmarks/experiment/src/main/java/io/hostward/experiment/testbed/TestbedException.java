package io.hostward.experiment.testbed;

import java.io.IOException;

/** The testbed cannot be had: the message says why, and what to do. */
public final class TestbedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A failure. */
  public TestbedException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public TestbedException(String message, Throwable cause) {
    super(message, cause);
  }
}
