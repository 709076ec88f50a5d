package io.hostward.cli.bulk;

import io.hostward.bulk.progress.RunProgress;
import java.io.PrintStream;
import java.time.Duration;

/** Prints a line every few seconds, for a file or a pipe. */
record LineProgress(PrintStream out) implements ProgressDisplay {
  @Override
  public Duration interval() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void show(RunProgress progress) {
    out.println(RunWords.total(progress));
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void end() {
    out.flush();
  }
}
