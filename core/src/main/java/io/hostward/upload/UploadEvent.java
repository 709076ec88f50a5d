package io.hostward.upload;

import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.transfer.TransferReceipt;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A fact about one upload, told once. All that is said of an upload is read off its events.
 * Immutable.
 *
 * <p>Their order, whatever happens:
 *
 * <pre>
 *   Begun  [ Ranked ]  Attempt*  Leftover*  Ended
 *   Attempt  =  RouteBegun  BytesSent*  [ Verified ]  ( Published | RouteFailed )
 * </pre>
 *
 * <p>Nothing is tried after {@code Published}. Anywhere between {@code Begun} and {@code Ended}
 * there may be {@code StageBegun}, {@code Waiting}, {@code FolderMade} and {@code Cleaned}. There
 * is no {@code Ranked} where the upload ended before hosts were ranked. The bytes of {@code
 * BytesSent} grow until the next {@code RouteBegun} or {@code StageBegun}; not every buffer is
 * told.
 */
public sealed interface UploadEvent {

  /**
   * What all events carry.
   *
   * @param request what was asked
   * @param upload the upload's id
   * @param at when it happened
   */
  record Origin(UploadRequest request, UUID upload, Instant at) {}

  /** Returns which upload, and when. */
  Origin origin();

  /** Returns what was asked, as it was asked. */
  default UploadRequest request() {
    return origin().request();
  }

  /** Returns the upload's id: the request's, or a new one if that has none. */
  default UUID upload() {
    return origin().upload();
  }

  /** Returns when it happened. */
  default Instant at() {
    return origin().at();
  }

  /**
   * The upload begins to run, or ended before it could. Of one that waits for its turn nothing is
   * told.
   */
  record Begun(Origin origin) implements UploadEvent {}

  /** A stage begins. */
  record StageBegun(Origin origin, Stage stage) implements UploadEvent {}

  /** The hosts are ranked. */
  record Ranked(Origin origin, Selection selection) implements UploadEvent {}

  /**
   * A route is tried.
   *
   * @param file under which name the bytes are stored there: a temporary one, or the target's if it
   *     is written in place
   * @param relayed why it is the relay that is tried and no host, in one line; empty for a host
   */
  record RouteBegun(Origin origin, Route route, DatastorePath file, Optional<String> relayed)
      implements UploadEvent {
    /** A route of which there is nothing more to say. */
    public RouteBegun(Origin origin, Route route, DatastorePath file) {
      this(origin, route, file, Optional.empty());
    }
  }

  /**
   * Bytes moved.
   *
   * @param bytes handed to the network on this route so far
   * @param total the file's size
   */
  record BytesSent(Origin origin, long bytes, long total) implements UploadEvent {}

  /** The folder that holds the file was made, or found to be there. */
  record FolderMade(Origin origin, DatastorePath file) implements UploadEvent {}

  /**
   * Something is waited for before it is asked again.
   *
   * @param domain whose failure it is: {@code VCENTER}, or {@code DATASTORE} for a locked file
   * @param why the failure that is hoped to pass
   * @param until when it is asked again
   */
  record Waiting(Origin origin, FailureDomain domain, String why, Instant until)
      implements UploadEvent {}

  /**
   * What is stored was compared with what was sent.
   *
   * @param receipt the transfer
   * @param sha256 in lower-case hexadecimal, if it was verified by it
   */
  record Verified(Origin origin, TransferReceipt receipt, Optional<String> sha256)
      implements UploadEvent {}

  /** The file stands under the target's name. */
  record Published(Origin origin, DatastorePath path) implements UploadEvent {}

  /**
   * A route came to nothing.
   *
   * @param attempt what happened, as plain values
   * @param target what stands under the target's name now, as far as this attempt had to do with it
   * @param remains the temporary file that the attempt may have left; empty if there is none
   * @param cause the failure itself
   */
  record RouteFailed(
      Origin origin,
      Route route,
      FailedAttempt attempt,
      TargetState target,
      Optional<DatastorePath> remains,
      Throwable cause)
      implements UploadEvent {}

  /** A failed attempt's temporary file is gone, or never was. */
  record Cleaned(Origin origin, DatastorePath file) implements UploadEvent {}

  /** A temporary file remains, or may. */
  record Leftover(Origin origin, DatastorePath file) implements UploadEvent {}

  /** The upload has ended and has cleaned up after itself. Nothing follows. */
  record Ended(Origin origin, Outcome outcome) implements UploadEvent {}
}
