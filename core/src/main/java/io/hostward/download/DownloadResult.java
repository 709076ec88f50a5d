package io.hostward.download;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.Route;
import io.hostward.upload.FailedAttempt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A finished download.
 *
 * @param source the file, under its datastore's own name
 * @param route the route that its last bytes took
 * @param bytes its size
 * @param received how many bytes came in all, those included that had to be sent again
 * @param sha256 in lower-case hexadecimal, if it was verified by it
 * @param failed the routes that were tried before, in order
 * @param elapsed how long it took in all
 */
public record DownloadResult(
    DatastorePath source,
    Route route,
    long bytes,
    long received,
    Optional<String> sha256,
    List<FailedAttempt> failed,
    Duration elapsed) {
  public DownloadResult {
    failed = List.copyOf(failed);
  }
}
