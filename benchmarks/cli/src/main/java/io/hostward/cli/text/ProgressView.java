package io.hostward.cli.text;

import java.io.PrintStream;

/** Where progress is shown. Calls never overlap. */
public interface ProgressView {

  /**
   * Shows how far a transfer is, or leaves it if the last time is too recent.
   *
   * @param nanos the time, as of {@link System#nanoTime}
   */
  void show(ProgressFigures progress, long nanos);

  /** Says something in a line of its own. */
  void say(String message);

  /** Ends the display of one transfer. */
  void end();

  /** A bar that is drawn over itself, for a terminal of a width. */
  static ProgressView bar(PrintStream terminal, int columns) {
    return new BarView(terminal, columns);
  }

  /** A line now and then, for a file or a pipe. */
  static ProgressView lines(PrintStream out) {
    return new LinesView(out);
  }
}
