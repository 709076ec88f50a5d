package io.hostward.pipeline;

import io.hostward.download.DownloadException;
import io.hostward.download.DownloadOutcome;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Outcome;
import io.hostward.upload.Stage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how a download failed, and puts it into words. */
final class DownloadEnding {
  private DownloadEnding() {}

  static DownloadException neverBegan(
      DownloadEvents events, String reason, @Nullable Throwable cause) {
    events.begin();
    String message =
        events.request().source() + " was not downloaded: " + reason + "; nothing was begun";
    DownloadOutcome outcome =
        events.end(new Outcome.Failure(FailureDomain.REQUEST, Stage.INVENTORY, message));
    return new DownloadException(message, outcome, cause);
  }

  static DownloadException failed(DownloadRun run, StepFailure failure) {
    DownloadEvents events = run.events();
    Optional<String> reason = run.cancellation().reason();
    StringBuilder message = new StringBuilder();
    message.append(events.request().source()).append(" was not downloaded");
    reason.ifPresent(why -> message.append(" (").append(why).append(')'));
    message.append(": ").append(failure.getMessage());
    if (!events.leftovers().isEmpty()) {
      message.append(". Could not be deleted, please delete: ").append(events.leftovers());
    }
    DownloadOutcome outcome =
        events.end(
            new Outcome.Failure(
                reason.isPresent() ? FailureDomain.REQUEST : failure.domain(),
                failure.stage(),
                message.toString()));
    DownloadException exception = new DownloadException(message.toString(), outcome, failure.why());
    for (Throwable suppressed : failure.getSuppressed()) {
      exception.addSuppressed(suppressed);
    }
    return exception;
  }

  /** No route brought the file. */
  static StepFailure noneBrought(DownloadRun run) {
    List<FailedAttempt> failed = run.events().failed();
    List<Throwable> causes = run.events().causes();
    if (failed.isEmpty()) {
      return run.brokenOff(Stage.TRANSFER, new InterruptedException());
    }
    FailedAttempt last = failed.get(failed.size() - 1);
    StepFailure none =
        StepFailure.of(last.domain(), last.stage(), words(failed), causes.get(causes.size() - 1));
    causes.stream()
        .limit(causes.size() - 1L)
        .filter(cause -> cause != none.getCause())
        .forEach(none::addSuppressed);
    return none;
  }

  private static String words(List<FailedAttempt> failed) {
    StringBuilder words = new StringBuilder("tried:");
    for (int i = 0; i < failed.size(); i++) {
      words.append(String.format("%n  %d. %s", i + 1, failed.get(i)));
    }
    return words.toString();
  }
}
