package io.hostward.cli.bulk;

import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.RunProgress;
import java.nio.file.Path;
import java.time.Duration;

/** Shows a run to its user. Called by one thread at a time once it has begun. */
interface RunView extends BulkListener, AutoCloseable {

  /** Says where the ledger is, before anything happens. */
  void begins(Path ledger);

  /** Returns how often it wants to hear how far the run is. */
  Duration interval();

  /** Shows how far the run is. */
  void progress(RunProgress progress);

  /** Says what the run came to, and returns the exit code. */
  int ended(RunEnd end);

  /** Leaves the terminal as it was. */
  @Override
  void close();
}
