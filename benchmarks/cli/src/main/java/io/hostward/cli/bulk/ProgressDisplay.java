package io.hostward.cli.bulk;

import io.hostward.bulk.progress.RunProgress;
import java.time.Duration;

/** Where a run's progress is shown. */
interface ProgressDisplay {

  /** Returns how often it is shown. */
  Duration interval();

  /** Shows it. */
  void show(RunProgress progress);

  /** Says something in a line of its own. */
  void say(String line);

  /** Takes away what is shown. */
  void end();
}
