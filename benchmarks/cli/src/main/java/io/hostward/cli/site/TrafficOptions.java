package io.hostward.cli.site;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.text.ByteRate;
import io.hostward.netty.Bandwidth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many files move at once, and how fast. */
public final class TrafficOptions {
  private static final int MOST_PARALLEL = 128;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many files are under way at once, 1 to 128. Default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(
      names = "--bandwidth",
      paramLabel = "RATE",
      description =
          "Bytes per second that all files together may take of the network: 100MB. Default: no"
              + " limit.")
  private @Nullable ByteRate bandwidth;

  /** Fails unless the options are within their bounds. */
  public void check() throws CommandFailure {
    CommandFailure.requireRange("--parallel", parallel, 1, MOST_PARALLEL);
  }

  /**
   * Returns how much is moved.
   *
   * @param files how many files there are, at least 1
   */
  public Traffic of(int files) {
    Bandwidth limits = new Bandwidth();
    if (bandwidth != null) {
      limits.limit(bandwidth.bytesPerSecond());
    }
    return new Traffic(Math.min(parallel, files), limits);
  }
}
