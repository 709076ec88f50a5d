package io.hostward.pipeline;

import io.hostward.model.Attempt;
import io.hostward.model.DatastorePath;
import io.hostward.model.Stage;
import io.hostward.model.UploadException;
import io.hostward.model.WriteMode;
import java.util.List;

/** Puts a failed upload into words: what was tried where, and what the user finds now. */
final class Refusals {
  private Refusals() {}

  static UploadException ended(UploadJob job, RouteFailure failure, List<Attempt> failed) {
    String why = job.cancellation().reason().map(reason -> " (" + reason + ")").orElse("");
    return exception(job, failure.stage(), why, failed);
  }

  static UploadException noneLeft(UploadJob job, List<Attempt> failed) {
    return exception(job, failed.get(failed.size() - 1).stage(), "", failed);
  }

  private static UploadException exception(
      UploadJob job, Stage stage, String why, List<Attempt> failed) {
    StringBuilder message = new StringBuilder();
    message
        .append(job.request().target())
        .append(" was not uploaded")
        .append(why)
        .append(". Tried:");
    for (int i = 0; i < failed.size(); i++) {
      message.append(String.format("%n  %d. %s", i + 1, failed.get(i)));
    }
    message.append(String.format("%n%s", state(job)));
    return new UploadException(
        stage, message.toString(), failed, failed.get(failed.size() - 1).cause());
  }

  private static String state(UploadJob job) {
    StringBuilder state = new StringBuilder();
    state.append(
        job.request().writeMode() == WriteMode.ATOMIC
            ? "The target is as it was before."
            : "It was written in place: a part of the file may stand under its name.");
    List<DatastorePath> left = job.leftovers().files();
    if (!left.isEmpty()) {
      state.append(" Could not be deleted, please delete: ").append(left);
    }
    return state.toString();
  }
}
