package io.hostward.cli.bulk;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.experiment.distribute.RunRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Shows a run as another view does, and adds it up for a report. */
final class ReportedView implements RunView {
  /** What a report says of rates and waits is looked at so often. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RunView view;
  private final RunRecorder recorder;
  private Instant shown = Instant.EPOCH;

  ReportedView(RunView view, RunRecorder recorder) {
    this.view = view;
    this.recorder = recorder;
  }

  @Override
  public void begins(Path ledger) {
    view.begins(ledger);
  }

  @Override
  public Duration interval() {
    return view.interval().compareTo(SECOND) < 0 ? view.interval() : SECOND;
  }

  @Override
  public void heard(BulkEvent event) {
    if (event instanceof BulkEvent.RunBegun begun) {
      shown = begun.at();
    }
    recorder.heard(event);
    view.heard(event);
  }

  /** The view hears of it no oftener than it wishes. */
  @Override
  public void progress(RunProgress progress) {
    recorder.progress(progress);
    Duration since = Duration.between(shown, progress.at());
    // What comes a little too early is not put off by a whole interval.
    if (since.plus(interval().dividedBy(2)).compareTo(view.interval()) >= 0) {
      shown = progress.at();
      view.progress(progress);
    }
  }

  @Override
  public int ended(RunEnd end) {
    return view.ended(end);
  }

  @Override
  public void close() {
    view.close();
  }
}
