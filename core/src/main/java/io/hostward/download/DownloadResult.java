package io.hostward.download;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.Route;
import io.hostward.upload.FailedAttempt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A finished download.
 *
 * @param id the download's id
 * @param source the file, under its datastore's own name
 * @param route the route that its last bytes took
 * @param relayed why that was the relay and no host, in one line; empty for a host
 * @param bytes its size
 * @param received how many bytes came in all, those included that had to be sent again
 * @param sha256 in lower-case hexadecimal, if it was verified by it
 * @param elapsed how long it took in all, without what it waited for its turn
 * @param outcome how it ended, with the routes that failed before
 */
public record DownloadResult(
    UUID id,
    DatastorePath source,
    Route route,
    Optional<String> relayed,
    long bytes,
    long received,
    Optional<String> sha256,
    Duration elapsed,
    DownloadOutcome outcome) {

  /** Returns the routes that were tried before, in order. */
  public List<FailedAttempt> failed() {
    return outcome.failed();
  }
}
