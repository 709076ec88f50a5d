package io.hostward.cli.console;

/** What the process tells its caller. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int CONNECTION = 3;
  public static final int NO_ROUTE = 4;
  public static final int NOTHING_TO_DO = 5;
  // As a shell reports a process that SIGINT ended: 128 + 2. Other signals have codes of their own,
  // which Interruption tells.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
