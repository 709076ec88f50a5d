package io.hostward.upload;

import io.hostward.net.Printable;
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload failed. The message names every attempt and says what stands under the target's name,
 * which is what stood there before except where it says otherwise; {@link #outcome} says the same
 * as data. The failures of attempts before the last are among the suppressed exceptions.
 */
public class UploadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  /**
   * An upload that failed.
   *
   * @param outcome how it ended, with a failure
   * @param cause what ended it
   * @throws IllegalArgumentException if the outcome is a success
   */
  public UploadException(String message, Outcome outcome, @Nullable Throwable cause) {
    super(Printable.message(message), cause);
    if (outcome.isSuccess()) {
      throw new IllegalArgumentException("the outcome of a failure has a failure");
    }
    this.outcome = outcome;
  }

  /** Returns how it ended, as data. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the stage at which it ended. */
  public Stage stage() {
    return failure().stage();
  }

  /** Returns whose failure ended it. */
  public FailureDomain domain() {
    return failure().domain();
  }

  /** Returns the routes that were tried, in order. Empty if none was. */
  public List<FailedAttempt> attempts() {
    return outcome.failed();
  }

  private Outcome.Failure failure() {
    return outcome.whyFailed().orElseThrow();
  }
}
