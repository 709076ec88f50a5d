package io.hostward.cli.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.OutputFile;
import io.hostward.cli.report.Json;
import io.hostward.experiment.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a page is written about an experiment. */
public final class ReportOption {
  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description =
          "Write a page about it there, which needs no network, and its figures as JSON beside it"
              + " (FILE.json). Both are replaced if they are there.")
  private @Nullable Path report;

  /** Fails before anything is done if the page, or its figures, could not be written in the end. */
  public void requireWritable() throws CommandFailure {
    OutputFile.require("--report", report);
    OutputFile.require("--report", report == null ? null : Report.documentOf(report));
  }

  /** Returns whether a page is wished. */
  public boolean isWished() {
    return report != null;
  }

  /** Writes both files, if they are wished, though the thread be interrupted. */
  public void write(Object document) throws IOException {
    if (report == null) {
      return;
    }
    String json = Json.write(document);
    // An interrupt is for what is told; a file's channel would break off for it.
    boolean interrupted = Thread.interrupted();
    try {
      Report.write(report, json, new ObjectMapper().readTree(json));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
