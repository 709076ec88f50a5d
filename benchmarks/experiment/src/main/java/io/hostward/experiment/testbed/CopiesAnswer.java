package io.hostward.experiment.testbed;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the copies say, in a sentence. */
final class CopiesAnswer {
  private CopiesAnswer() {}

  static String of(List<CopySummary> summaries) {
    List<CopySummary> compared =
        summaries.stream().filter(summary -> summary.ratio().isPresent()).toList();
    if (compared.isEmpty()) {
      return "No round went both ways, so nothing can be compared.";
    }
    String first = part(compared.get(0), " times as fast as through vCenter ");
    return compared.stream()
        .skip(1)
        .map(summary -> ", and " + part(summary, " times as fast "))
        .collect(Collectors.joining("", "Straight to a host, the file went " + first, "."));
  }

  private static String part(CopySummary summary, String words) {
    CopySummary.Spread ratio = summary.ratio().orElseThrow();
    return String.format(
        Locale.ROOT,
        "to [%s] %.2f%s(%s)",
        summary.datastore(),
        ratio.median(),
        words,
        ratio.count() == 1
            ? "one round"
            : String.format(
                Locale.ROOT,
                "median of %d rounds, %.2f to %.2f",
                ratio.count(),
                ratio.least(),
                ratio.most()));
  }
}
