package io.hostward.cli.text;

import java.io.PrintStream;
import java.time.Duration;

/** Draws the bar over itself. */
final class BarView implements ProgressView {
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();
  // Erase to the end of the line: what every terminal since the VT100 understands.
  private static final String ERASE = "\r\033[K";

  private final PrintStream terminal;
  private final int columns;
  private boolean drawn;
  private long drawnAt;

  BarView(PrintStream terminal, int columns) {
    this.terminal = terminal;
    // The last column is left free: some terminals wrap when it is written.
    this.columns = Math.max(1, columns - 1);
  }

  @Override
  public void show(ProgressFigures progress, long nanos) {
    boolean complete = progress.bytes() == progress.total();
    if (!drawn || complete || nanos - drawnAt >= INTERVAL) {
      terminal.print(ERASE + ProgressBar.draw(progress, columns));
      terminal.flush();
      drawn = true;
      drawnAt = nanos;
    }
  }

  @Override
  public void say(String message) {
    end();
    terminal.println(message);
  }

  @Override
  public void end() {
    if (drawn) {
      terminal.print(ERASE);
      terminal.flush();
      drawn = false;
    }
  }
}
