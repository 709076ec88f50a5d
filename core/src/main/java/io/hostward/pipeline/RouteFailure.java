package io.hostward.pipeline;

import io.hostward.net.ProxyException;
import io.hostward.transfer.Route;
import io.hostward.transfer.TransferException;
import io.hostward.upload.Attempt;
import io.hostward.upload.Stage;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A route came to nothing. */
final class RouteFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Stage stage;
  private final boolean isFinal;

  private RouteFailure(Stage stage, String message, Throwable cause, boolean isFinal) {
    super(message, cause);
    this.stage = stage;
    this.isFinal = isFinal;
  }

  /** Another route may do better. */
  static RouteFailure passing(Stage stage, Throwable cause) {
    return new RouteFailure(stage, words(cause), cause, false);
  }

  /** A transfer failed: the words and the way on are its own. */
  static RouteFailure of(Stage stage, TransferException failure) {
    return failure.phase() == TransferException.Phase.SOURCE
        ? ending(stage, failure)
        : passing(stage, failure);
  }

  /** No other route would do better. */
  static RouteFailure ending(Stage stage, Throwable cause) {
    return new RouteFailure(stage, words(cause), cause, true);
  }

  private static String words(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  Stage stage() {
    return stage;
  }

  boolean isFinal() {
    return isFinal;
  }

  /** Whether all routes through the same proxy would fail alike. */
  boolean isOfTheProxy() {
    return isOfTheProxy(getCause());
  }

  /** Whether an attempt's failure tells of all routes through the same proxy. */
  static boolean isOfTheProxy(@Nullable Throwable attempt) {
    return attempt instanceof TransferException
        && attempt.getCause() instanceof ProxyException proxy
        && proxy.isWithAnyServer();
  }

  Attempt toAttempt(Route route, Progress progress, Duration elapsed) {
    Throwable cause = getCause() == null ? this : getCause();
    OptionalInt status = OptionalInt.empty();
    long bytes = progress.bytesOnRoute();
    if (cause instanceof TransferException transfer) {
      status = transfer.status();
      if (stage == Stage.TRANSFER) {
        // Progress is told now and then; the failure knows the last byte.
        bytes = Math.max(bytes, transfer.bytes());
      }
    }
    return new Attempt(route, stage, String.valueOf(getMessage()), status, bytes, elapsed, cause);
  }
}
