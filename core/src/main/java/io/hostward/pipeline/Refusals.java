package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.upload.Attempt;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import java.util.List;

/** Puts a failed upload into words: what was tried where, and what the user finds now. */
final class Refusals {
  private Refusals() {}

  /** No route took the file. */
  static UploadException noneTook(UploadJob job, List<Attempt> failed, int routes) {
    StringBuilder message = new StringBuilder();
    message
        .append(job.request().target())
        .append(" was not uploaded")
        .append(why(job, failed, routes));
    if (!failed.isEmpty()) {
      message.append(". Tried:");
    }
    for (int i = 0; i < failed.size(); i++) {
      message.append(String.format("%n  %d. %s", i + 1, failed.get(i)));
    }
    message.append(failed.isEmpty() ? ". " : System.lineSeparator()).append(state(job));
    Attempt last = failed.isEmpty() ? null : failed.get(failed.size() - 1);
    return new UploadException(
        last == null ? Stage.PREPARATION : last.stage(),
        message.toString(),
        failed,
        last == null ? null : last.cause());
  }

  /** It was broken off before any route was tried. */
  static UploadException brokenOff(
      UploadRequest request, String reason, Stage stage, UploadException failure) {
    return new UploadException(
        stage,
        String.format(
            "%s was not uploaded (%s): %s", request.target(), reason, failure.getMessage()),
        List.of(),
        failure);
  }

  private static String why(UploadJob job, List<Attempt> failed, int routes) {
    if (job.cancellation().reason().isPresent()) {
      return " (" + job.cancellation().reason().get() + ")";
    }
    if (failed.size() < routes && !job.request().source().canOpen()) {
      return String.format(
          " (%s was sent in part and cannot be sent again; hand in a source that can be opened"
              + " again, such as a file)",
          job.request().source().describe());
    }
    if (failed.size() < routes
        && failed.stream().anyMatch(attempt -> RouteFailure.isOfTheProxy(attempt.cause()))) {
      return " (hosts behind the same proxy were not tried, since it would have failed alike)";
    }
    return "";
  }

  private static String state(UploadJob job) {
    StringBuilder state = new StringBuilder();
    state.append(
        switch (job.footprint().target()) {
          case UNTOUCHED -> "The target is as it was before.";
          case PERHAPS_PARTIAL ->
              "It was written in place: a part of the file may stand under its name.";
          case OLD_OR_NEW ->
              "The file was sent whole, but whether it stands under its name or still the one"
                  + " before could not be found out: look at the target before trying again.";
        });
    List<DatastorePath> left = job.footprint().temporary();
    if (!left.isEmpty()) {
      state.append(" Could not be deleted, please delete: ").append(left);
    }
    return state.toString();
  }
}
