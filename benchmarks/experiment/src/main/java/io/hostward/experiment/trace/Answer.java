package io.hostward.experiment.trace;

import io.hostward.net.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a trace found, in one sentence that claims no more than was seen. */
final class Answer {
  private Answer() {}

  static String of(String datastore, List<Round> rounds, Map<String, Integer> seen) {
    long told = rounds.stream().filter(round -> round.verdict().carrier().isPresent()).count();
    if (told == 0) {
      return rounds.size() == 1
          ? "It cannot be told which host vCenter relayed through to [" + datastore + "]."
          : String.format(
              Locale.ROOT,
              "In none of %d rounds can it be told which host vCenter relayed through to [%s].",
              rounds.size(),
              datastore);
    }
    double least =
        rounds.stream()
            .filter(round -> round.verdict().carrier().isPresent())
            .mapToDouble(round -> round.verdict().confidence())
            .min()
            .orElse(0);
    String host = seen.keySet().iterator().next();
    if (rounds.size() == 1) {
      return String.format(
          Locale.ROOT,
          "vCenter relayed the file for [%s] through %s, with a confidence of %s.",
          datastore,
          host,
          percent(least));
    }
    String rest =
        told == rounds.size()
            ? ""
            : "; " + Printable.count(rounds.size() - told, "round") + " could not tell";
    return seen.size() == 1
        ? String.format(
            Locale.ROOT,
            "vCenter relayed through %s in %s that could tell, for [%s]%s.",
            host,
            told == 1 ? "the one round" : "all " + told + " rounds",
            datastore,
            rest)
        : String.format(
            Locale.ROOT,
            "vCenter relayed through %d different hosts in %d rounds for [%s]%s.",
            seen.size(),
            told,
            datastore,
            rest);
  }

  /** Rounded down, so that no more is claimed than was found. */
  private static String percent(double probability) {
    double tenths = Math.floor(probability * 1_000) / 10;
    return tenths >= 99.9 ? "more than 99.9 %" : String.format(Locale.ROOT, "%.1f %%", tenths);
  }
}
