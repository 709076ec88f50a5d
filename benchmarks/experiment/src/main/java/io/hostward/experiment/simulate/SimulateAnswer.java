package io.hostward.experiment.simulate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a simulation says, in one sentence. */
final class SimulateAnswer {
  private SimulateAnswer() {}

  static String of(
      List<SimulateDocument.Overall> overall, List<SimulateDocument.Scenario> scenarios) {
    if (overall.isEmpty()) {
      return "Nothing was simulated.";
    }
    List<SimulateDocument.Overall> sorted =
        overall.stream()
            .sorted(Comparator.comparingDouble(SimulateDocument.Overall::overBound))
            .toList();
    SimulateDocument.Overall best = sorted.get(0);
    String where =
        scenarios.size() == 1
            ? " in " + scenarios.get(0).name()
            : ", by the mean of " + scenarios.size() + " scenarios";
    if (sorted.size() == 1) {
      return best.name() + " took " + times(best) + " the lower bound on the time" + where + ".";
    }
    SimulateDocument.Overall worst = sorted.get(sorted.size() - 1);
    return String.format(
        Locale.ROOT,
        "Of %d, %s came closest to the best possible time: %s the lower bound%s; farthest was %s,"
            + " %s.",
        sorted.size(),
        best.name(),
        times(best),
        where,
        worst.name(),
        times(worst));
  }

  private static String times(SimulateDocument.Overall one) {
    return String.format(Locale.ROOT, "%.2f times", one.overBound());
  }
}
