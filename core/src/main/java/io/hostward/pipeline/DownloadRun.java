package io.hostward.pipeline;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadRequest;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.Stage;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/**
 * One download under way.
 *
 * @param events tells what happens
 * @param cancellation the request to end it
 * @param place its place among those that wait and those that run
 */
record DownloadRun(DownloadEvents events, Cancellation cancellation, Place place)
    implements Errand {

  DownloadRequest request() {
    return events.request();
  }

  /** Begins a stage, unless the download is to end. */
  void enter(Stage stage) throws StepFailure {
    if (cancellation.isRequested()) {
      throw brokenOff(stage, new CancellationException("the download is to end"));
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
    events.tell(origin -> new DownloadEvent.Waiting(origin, domain, why, until));
  }

  @Override
  public StepFailure brokenOff(Stage stage, Throwable cause) {
    return StepFailure.brokenOff(stage, cancellation.reason().orElse("interrupted"), cause);
  }
}
