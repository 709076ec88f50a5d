package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.NoRouteException;
import io.hostward.upload.Outcome;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import io.hostward.upload.WriteMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells how an upload ended, and puts a failure into words: what was tried, and what is found now.
 */
final class Ending {
  private static final String NOT_UPLOADED = "was not uploaded";

  private Ending() {}

  static UploadResult success(EventEmitter events) {
    UploadEvent.Ended ended = end(events, null);
    return events
        .account()
        .result(ended)
        .orElseThrow(() -> new IllegalStateException("no file was published"));
  }

  /** It ended before any route was tried. */
  static UploadException refused(UploadRun run, StepFailure failure) {
    EventEmitter events = run.events();
    Optional<String> reason = run.cancellation().reason();
    String message =
        reason
            .map(
                why ->
                    String.format(
                        "%s was not uploaded (%s): %s",
                        events.request().target(), why, failure.getMessage()))
            .orElse(String.valueOf(failure.getMessage()));
    Outcome outcome =
        end(
                events,
                new Outcome.Failure(
                    reason.isPresent() ? FailureDomain.REQUEST : failure.domain(),
                    failure.stage(),
                    message))
            .outcome();
    return exception(message, outcome, failure);
  }

  /** A ranking that was asked for alone. */
  static UploadException notRanked(StepFailure failure) {
    String message = String.valueOf(failure.getMessage());
    Outcome outcome =
        new Outcome(
            TargetState.UNCHANGED,
            List.of(),
            List.of(),
            new Outcome.Failure(failure.domain(), failure.stage(), message));
    return exception(message, outcome, failure);
  }

  private static UploadException exception(String message, Outcome outcome, StepFailure failure) {
    return failure
        .noRoute()
        .<UploadException>map(rejections -> new NoRouteException(message, outcome, rejections))
        .orElseGet(() -> new UploadException(message, outcome, failure.getCause()));
  }

  static UploadException neverBegun(EventEmitter events, String reason, @Nullable Throwable cause) {
    events.begin();
    String message =
        events.request().target() + " was not uploaded: " + reason + "; nothing was begun";
    Outcome.Failure failure = new Outcome.Failure(FailureDomain.REQUEST, Stage.INVENTORY, message);
    return new UploadException(message, end(events, failure).outcome(), cause);
  }

  /** Something broke that nobody reckoned with, before the first route or after the last. */
  static UploadException broken(EventEmitter events, Throwable cause) {
    UploadAccount account = events.account();
    StepFailure failure = StepFailure.unexpected(account.stage(), cause);
    String message =
        String.format(
            "%s %s (%s). %s",
            events.request().target(),
            account.target() == TargetState.NEW ? "was uploaded, but then failed" : NOT_UPLOADED,
            failure.getMessage(),
            state(events.request().writeMode(), account));
    Outcome.Failure told = new Outcome.Failure(failure.domain(), failure.stage(), message);
    return new UploadException(message, end(events, told).outcome(), cause);
  }

  static UploadException noneTook(UploadJob job, int routes) {
    UploadAccount account = job.events().account();
    List<FailedAttempt> failed = account.failed();
    Optional<FailedAttempt> last =
        failed.isEmpty() ? Optional.empty() : Optional.of(failed.get(failed.size() - 1));
    FailureDomain domain =
        job.cancellation().isRequested()
            ? FailureDomain.REQUEST
            : last.map(FailedAttempt::domain).orElse(FailureDomain.REQUEST);
    Outcome.Failure failure =
        new Outcome.Failure(
            domain,
            last.map(FailedAttempt::stage).orElse(Stage.PREPARATION),
            words(job, account, routes));
    Outcome outcome = end(job.events(), failure).outcome();
    List<Throwable> causes = account.causes();
    UploadException exception =
        new UploadException(
            failure.problem(), outcome, causes.isEmpty() ? null : causes.get(causes.size() - 1));
    causes.stream()
        .limit(Math.max(0, causes.size() - 1))
        .filter(cause -> cause != exception.getCause())
        .forEach(exception::addSuppressed);
    return exception;
  }

  private static UploadEvent.Ended end(EventEmitter events, Outcome.@Nullable Failure failure) {
    events.tell(origin -> new UploadEvent.Ended(origin, events.account().outcome(failure)));
    return events
        .ended()
        .orElseThrow(() -> new IllegalStateException("an upload ends once it has begun"));
  }

  private static String words(UploadJob job, UploadAccount account, int routes) {
    List<FailedAttempt> failed = account.failed();
    StringBuilder message = new StringBuilder();
    message.append(job.request().target()).append(' ').append(NOT_UPLOADED);
    message.append(why(job, failed, routes));
    if (!failed.isEmpty()) {
      message.append(". Tried:");
    }
    for (int i = 0; i < failed.size(); i++) {
      message.append(String.format("%n  %d. %s", i + 1, failed.get(i)));
    }
    message
        .append(failed.isEmpty() ? ". " : System.lineSeparator())
        .append(state(job.request().writeMode(), account));
    return message.toString();
  }

  private static String why(UploadJob job, List<FailedAttempt> failed, int routes) {
    if (job.cancellation().reason().isPresent()) {
      return " (" + job.cancellation().reason().get() + ")";
    }
    if (failed.size() < routes && wouldGoOn(failed) && !job.request().source().canOpen()) {
      return String.format(
          " (%s was sent in part and cannot be sent again; hand in a source that can be opened"
              + " again, such as a file)",
          job.request().source().describe());
    }
    Optional<Selection> selection = job.events().account().selection();
    if (failed.size() == routes
        && wouldGoOn(failed)
        && job.request().routes() == RoutePreference.DIRECT_THEN_RELAY
        && selection.isPresent()
        && !selection.get().relay()) {
      return " (" + SelectionStep.noRelay(selection.get()) + ")";
    }
    if (failed.size() < routes
        && failed.stream().anyMatch(attempt -> attempt.domain() == FailureDomain.PROXY)) {
      return " (hosts behind the same proxy were not tried, since they would have failed in the same way)";
    }
    return "";
  }

  /** Whether the last failure is one after which another route is tried. */
  private static boolean wouldGoOn(List<FailedAttempt> failed) {
    return !failed.isEmpty()
        && switch (failed.get(failed.size() - 1).domain().next()) {
          case NEXT_ROUTE, RELAY -> true;
          case END, ASK_AGAIN -> false;
        };
  }

  private static String state(WriteMode mode, UploadAccount account) {
    String state =
        switch (account.target()) {
          case UNCHANGED -> "The target is as it was before.";
          case NEW -> "The new file stands under its name.";
          case PERHAPS_PART ->
              mode == WriteMode.STAGED
                  ? "A part of it may stand where it was kept for its folder, which has not appeared."
                  : "It was written in place: a part of the file may stand under its name.";
          case UNKNOWN ->
              "The file was sent whole, but whether the target is the new file or still the old one"
                  + " could not be found out: look at the target before trying again.";
        };
    List<DatastorePath> left = account.leftovers();
    if (left.isEmpty()) {
      return state;
    }
    return account.target() == TargetState.UNKNOWN
        ? state + " If it is the old one, the new one is still called: " + left
        : state + " Could not be deleted, please delete: " + left;
  }
}
