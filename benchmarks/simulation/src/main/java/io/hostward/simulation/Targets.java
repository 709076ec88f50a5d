package io.hostward.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The targets that least-loaded was built to meet, held against results. */
public final class Targets {
  private static final String CHAMPION = "least-loaded";
  private static final double SINGLE = 1.10;
  private static final double CROWD = 1.30;
  private static final double WORSE_THAN_PEER = 1.03;
  private static final double FASTER_THAN_RANDOM = 1.5;
  private static final int CROWDED = 64;
  private static final double CROWD_AGE = 20;

  private Targets() {}

  /** How a target was met. */
  public enum Verdict {
    /** Met. */
    MET,
    /** Not met. */
    MISSED,
    /** No choice could meet it: even the lower bound would not. */
    OUT_OF_REACH
  }

  /**
   * One target in one scenario.
   *
   * @param target in words
   * @param scenario the scenario's name
   * @param verdict whether it was met
   * @param figures the figures that say so
   */
  public record Check(String target, String scenario, Verdict verdict, String figures) {}

  /** Returns all checks that the results allow. */
  public static List<Check> of(Results results) {
    List<Check> checks = new ArrayList<>();
    for (Results.Row row : results.rows()) {
      row.cell(CHAMPION)
          .ifPresent(
              champion -> {
                bound(row, champion).ifPresent(checks::add);
                peers(row, champion).ifPresent(checks::add);
                random(row, champion).ifPresent(checks::add);
              });
    }
    return checks;
  }

  private static Optional<Check> bound(Results.Row row, Results.Cell champion) {
    double most;
    if (row.uploaders() == 1) {
      most = SINGLE;
    } else if (row.uploaders() == CROWDED && row.figureAge() == CROWD_AGE) {
      most = CROWD;
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new Check(
            format("within %.2f of the lower bound, worst seed", most),
            row.scenario(),
            champion.worstRatio() <= most ? Verdict.MET : Verdict.MISSED,
            format("%.3f (mean %.3f)", champion.worstRatio(), champion.ratio())));
  }

  private static Optional<Check> peers(Results.Row row, Results.Cell champion) {
    List<String> peers = Contender.peers().stream().map(Contender::name).toList();
    return row.cells().stream()
        .filter(cell -> peers.contains(cell.contender()))
        .min(java.util.Comparator.comparingDouble(Results.Cell::makespan))
        .map(
            best ->
                new Check(
                    "at most 3 % slower than any peer, mean of seeds",
                    row.scenario(),
                    champion.makespan() <= best.makespan() * WORSE_THAN_PEER
                        ? Verdict.MET
                        : Verdict.MISSED,
                    format(
                        "%.1f s, best peer %s %.1f s",
                        champion.makespan(), best.contender(), best.makespan())));
  }

  private static Optional<Check> random(Results.Row row, Results.Cell champion) {
    if (!row.differentCapacities()) {
      return Optional.empty();
    }
    return row.cell("random")
        .map(
            random -> {
              double speedup = random.makespan() / champion.makespan();
              double possible = random.makespan() / row.bound();
              Verdict verdict =
                  speedup >= FASTER_THAN_RANDOM
                      ? Verdict.MET
                      : possible < FASTER_THAN_RANDOM ? Verdict.OUT_OF_REACH : Verdict.MISSED;
              return new Check(
                  "1.5 times faster than random where capacities differ",
                  row.scenario(),
                  verdict,
                  format("%.2f times; at the lower bound %.2f", speedup, possible));
            });
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
