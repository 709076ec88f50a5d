package io.hostward.cli.text;

import java.io.PrintStream;
import java.util.List;

/** Where progress is shown. Calls never overlap. */
public interface ProgressView {

  /**
   * Shows how far transfers are, or leaves it if the last time is too recent.
   *
   * @param progress a line each, at least one; where there is room for one alone, the first is
   *     shown
   * @param nanos the time, as of {@link System#nanoTime}
   */
  void show(List<ProgressFigures> progress, long nanos);

  /** Says something in a line of its own. */
  void say(String message);

  /** Ends the display, until something is shown again. */
  void end();

  /** Bars that are drawn over themselves, for a terminal of a width. */
  static ProgressView bar(PrintStream terminal, int columns) {
    return new BarView(terminal, columns);
  }

  /** Shows nothing. */
  static ProgressView none() {
    return new ProgressView() {
      @Override
      public void show(List<ProgressFigures> progress, long nanos) {}

      @Override
      public void say(String message) {}

      @Override
      public void end() {}
    };
  }

  /** A line now and then, for a file or a pipe. */
  static ProgressView lines(PrintStream out) {
    return new LinesView(out);
  }
}
