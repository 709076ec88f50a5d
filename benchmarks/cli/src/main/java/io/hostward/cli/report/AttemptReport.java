package io.hostward.cli.report;

import io.hostward.cli.text.OptionWords;
import io.hostward.upload.FailedAttempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route that was tried and failed.
 *
 * @param route the route
 * @param stage the stage at which it failed, for example {@code TRANSFER}
 * @param domain the failure's domain, for example {@code HOST}
 * @param problem what came back, and what to do about it
 * @param status the HTTP status; absent if there was none
 * @param bytesSent bytes of the file handed to the network
 * @param seconds the time it took
 */
public record AttemptReport(
    RouteReport route,
    String stage,
    String domain,
    String problem,
    @Nullable Integer status,
    long bytesSent,
    double seconds) {

  /** Returns the attempts, in their order. */
  public static List<AttemptReport> of(List<FailedAttempt> attempts) {
    return attempts.stream().map(AttemptReport::of).toList();
  }

  private static AttemptReport of(FailedAttempt attempt) {
    return new AttemptReport(
        RouteReport.of(attempt.route()),
        attempt.stage().name(),
        attempt.domain().name(),
        OptionWords.of(attempt.problem()),
        attempt.status() == 0 ? null : attempt.status(),
        attempt.bytesSent(),
        Json.seconds(attempt.elapsed()));
  }
}
