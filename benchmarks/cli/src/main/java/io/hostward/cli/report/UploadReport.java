package io.hostward.cli.report;

import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.OptionWords;
import io.hostward.inventory.DatastorePath;
import io.hostward.upload.Outcome;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file.
 *
 * @param source what was uploaded: a path, or {@code -} for standard input
 * @param target the file on the datastore: if it is there, with the datastore that took it
 * @param ok whether it is there, whole
 * @param error why not; absent if it is
 * @param domain the failure's domain, for example {@code SOURCE}; absent if the file is there, and
 *     where {@code targetState} is
 * @param targetState what stands under the target's name: {@code NEW}, {@code UNCHANGED}, {@code
 *     PERHAPS_PART} or {@code UNKNOWN}; absent if the upload never began, or was interrupted and
 *     did not tell in time
 * @param leftovers temporary files that remain, or may; nothing is said of them where {@code
 *     targetState} is absent
 * @param bytes its size; absent if it failed, as is all that follows but the failed attempts
 * @param seconds the time in all
 * @param bytesPerSecond the mean rate of the transfer
 * @param route the route that its bytes took
 * @param relayed why that is the relay and no host, in one line; absent for a host
 * @param tls protocol and cipher suite of that transfer
 * @param sha256 its SHA-256, if it was verified by it
 * @param labSha256 the SHA-256 that the lab computed of what it stored; absent without a lab
 * @param stages seconds that each stage took
 * @param failedAttempts the routes that were tried and failed, in order
 * @param hosts how the hosts were ranked, and which were refused, and why
 */
public record UploadReport(
    String source,
    String target,
    boolean ok,
    @Nullable String error,
    @Nullable String domain,
    @Nullable TargetState targetState,
    List<String> leftovers,
    @Nullable Long bytes,
    @Nullable Double seconds,
    @Nullable Long bytesPerSecond,
    @Nullable RouteReport route,
    @Nullable String relayed,
    @Nullable String tls,
    @Nullable String sha256,
    @Nullable String labSha256,
    @Nullable Map<Stage, Double> stages,
    List<AttemptReport> failedAttempts,
    @Nullable List<HostReport> hosts) {

  /** Returns what became of a file that is there. */
  public static UploadReport of(String source, UploadResult result, @Nullable String labSha256) {
    Map<Stage, Double> stages = new TreeMap<>();
    result.stages().forEach((stage, elapsed) -> stages.put(stage, Json.seconds(elapsed)));
    return new UploadReport(
        source,
        result.path().toString(),
        true,
        null,
        null,
        result.outcome().target(),
        leftovers(result.outcome()),
        result.bytes(),
        Json.seconds(result.elapsed()),
        ByteRate.of(result.bytes(), result.receipt().elapsed()).bytesPerSecond(),
        RouteReport.of(result.route().name()),
        result.relayed().map(OptionWords::of).orElse(null),
        result.receipt().tls(),
        result.sha256().orElse(null),
        labSha256,
        stages,
        AttemptReport.of(result.failed()),
        HostReport.of(result.selection()));
  }

  /** Returns what became of a file that is not there. */
  public static UploadReport failed(
      String source, String target, String error, @Nullable Outcome outcome) {
    return new UploadReport(
        source,
        target,
        false,
        error,
        outcome == null ? null : outcome.whyFailed().map(why -> why.domain().name()).orElse(null),
        outcome == null ? null : outcome.target(),
        outcome == null ? List.of() : leftovers(outcome),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        outcome == null ? List.of() : AttemptReport.of(outcome.failed()),
        null);
  }

  private static List<String> leftovers(Outcome outcome) {
    return outcome.leftovers().stream().map(DatastorePath::toString).toList();
  }
}
