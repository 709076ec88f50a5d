package io.hostward.cli.text;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Prints a line every few seconds; what is over sooner gets none. */
final class LinesView implements ProgressView {
  private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

  private final PrintStream out;
  private boolean begun;
  private long last;

  LinesView(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(List<ProgressFigures> progress, long nanos) {
    if (!begun) {
      begun = true;
      last = nanos;
    } else if (nanos - last >= INTERVAL) {
      last = nanos;
      out.println(progress.get(0).line());
    }
  }

  @Override
  public void say(String message) {
    out.println(message);
  }

  @Override
  public void end() {
    begun = false;
  }
}
