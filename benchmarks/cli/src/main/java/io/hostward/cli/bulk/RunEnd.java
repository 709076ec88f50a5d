package io.hostward.cli.bulk;

import io.hostward.bulk.BulkReport;
import io.hostward.cli.console.ExitCode;
import java.nio.file.Path;

/**
 * How a run ended.
 *
 * @param report what it came to
 * @param ledger the ledger
 * @param failures where what failed or is left is listed, if anything is
 */
record RunEnd(BulkReport report, Path ledger, Path failures) {

  /** Returns the exit code; an interrupted process has one of its own, by its signal. */
  int exitCode() {
    if (report.run().stoppedBy().isPresent()) {
      return ExitCode.CONNECTION;
    }
    return switch (report.status()) {
      case ALL_DONE -> ExitCode.OK;
      case NOTHING_TO_DO -> ExitCode.NOTHING_TO_DO;
      case SOME_FAILED -> ExitCode.FAILED;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
    };
  }
}
