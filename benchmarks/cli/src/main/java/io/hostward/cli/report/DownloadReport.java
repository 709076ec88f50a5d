package io.hostward.cli.report;

import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.OptionWords;
import io.hostward.download.DownloadOutcome;
import io.hostward.download.DownloadResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file.
 *
 * @param source where it was, {@code [datastore] folder/name}
 * @param target the local file; absent for standard output
 * @param ok whether it is here, whole; if not, what stood there before stands there
 * @param error why not; absent if it is
 * @param domain the failure's domain, for example {@code HOST}; absent if the file is here
 * @param bytes its size; absent if it failed, as is all that follows but the leftovers and the
 *     failed attempts
 * @param received how many bytes came in all, those included that had to be sent again
 * @param seconds how long it took
 * @param bytesPerSecond the mean rate
 * @param route the route of its last bytes
 * @param relayed why that is the relay and no host, in one line; absent for a host
 * @param sha256 its SHA-256, if it was verified by it
 * @param leftovers hidden files beside the target that remain
 * @param failedAttempts the routes that were tried and failed, in order
 */
public record DownloadReport(
    String source,
    @Nullable String target,
    boolean ok,
    @Nullable String error,
    @Nullable String domain,
    @Nullable Long bytes,
    @Nullable Long received,
    @Nullable Double seconds,
    @Nullable Long bytesPerSecond,
    @Nullable RouteReport route,
    @Nullable String relayed,
    @Nullable String sha256,
    List<String> leftovers,
    List<AttemptReport> failedAttempts) {

  /** Returns what became of a file that is here. */
  public static DownloadReport of(DownloadResult result, @Nullable String target) {
    return new DownloadReport(
        result.source().toString(),
        target,
        true,
        null,
        null,
        result.bytes(),
        result.received(),
        Json.seconds(result.elapsed()),
        ByteRate.of(result.bytes(), result.elapsed()).bytesPerSecond(),
        RouteReport.of(result.route().name()),
        result.relayed().map(OptionWords::of).orElse(null),
        result.sha256().orElse(null),
        result.outcome().leftovers(),
        AttemptReport.of(result.failed()));
  }

  /** Returns what became of a file that is not here. */
  public static DownloadReport failed(
      String source, @Nullable String target, String error, Optional<DownloadOutcome> outcome) {
    return new DownloadReport(
        source,
        target,
        false,
        error,
        outcome.flatMap(DownloadOutcome::whyFailed).map(why -> why.domain().name()).orElse(null),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        outcome.map(DownloadOutcome::leftovers).orElse(List.of()),
        outcome.map(ended -> AttemptReport.of(ended.failed())).orElse(List.of()));
  }
}
