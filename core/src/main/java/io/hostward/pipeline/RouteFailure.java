package io.hostward.pipeline;

import io.hostward.model.Attempt;
import io.hostward.model.Route;
import io.hostward.model.Stage;
import io.hostward.model.TransferException;
import java.time.Duration;
import java.util.OptionalInt;

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
    return new RouteFailure(stage, String.valueOf(cause.getMessage()), cause, false);
  }

  /** No other route would do better. */
  static RouteFailure ending(Stage stage, Throwable cause) {
    return new RouteFailure(stage, String.valueOf(cause.getMessage()), cause, true);
  }

  Stage stage() {
    return stage;
  }

  boolean isFinal() {
    return isFinal;
  }

  Attempt toAttempt(Route route, Progress progress, Duration elapsed) {
    Throwable cause = getCause() == null ? this : getCause();
    OptionalInt status =
        cause instanceof TransferException transfer ? transfer.status() : OptionalInt.empty();
    return new Attempt(
        route,
        stage,
        String.valueOf(getMessage()),
        status,
        progress.bytesOnRoute(),
        elapsed,
        cause);
  }
}
