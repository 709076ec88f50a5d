package io.hostward.pipeline;

import io.hostward.net.Printable;
import io.hostward.ranking.Rejection;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.Stage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A stage came to nothing. Its domain says what comes next. */
final class StepFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What a failed stage has left. */
  enum Trace {
    /** Nothing can have been stored. */
    NOTHING,
    /** A file may be stored under the name that was written to. */
    PERHAPS_A_FILE,
    /** The file was sent whole, and whether it bears its final name is not known. */
    UNKNOWN
  }

  private final Stage stage;
  private final FailureDomain domain;
  private final Trace trace;
  private final transient @Nullable List<Rejection> rejections;

  private StepFailure(
      FailureDomain domain,
      Stage stage,
      String message,
      @Nullable Throwable cause,
      Trace trace,
      @Nullable List<Rejection> rejections) {
    super(Printable.message(message), cause);
    this.domain = domain;
    this.stage = stage;
    this.trace = trace;
    this.rejections = rejections;
  }

  static StepFailure of(FailureDomain domain, Stage stage, Throwable cause) {
    return of(domain, stage, words(cause), cause);
  }

  /** A failure in other words than its cause's. */
  static StepFailure of(FailureDomain domain, Stage stage, String message, Throwable cause) {
    return new StepFailure(domain, stage, message, cause, Trace.PERHAPS_A_FILE, null);
  }

  static StepFailure of(Stage stage, VSphereException failure) {
    return of(failure.domain(), stage, failure);
  }

  static StepFailure of(Stage stage, TransferException failure) {
    boolean unconnected =
        failure.phase() == TransferException.Phase.CONNECT
            || failure.phase() == TransferException.Phase.TLS;
    StepFailure known = of(failure.domain(), stage, failure);
    return stage == Stage.TRANSFER && unconnected ? known.leaving(Trace.NOTHING) : known;
  }

  /** The request is refused before a byte moves. */
  static StepFailure refusal(Stage stage, String why) {
    return new StepFailure(FailureDomain.REQUEST, stage, why, null, Trace.NOTHING, null);
  }

  /** There is no way to the datastore. */
  static StepFailure noRoute(String why, List<Rejection> rejections) {
    return new StepFailure(
        FailureDomain.REQUEST, Stage.SELECTION, why, null, Trace.NOTHING, List.copyOf(rejections));
  }

  /** The upload was told to end. */
  static StepFailure brokenOff(Stage stage, String reason, Throwable cause) {
    return of(FailureDomain.REQUEST, stage, "broken off: " + reason, cause);
  }

  /** Something broke that nobody reckoned with: no host's failure, and not mended by another. */
  static StepFailure unexpected(Stage stage, Throwable cause) {
    return unexpected(stage, "unexpected: " + cause, cause);
  }

  /** The same in other words, unless it was the source: that has its own. */
  static StepFailure unexpected(Stage stage, String message, Throwable cause) {
    return cause instanceof CheckedSource.Broken
        ? of(FailureDomain.SOURCE, stage, cause)
        : of(FailureDomain.REQUEST, stage, message, cause);
  }

  /** The same with another trace. */
  StepFailure leaving(Trace newTrace) {
    return new StepFailure(
        domain, stage, String.valueOf(getMessage()), getCause(), newTrace, rejections);
  }

  private static String words(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  FailureDomain domain() {
    return domain;
  }

  Stage stage() {
    return stage;
  }

  Trace trace() {
    return trace;
  }

  /** Why each host was refused, if there is no way to the datastore. */
  Optional<List<Rejection>> noRoute() {
    return Optional.ofNullable(rejections);
  }

  /** What caused it; itself if nothing else did. */
  Throwable why() {
    return getCause() == null ? this : getCause();
  }

  /** Whether it is a transfer that failed, and not what came before or after it. */
  boolean isTransfer() {
    return getCause() instanceof TransferException;
  }

  /** Whether a server fell silent, and took a time-out to tell. */
  boolean isSilence() {
    return getCause() instanceof TransferException transfer && transfer.isSilence();
  }

  OptionalInt status() {
    return getCause() instanceof TransferException transfer
        ? transfer.status()
        : OptionalInt.empty();
  }

  /** How many bytes the transport had sent. */
  long bytes() {
    return getCause() instanceof TransferException transfer ? transfer.bytes() : 0;
  }
}
