package io.hostward.upload;

import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;
import io.hostward.transfer.TransferReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finished upload.
 *
 * @param path where the file stands
 * @param route the route that its bytes took
 * @param bytes its size
 * @param sha256 its SHA-256 in lower-case hexadecimal, if it was verified by it
 * @param receipt the transfer on that route
 * @param failed the routes tried before, in order
 * @param selection how the hosts were ranked and which were refused
 * @param stages the time each stage took, failed attempts included
 * @param elapsed the time in all
 */
public record UploadResult(
    DatastorePath path,
    Route route,
    long bytes,
    Optional<String> sha256,
    TransferReceipt receipt,
    List<Attempt> failed,
    Selection selection,
    Map<Stage, Duration> stages,
    Duration elapsed) {
  /** Copies list and map. */
  public UploadResult {
    failed = List.copyOf(failed);
    stages = Map.copyOf(stages);
  }
}
