package io.hostward.upload;

import io.hostward.net.Printable;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.RouteName;
import java.io.Serializable;
import java.time.Duration;

/**
 * A route that was tried and failed, as plain values.
 *
 * @param stage the stage at which it failed
 * @param domain whose failure it is
 * @param problem what was tried, on which server, what came back, what to do about it
 * @param status the HTTP status that the server gave; 0 if it gave none
 * @param bytesSent bytes of the file handed to the network on this route
 * @param elapsed the time it took
 */
public record FailedAttempt(
    RouteName route,
    Stage stage,
    FailureDomain domain,
    String problem,
    int status,
    long bytesSent,
    Duration elapsed)
    implements Serializable {
  public FailedAttempt {
    problem = Printable.message(problem);
  }

  @Override
  public String toString() {
    return route + ": " + problem;
  }
}
