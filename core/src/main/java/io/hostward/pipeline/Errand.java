package io.hostward.pipeline;

import io.hostward.transfer.FailureDomain;
import io.hostward.upload.Stage;
import java.time.Instant;

/** On whose behalf something is asked and waited for. */
interface Errand {

  /** Whether nothing more is to be asked. */
  boolean isToLeave();

  /** The calling thread caught an interrupt. Returns whether it goes on for now. */
  boolean putOff();

  /** Tells of a wait that begins. */
  void waits(FailureDomain domain, String why, Instant until);

  /** The failure of what was told to end. */
  StepFailure brokenOff(Stage stage, Throwable cause);
}
