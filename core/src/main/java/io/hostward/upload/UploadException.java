package io.hostward.upload;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload failed. The target is as it was before: an older file of that name is untouched, unless
 * the upload was to be made in place. The message names every attempt; each attempt's own failure
 * is among the suppressed exceptions.
 */
public class UploadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Stage stage;
  private final transient List<Attempt> attempts;

  /** An upload that ended at a stage, after these attempts. */
  @SuppressWarnings("this-escape") // addSuppressed is final
  public UploadException(
      Stage stage, String message, List<Attempt> attempts, @Nullable Throwable cause) {
    super(message, cause);
    this.stage = stage;
    this.attempts = List.copyOf(attempts);
    for (Attempt attempt : attempts) {
      if (attempt.cause() != cause) {
        addSuppressed(attempt.cause());
      }
    }
  }

  /** Returns the stage at which the last attempt ended. */
  public Stage stage() {
    return stage;
  }

  /** Returns the routes that were tried, in order. Empty if none was, and after deserialization. */
  public List<Attempt> attempts() {
    return attempts == null ? List.of() : attempts;
  }
}
