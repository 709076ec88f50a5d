package io.hostward.cli.report;

import io.hostward.upload.Attempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route that was tried and failed.
 *
 * @param route the route
 * @param stage at which it failed, for example {@code TRANSFER}
 * @param problem what was tried, what came back, what to do
 * @param status the HTTP status; absent if the server gave none
 * @param bytesSent bytes of the file handed to the network
 * @param seconds the time it took
 */
public record AttemptReport(
    RouteReport route,
    String stage,
    String problem,
    @Nullable Integer status,
    long bytesSent,
    double seconds) {

  /** Returns the attempts, in their order. */
  public static List<AttemptReport> of(List<Attempt> attempts) {
    return attempts.stream().map(AttemptReport::of).toList();
  }

  private static AttemptReport of(Attempt attempt) {
    return new AttemptReport(
        RouteReport.of(attempt.route()),
        attempt.stage().name(),
        attempt.problem(),
        attempt.status().isPresent() ? attempt.status().getAsInt() : null,
        attempt.bytesSent(),
        Json.seconds(attempt.elapsed()));
  }
}
