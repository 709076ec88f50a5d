package io.hostward.cli;

/** What the process tells its caller. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int CONNECTION = 3;
  static final int NO_ROUTE = 4;
  // As a shell reports a process that SIGINT ended: 128 + 2.
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
