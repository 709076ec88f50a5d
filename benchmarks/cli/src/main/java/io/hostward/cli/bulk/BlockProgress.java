package io.hostward.cli.bulk;

import io.hostward.bulk.progress.RunProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Draws a line for all and one for each delivery under way over itself, on a terminal. */
final class BlockProgress implements ProgressDisplay {
  /** Whatever the terminal's height: more would scroll, and could not be drawn over. */
  private static final int MOST_LINES = 16;

  // Up so many lines, to the first column, and erase all below: as every VT100 does.
  private static final String ERASE = "\033[%dF\033[J";

  private final PrintStream terminal;
  private final int columns;
  private int drawn;

  BlockProgress(PrintStream terminal, int columns) {
    this.terminal = terminal;
    // The last column is left free: some terminals wrap when it is written.
    this.columns = Math.max(1, columns - 1);
  }

  @Override
  public Duration interval() {
    return Duration.ofMillis(250);
  }

  @Override
  public synchronized void show(RunProgress progress) {
    List<String> lines = RunWords.block(progress, MOST_LINES, columns);
    StringBuilder block = new StringBuilder(erase());
    for (String line : lines) {
      block.append(line, 0, Math.min(columns, line.length())).append('\n');
    }
    terminal.print(block);
    terminal.flush();
    drawn = lines.size();
  }

  @Override
  public synchronized void say(String line) {
    terminal.print(erase() + line + "\n");
    terminal.flush();
  }

  @Override
  public synchronized void end() {
    terminal.print(erase());
    terminal.flush();
  }

  private String erase() {
    String erase = drawn == 0 ? "" : ERASE.formatted(drawn);
    drawn = 0;
    return erase;
  }
}
