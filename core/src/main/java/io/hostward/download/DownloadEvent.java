package io.hostward.download;

import io.hostward.ranking.Selection;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.FailedAttempt;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact about one download, told once. Immutable. Their order:
 *
 * <pre>
 *   Ranked  ( RouteBegun  ( Asked  BytesReceived* )*  [ RouteFailed ] )*  [ Arrived ]
 * </pre>
 *
 * <p>{@code Waiting} may come anywhere. Nothing follows {@code Arrived}; how a download ended is
 * told by its result or its exception.
 */
public sealed interface DownloadEvent {

  /** Returns when it happened. */
  Instant at();

  /**
   * The hosts are ranked.
   *
   * @param size the file's bytes
   */
  record Ranked(Instant at, Selection selection, long size) implements DownloadEvent {}

  /**
   * A route is tried.
   *
   * @param relayed why it is the relay that is tried and no host, in one line; empty for a host
   */
  record RouteBegun(Instant at, Route route, Optional<String> relayed) implements DownloadEvent {}

  /**
   * The server is asked for the file, or for the rest of it.
   *
   * @param from how many bytes are here already; zero for all of it
   */
  record Asked(Instant at, long from) implements DownloadEvent {}

  /**
   * Bytes came. The count may begin again at zero, where a server sends the file from its beginning
   * or the file has changed.
   *
   * @param bytes how many are here, those of earlier attempts included
   * @param total the file's size
   */
  record BytesReceived(Instant at, long bytes, long total) implements DownloadEvent {}

  /** A route came to nothing; what it brought is kept. */
  record RouteFailed(Instant at, Route route, FailedAttempt attempt, Throwable cause)
      implements DownloadEvent {}

  /** Something is waited for before it is asked again. */
  record Waiting(Instant at, FailureDomain domain, String why, Instant until)
      implements DownloadEvent {}

  /**
   * The file is here, whole, under its name.
   *
   * @param sha256 in lower-case hexadecimal, if it was verified by it
   */
  record Arrived(Instant at, Route route, long bytes, Optional<String> sha256)
      implements DownloadEvent {}
}
