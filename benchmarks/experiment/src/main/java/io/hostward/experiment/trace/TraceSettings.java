package io.hostward.experiment.trace;

import java.time.Duration;

/**
 * How a trace is done.
 *
 * @param bytes size of the test file
 * @param rounds how often it is asked which host it is
 * @param shots how many files a round sends at most until it can tell
 * @param patience how long samples of the time of an upload are waited for
 */
public record TraceSettings(long bytes, int rounds, int shots, Duration patience) {
  /** 512 MiB, one round of at most three files; samples may be 90 s late. */
  public static final TraceSettings DEFAULT =
      new TraceSettings(512L << 20, 1, 3, Duration.ofSeconds(90));

  /** Checks them. */
  public TraceSettings {
    if (bytes < 1 || rounds < 1 || shots < 1) {
      throw new IllegalArgumentException(
          "bytes, rounds and files of a trace are 1 or more, were: "
              + bytes
              + ", "
              + rounds
              + ", "
              + shots);
    }
  }
}
