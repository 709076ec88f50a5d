package io.hostward.cli.console;

import io.hostward.cli.text.ProgressView;
import picocli.CommandLine.Option;

/** Whether a command shows how far it is. */
public final class QuietOption {
  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress and no results: failures alone, and the document of --json.")
  private boolean quiet;

  /** Whether nothing but failures is to be told. */
  public boolean quiet() {
    return quiet;
  }

  /** Returns where progress is shown. */
  public ProgressView progress(Shell shell) {
    return quiet ? ProgressView.none() : shell.progress();
  }
}
