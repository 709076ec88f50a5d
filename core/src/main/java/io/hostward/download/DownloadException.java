package io.hostward.download;

import io.hostward.net.Printable;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Stage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A download failed. Under the local file's name stands what stood there before. The message names
 * every attempt.
 */
public class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final FailureDomain domain;
  private final Stage stage;
  private final transient @Nullable List<FailedAttempt> attempts;

  public DownloadException(
      String message,
      FailureDomain domain,
      Stage stage,
      List<FailedAttempt> attempts,
      @Nullable Throwable cause) {
    super(Printable.message(message), cause);
    this.domain = domain;
    this.stage = stage;
    this.attempts = List.copyOf(attempts);
  }

  /** Returns whose failure ended it. */
  public FailureDomain domain() {
    return domain;
  }

  /** Returns the stage at which it ended. */
  public Stage stage() {
    return stage;
  }

  /** Returns the routes that were tried, in order. Empty if none was. */
  public List<FailedAttempt> attempts() {
    return attempts == null ? List.of() : attempts;
  }
}
