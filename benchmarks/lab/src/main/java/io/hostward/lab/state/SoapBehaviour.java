package io.hostward.lab.state;

import java.time.Duration;

/**
 * How {@code /sdk} answers where real servers differ, or are slower than the lab. Thread-safe; may
 * be changed while the lab runs.
 */
public final class SoapBehaviour {
  private volatile UnauthenticatedReads unauthenticatedReads = UnauthenticatedReads.MISSING_SET;
  private volatile Duration taskDelay = Duration.ZERO;

  SoapBehaviour() {}

  /** What RetrievePropertiesEx answers to a caller without a session. */
  public UnauthenticatedReads unauthenticatedReads() {
    return unauthenticatedReads;
  }

  public void setUnauthenticatedReads(UnauthenticatedReads value) {
    unauthenticatedReads = value;
  }

  /** How long tasks stay running before their work is done; zero by default. Real time. */
  public Duration taskDelay() {
    return taskDelay;
  }

  public void setTaskDelay(Duration value) {
    taskDelay = value;
  }
}
