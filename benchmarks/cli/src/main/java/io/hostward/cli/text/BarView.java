package io.hostward.cli.text;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Draws bars over themselves. */
final class BarView implements ProgressView {
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();
  // What every terminal since the VT100 understands: erase to the end of the line, erase all below,
  // and so many lines up.
  private static final String ERASE = "\r\033[K";
  private static final String ERASE_BELOW = "\033[J";
  private static final String UP = "\033[%dA";

  private final PrintStream terminal;
  private final int columns;

  /** How many lines of ours the cursor is on the last of. */
  private int drawn;

  private boolean drawnComplete;
  private long drawnAt;

  BarView(PrintStream terminal, int columns) {
    this.terminal = terminal;
    // The last column is left free: some terminals wrap when it is written.
    this.columns = Math.max(1, columns - 1);
  }

  @Override
  public void show(List<ProgressFigures> progress, long nanos) {
    boolean complete = progress.get(0).bytes() == progress.get(0).total();
    if (drawn == 0 || (complete && !drawnComplete) || nanos - drawnAt >= INTERVAL) {
      List<String> lines = ProgressBar.draw(progress, columns);
      terminal.print(top() + ERASE + String.join(System.lineSeparator() + ERASE, lines) + below());
      terminal.flush();
      drawn = lines.size();
      drawnComplete = complete;
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
    if (drawn > 0) {
      terminal.print(top() + ERASE + below());
      terminal.flush();
      drawn = 0;
    }
  }

  private String top() {
    return drawn > 1 ? String.format(Locale.ROOT, UP, drawn - 1) : "";
  }

  private String below() {
    return drawn > 1 ? ERASE_BELOW : "";
  }
}
