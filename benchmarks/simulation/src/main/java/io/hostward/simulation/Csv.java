package io.hostward.simulation;

import java.util.Locale;

/** Results as comma-separated values, one line for each scenario, contender and seed. */
public final class Csv {
  private Csv() {}

  /** Returns the text, with a heading. */
  public static String of(Results results) {
    StringBuilder text =
        new StringBuilder(
            "scenario,contender,seed,makespan_s,lower_bound_s,ratio,median_file_s,failures\n");
    for (Results.Row row : results.rows()) {
      for (Results.Cell cell : row.cells()) {
        for (SimOutcome outcome : cell.outcomes()) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%s,%s,%d,%.3f,%.3f,%.4f,%.3f,%d%n",
                  outcome.scenario(),
                  quoted(outcome.contender()),
                  outcome.seed(),
                  outcome.makespan(),
                  outcome.bound(),
                  outcome.ratio(),
                  outcome.medianSeconds(),
                  outcome.failures()));
        }
      }
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
