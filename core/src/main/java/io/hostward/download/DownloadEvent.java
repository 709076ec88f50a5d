package io.hostward.download;

import io.hostward.ranking.Selection;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Stage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A fact about one download, told once. All that is said of a download is read off its events.
 * Immutable.
 *
 * <p>Their order, whatever happens:
 *
 * <pre>
 *   Begun  [ Ranked ]  ( RouteBegun  ( Asked  BytesReceived* )*  [ RouteFailed ] )*  [ Arrived ]
 *       Leftover*  Ended
 * </pre>
 *
 * <p>Anywhere between {@code Begun} and {@code Ended} there may be {@code StageBegun} and {@code
 * Waiting}. Not every buffer is told by a {@code BytesReceived}.
 */
public sealed interface DownloadEvent {

  /**
   * What all events carry.
   *
   * @param request what was asked
   * @param download the download's id
   * @param at when it happened
   */
  record Origin(DownloadRequest request, UUID download, Instant at) {}

  /** Returns which download, and when. */
  Origin origin();

  /** Returns what was asked, as it was asked. */
  default DownloadRequest request() {
    return origin().request();
  }

  /** Returns the download's id: the request's, or a new one if that has none. */
  default UUID download() {
    return origin().download();
  }

  /** Returns when it happened. */
  default Instant at() {
    return origin().at();
  }

  /**
   * The download begins to run, or ended before it could. Of one that waits for its turn nothing is
   * told.
   */
  record Begun(Origin origin) implements DownloadEvent {}

  /** A stage begins. */
  record StageBegun(Origin origin, Stage stage) implements DownloadEvent {}

  /**
   * The hosts are ranked.
   *
   * @param size the file's bytes
   */
  record Ranked(Origin origin, Selection selection, long size) implements DownloadEvent {}

  /**
   * A route is tried.
   *
   * @param relayed why it is the relay that is tried and no host, in one line; empty for a host
   */
  record RouteBegun(Origin origin, Route route, Optional<String> relayed)
      implements DownloadEvent {}

  /**
   * The server is asked for the file, or for the rest of it.
   *
   * @param route over which
   * @param from how many bytes are here already; zero for all of it
   * @param ended why the route's last request came to an end, after which it is asked again; empty
   *     for the first one since {@code RouteBegun}
   */
  record Asked(Origin origin, Route route, long from, Optional<String> ended)
      implements DownloadEvent {}

  /**
   * Bytes came. The count may begin again at zero, where a server sends the file from its beginning
   * or the file has changed.
   *
   * @param bytes how many are here, those of earlier attempts included
   * @param total the file's size
   */
  record BytesReceived(Origin origin, long bytes, long total) implements DownloadEvent {}

  /** A route came to nothing; what it brought is kept. */
  record RouteFailed(Origin origin, Route route, FailedAttempt attempt, Throwable cause)
      implements DownloadEvent {}

  /**
   * Something is waited for before it is asked again.
   *
   * @param domain whose failure it is
   * @param why the failure that is hoped to pass
   * @param until when it is asked again
   */
  record Waiting(Origin origin, FailureDomain domain, String why, Instant until)
      implements DownloadEvent {}

  /**
   * The file is here, whole, under its name.
   *
   * @param route the route that its last bytes took
   * @param sha256 in lower-case hexadecimal, if it was verified by it
   */
  record Arrived(Origin origin, Route route, long bytes, Optional<String> sha256)
      implements DownloadEvent {}

  /** A hidden file beside the target remains. */
  record Leftover(Origin origin, Path file) implements DownloadEvent {}

  /** The download has ended and has cleaned up after itself. Nothing follows. */
  record Ended(Origin origin, DownloadOutcome outcome) implements DownloadEvent {}
}
