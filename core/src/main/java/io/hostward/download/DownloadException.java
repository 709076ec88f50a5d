package io.hostward.download;

import io.hostward.net.Printable;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Outcome;
import io.hostward.upload.Stage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A download failed. Under the local file's name stands what stood there before. The message names
 * every attempt; {@link #outcome} says the same as data. The failures of attempts before the last
 * are among the suppressed exceptions.
 */
public class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final DownloadOutcome outcome;

  /**
   * A download that failed.
   *
   * @param outcome how it ended, with a failure
   * @param cause what ended it
   * @throws IllegalArgumentException if the outcome is a success
   */
  public DownloadException(String message, DownloadOutcome outcome, @Nullable Throwable cause) {
    super(Printable.message(message), cause);
    if (outcome.isSuccess()) {
      throw new IllegalArgumentException("the outcome of a failure has a failure");
    }
    this.outcome = outcome;
  }

  /** Returns how it ended, as data. */
  public DownloadOutcome outcome() {
    return outcome;
  }

  /** Returns whose failure ended it. */
  public FailureDomain domain() {
    return failure().domain();
  }

  /** Returns the stage at which it ended. */
  public Stage stage() {
    return failure().stage();
  }

  /** Returns the routes that were tried, in order. Empty if none was. */
  public List<FailedAttempt> attempts() {
    return outcome.failed();
  }

  private Outcome.Failure failure() {
    return outcome.whyFailed().orElseThrow();
  }
}
