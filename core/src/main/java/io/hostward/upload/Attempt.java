package io.hostward.upload;

import io.hostward.transfer.Route;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A route that was tried and failed.
 *
 * @param route the route
 * @param stage the stage at which it failed
 * @param problem what was tried, on which server, what came back, what to do about it
 * @param status the HTTP status, if the server gave one
 * @param bytesSent bytes of the file handed to the network on this route
 * @param elapsed the time it took
 * @param cause the failure itself
 */
public record Attempt(
    Route route,
    Stage stage,
    String problem,
    OptionalInt status,
    long bytesSent,
    Duration elapsed,
    Throwable cause) {
  @Override
  public String toString() {
    return route + ": " + problem;
  }
}
