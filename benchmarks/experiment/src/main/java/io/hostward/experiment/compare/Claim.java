package io.hostward.experiment.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be claimed of a comparison, in one sentence: no more than its figures bear out. */
final class Claim {
  private final List<CompareDocument.WayPart> ways;

  private Claim(List<CompareDocument.WayPart> ways) {
    this.ways = ways;
  }

  static String of(List<CompareDocument.WayPart> ways) {
    return new Claim(ways).sentence();
  }

  private String sentence() {
    List<CompareDocument.WayPart> others =
        ways.stream().filter(way -> way.overRelay() != null).toList();
    if (others.isEmpty()) {
      return ways.stream().allMatch(way -> way.runs() == 0)
          ? "No file arrived, so nothing can be claimed."
          : "There is no relay to compare with: see the figures of each way.";
    }
    CompareDocument.WayPart best =
        others.stream()
            .max(Comparator.comparingDouble(way -> Objects.requireNonNull(way.overRelay())))
            .orElseThrow();
    String figure = factor(best.overRelay());
    if (best.overRelayLow() == null || best.overRelayHigh() == null) {
      return String.format(
          Locale.ROOT,
          "The median of %s was %s times the relay's, but with fewer than %d runs of each that may"
              + " be chance: nothing is claimed.",
          best.name(),
          figure,
          Bootstrap.LEAST);
    }
    String interval =
        "95 % interval " + factor(best.overRelayLow()) + " to " + factor(best.overRelayHigh());
    if (best.overRelayLow() > 1) {
      return "By the median, "
          + best.name()
          + " was "
          + figure
          + " times as fast as the relay ("
          + interval
          + ")"
          + also(best)
          + ".";
    }
    List<CompareDocument.WayPart> slower =
        others.stream()
            .filter(way -> way.overRelayHigh() != null && way.overRelayHigh() < 1)
            .toList();
    return slower.size() == others.size()
        ? "The relay was faster than each other way; the best of them, "
            + best.name()
            + ", reached "
            + figure
            + " of it ("
            + interval
            + ")."
        : "No way can be told to be faster than the relay: the best, "
            + best.name()
            + ", reached "
            + figure
            + " times its rate ("
            + interval
            + ").";
  }

  /** The others whose interval lies above 1 as well, without an order among them. */
  private String also(CompareDocument.WayPart best) {
    String names =
        ways.stream()
            .filter(way -> way != best && way.overRelayLow() != null && way.overRelayLow() > 1)
            .map(CompareDocument.WayPart::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : "; faster than it as well: " + names;
  }

  private static String factor(@Nullable Double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
