package io.hostward.cli.text;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a transfer is.
 *
 * @param label what is moved, for example the file's name
 * @param bytes moved so far
 * @param total bytes in all
 * @param rate the rate of the last seconds, once it is known
 */
public record ProgressFigures(String label, long bytes, long total, Optional<ByteRate> rate) {
  /** Checks the range. */
  public ProgressFigures {
    if (bytes < 0 || bytes > total) {
      throw new IllegalArgumentException(
          "progress is between 0 and " + total + " bytes, was: " + bytes);
    }
  }

  /** Returns the share that is done, 0 to 1; nothing at all is done at once. */
  double share() {
    return total == 0 ? 1 : bytes / (double) total;
  }

  /** Returns the time that the rest takes at the present rate, if there is a rate. */
  Optional<Duration> remaining() {
    return rate.filter(known -> known.bytesPerSecond() > 0)
        .map(known -> Duration.ofSeconds((total - bytes) / known.bytesPerSecond()));
  }

  /** Returns one line in words. */
  public String line() {
    return label
        + ": "
        + percent()
        + ", "
        + new ByteSize(bytes)
        + " of "
        + new ByteSize(total)
        + rate.map(known -> ", " + known).orElse("")
        + remaining().map(left -> ", " + Durations.clock(left) + " left").orElse("");
  }

  /** Returns the share in whole percent, 100 only at the very end. */
  String percent() {
    int percent = (int) Math.floor(share() * 100);
    return (bytes < total ? Math.min(percent, 99) : percent) + "%";
  }
}
