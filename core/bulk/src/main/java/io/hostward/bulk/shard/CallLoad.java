package io.hostward.bulk.shard;

import io.hostward.net.Printable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a distribution asks of vCenter. Each delivery takes some calls, whoever makes them; where
 * these take longer than the bytes, more shards make nothing faster.
 *
 * @param deliveries how many there are to be made
 * @param whole how many of them appear with a folder that is new, at a ticket each; the rest take
 *     five calls
 * @param bytes of their files together
 * @param shards how many machines share them
 * @param answered calls that vCenter answers in a second; {@link #ANSWERED} if nobody has measured
 */
public record CallLoad(long deliveries, long whole, long bytes, int shards, double answered) {
  /** Taken for what a vCenter answers in a second beside its other work. */
  public static final double ANSWERED = 100;

  /** As many as a delivery takes: a ticket, what it writes into, a move and the waits for it. */
  private static final int CALLS = 5;

  /** Bytes per second of a machine with a line of 10 Gbit/s. */
  private static final double LINE = 1.1e9;

  /** Of what is over sooner than this nobody needs to be warned. */
  private static final double WORTH_A_WORD = 60;

  /**
   * Checks the numbers. Of those that appear with a folder there are no more than all.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public CallLoad {
    if (deliveries < 0
        || whole < 0
        || whole > deliveries
        || bytes < 0
        || shards < 1
        || !(answered > 0)) {
      throw new IllegalArgumentException(
          "deliveries, those with a new folder and bytes are 0 or more, shards and answered calls more than that, were: "
              + deliveries
              + ", "
              + whole
              + ", "
              + bytes
              + ", "
              + shards
              + ", "
              + answered);
    }
  }

  /** Of deliveries each of which appears by itself. */
  public CallLoad(long deliveries, long bytes, int shards, double answered) {
    this(deliveries, 0, bytes, shards, answered);
  }

  /** Returns how many calls there will be, about. */
  public long calls() {
    return (deliveries - whole) * CALLS + whole;
  }

  /** Returns the seconds in which vCenter can answer them at best. */
  public double callSeconds() {
    return calls() / answered;
  }

  /** Returns the seconds that the bytes take, if every machine has a line of 10 Gbit/s. */
  public double byteSeconds() {
    return bytes / (shards * LINE);
  }

  /** Returns words about it if vCenter's calls will be the limit. */
  public Optional<String> warning() {
    if (callSeconds() < WORTH_A_WORD || callSeconds() <= byteSeconds()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "vCenter will be the limit: %s it some %d calls, which are %s at %.0f"
                + " calls a second, and %d %s of 10 Gbit/s would send the bytes in %s; more shares"
                + " make it no faster",
            Printable.count(deliveries, "delivery takes", "deliveries take"),
            calls(),
            words(callSeconds()),
            answered,
            shards,
            shards == 1 ? "line" : "lines",
            words(byteSeconds())));
  }

  private static String words(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    if (time.toHours() >= 48) {
      return time.toDays() + " days";
    } else if (time.toMinutes() >= 120) {
      return time.toHours() + " hours";
    }
    return time.toSeconds() >= 120
        ? time.toMinutes() + " minutes"
        : time.toSeconds() == 1 ? "1 second" : time.toSeconds() + " seconds";
  }
}
