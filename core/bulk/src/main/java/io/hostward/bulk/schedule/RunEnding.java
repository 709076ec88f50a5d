package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Why a run ends before its queues are empty, if it does. Not thread-safe. */
final class RunEnding {
  private boolean interrupted;
  private @Nullable String refused;
  private @Nullable Throwable broken;

  /** Returns true if nothing more is to begin. */
  boolean isNear() {
    return interrupted || refused != null || broken != null;
  }

  void interrupt() {
    interrupted = true;
  }

  /** Servers lock users out after a few wrong passwords: nobody else tries it. */
  void loginRefused(String problem) {
    refused = problem;
  }

  /**
   * What cannot be written down, or read, is not done.
   *
   * @return whether this is the first failure of its kind
   */
  boolean breakDown(Throwable failure) {
    if (broken != null) {
      return false;
    }
    broken = cause(failure);
    return true;
  }

  /** Returns what broke the run down; empty if nothing did. */
  Optional<Throwable> broken() {
    return Optional.ofNullable(broken);
  }

  Optional<String> stoppedBy() {
    return Optional.ofNullable(refused);
  }

  RunStatus status(Tally tally) {
    if (refused != null || tally.failed().deliveries() > 0) {
      return interrupted ? RunStatus.INTERRUPTED : RunStatus.SOME_FAILED;
    } else if (tally.open().deliveries() > 0) {
      return RunStatus.INTERRUPTED;
    }
    return tally.arrived().deliveries() == 0 ? RunStatus.NOTHING_TO_DO : RunStatus.ALL_DONE;
  }

  /** Returns what a wrapper was put around. */
  static Throwable cause(Throwable failure) {
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof UncheckedIOException;
    return wrapped && failure.getCause() != null ? failure.getCause() : failure;
  }
}
