package io.hostward.cli.console;

import io.hostward.cli.text.OptionWords;
import io.hostward.download.DownloadException;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.NoRouteException;
import io.hostward.upload.Outcome;
import io.hostward.upload.UploadException;
import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A command that cannot go on; the message is for its user. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int MOST_NAMES = 20;

  private final int exitCode;
  private final @Nullable Outcome outcome;

  public CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
    this(
        exitCode,
        message,
        cause,
        cause instanceof UploadException upload ? upload.outcome() : null);
  }

  private CommandFailure(
      int exitCode, String message, @Nullable Throwable cause, @Nullable Outcome outcome) {
    super(Printable.message(message), cause);
    this.exitCode = exitCode;
    this.outcome = outcome;
  }

  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  /** Fails unless an option's value lies within its bounds, both included. */
  public static void requireRange(String option, int value, int least, int most)
      throws CommandFailure {
    if (value < least || value > most) {
      throw usage(option + " is " + least + " to " + most + ", was: " + value);
    }
  }

  public static CommandFailure interrupted() {
    return new CommandFailure(ExitCode.INTERRUPTED, "interrupted", null);
  }

  /** An interruption before some files were begun. */
  public static CommandFailure notBegun(List<String> names) {
    int more = names.size() - MOST_NAMES;
    return new CommandFailure(
        ExitCode.INTERRUPTED,
        "interrupted; not begun: "
            + Printable.whole(
                String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES))))
            + (more > 0 ? " and " + more + " more" : ""),
        null);
  }

  /**
   * An upload that was interrupted.
   *
   * @param outcome how it ended; empty if that is not known
   */
  public static CommandFailure interrupted(Optional<Outcome> outcome) {
    return new CommandFailure(
        ExitCode.INTERRUPTED,
        "interrupted; " + outcome.map(OutcomeWords::of).orElse(OutcomeWords.UNKNOWN),
        null,
        outcome.orElse(null));
  }

  /** Returns how an upload ended, if this is the failure of one. */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  public int exitCode() {
    return exitCode;
  }

  /** Returns what a failure means for the process. */
  public static CommandFailure of(Throwable failure) {
    if (failure instanceof CommandFailure known) {
      return known;
    }
    if (failure instanceof ExecutionException && failure.getCause() != null) {
      return of(failure.getCause());
    }
    if (failure instanceof InterruptedException || failure instanceof CancellationException) {
      return brokenOff(failure);
    }
    return new CommandFailure(code(failure), words(failure), failure);
  }

  /**
   * What was interrupted. An upload or a download that was cancelled tells how it ended, at some
   * depth of its failure: the wrappers vary by JDK.
   */
  public static CommandFailure brokenOff(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
      if (at instanceof UploadException upload) {
        return interrupted(Optional.of(upload.outcome()));
      } else if (at instanceof DownloadException download) {
        return new CommandFailure(
            ExitCode.INTERRUPTED, "interrupted; " + OutcomeWords.of(download.outcome()), download);
      }
    }
    return interrupted();
  }

  private static int code(Throwable failure) {
    if (failure instanceof NoRouteException) {
      return ExitCode.NO_ROUTE;
    } else if (failure instanceof VSphereException refused) {
      return code(refused.kind());
    } else if (failure instanceof DownloadException download) {
      return download.attempts().isEmpty()
              && download.getCause() instanceof VSphereException refused
          ? code(refused.kind())
          : ExitCode.FAILED;
    } else if (failure instanceof UploadException upload) {
      // Nothing was sent: what vCenter said counts.
      return upload.attempts().isEmpty() && upload.getCause() instanceof VSphereException refused
          ? code(refused.kind())
          : ExitCode.FAILED;
    }
    boolean usage =
        failure instanceof IllegalArgumentException
            || failure instanceof FileSystemException
            || failure instanceof FileNotFoundException;
    return usage ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static int code(VSphereException.Kind kind) {
    return switch (kind.domain()) {
      case LOGIN, VCENTER -> ExitCode.CONNECTION;
      case REQUEST ->
          kind == VSphereException.Kind.NOT_FOUND || kind == VSphereException.Kind.AMBIGUOUS
              ? ExitCode.NO_ROUTE
              : ExitCode.FAILED;
      case SOURCE, PERMISSION, HOST, PROXY, DATASTORE -> ExitCode.FAILED;
    };
  }

  /** Returns what went wrong, for people. */
  public static String words(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof FileSystemException && failure.getClass() != FileSystemException.class) {
      return kind(failure) + ": " + message;
    }
    boolean expected =
        failure instanceof java.io.IOException || failure instanceof IllegalArgumentException;
    return expected && message != null ? OptionWords.of(message) : "unexpected: " + failure;
  }

  // Their subclasses hardly say more than the path: "no such file", "access denied".
  private static String kind(Throwable failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceFirst("Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
