package io.hostward.upload;

import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;
import io.hostward.transfer.TransferReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A finished upload.
 *
 * @param id the upload's id
 * @param path where the file stands
 * @param route the route that its bytes took
 * @param relayed why its bytes went through vCenter's relay and to no host, in one line; empty if
 *     they went to a host
 * @param bytes its size
 * @param sha256 its SHA-256 in lower-case hexadecimal, if it was verified by it
 * @param receipt the transfer on that route
 * @param selection how the hosts were ranked and which were refused
 * @param stages the time each stage took, failed attempts included
 * @param elapsed the time from the upload's beginning to its end; what it waited for its turn
 *     before is not in it
 * @param outcome the same as plain values, with the attempts that failed before and what could not
 *     be cleaned up
 */
public record UploadResult(
    UUID id,
    DatastorePath path,
    Route route,
    Optional<String> relayed,
    long bytes,
    Optional<String> sha256,
    TransferReceipt receipt,
    Selection selection,
    Map<Stage, Duration> stages,
    Duration elapsed,
    Outcome outcome) {
  public UploadResult {
    stages = Map.copyOf(stages);
  }

  /** Returns the routes that were tried before, in order. */
  public List<FailedAttempt> failed() {
    return outcome.failed();
  }
}
