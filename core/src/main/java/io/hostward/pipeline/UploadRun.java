package io.hostward.pipeline;

import io.hostward.transfer.FailureDomain;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/**
 * One upload under way, before anything is known of its datastore.
 *
 * @param events tells what happens
 * @param cancellation the request to end it
 * @param place its place among those that wait and those that run
 */
record UploadRun(EventEmitter events, Cancellation cancellation, Place place) implements Errand {

  /** Begins a stage, unless the upload is to end. */
  void enter(Stage stage) throws StepFailure {
    if (cancellation.isRequested()) {
      StepFailure end = brokenOff(stage, new CancellationException("the upload is to end"));
      boolean unsent = stage.compareTo(Stage.TRANSFER) <= 0;
      throw unsent ? end.leaving(StepFailure.Trace.NOTHING) : end;
    }
    events.enter(stage);
  }

  @Override
  public boolean isToLeave() {
    return cancellation.isToLeave();
  }

  @Override
  public boolean putOff() {
    return cancellation.putOff();
  }

  @Override
  public void waits(FailureDomain domain, String why, Instant until) {
    events.tell(origin -> new UploadEvent.Waiting(origin, domain, why, until));
  }

  @Override
  public StepFailure brokenOff(Stage stage, Throwable cause) {
    return StepFailure.brokenOff(stage, cancellation.reason().orElse("interrupted"), cause);
  }
}
