package io.hostward.cli;

import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Whether what a command has found reached anybody: a print stream keeps its failures to itself.
 */
final class Results {
  private Results() {}

  /**
   * Returns the exit code of a process, once all is printed. Results that were lost are a failure,
   * as on a disk that is full. A reader that has gone, such as {@code head}, wanted no more of
   * them.
   *
   * @param exitCode of the work
   */
  static int exitCode(Shell shell, int exitCode) {
    shell.out().flush();
    if (exitCode != ExitCode.OK || !shell.out().checkError()) {
      return exitCode;
    }
    try {
      // The stream does not tell why it failed; whoever tries again is told.
      new FileOutputStream(FileDescriptor.out).write('\n');
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      if (why.contains("Broken pipe") || why.contains("pipe is being closed")) {
        return exitCode;
      }
      shell.err().println("hostward: standard output took not all of the results: " + why);
      return ExitCode.FAILED;
    }
    shell.err().println("hostward: standard output took not all of the results");
    return ExitCode.FAILED;
  }
}
