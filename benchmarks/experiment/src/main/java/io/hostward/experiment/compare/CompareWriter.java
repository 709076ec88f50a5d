package io.hostward.experiment.compare;

import io.hostward.experiment.report.RunFacts;
import io.hostward.ranking.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what a comparison measured, as plain values. */
public final class CompareWriter {
  private static final double GIB = 1L << 30;

  private final Contest contest;
  private final List<Measurement> measured;
  private final int comparisons;

  private CompareWriter(Contest contest, List<Measurement> measured, int comparisons) {
    this.contest = contest;
    this.measured = measured;
    this.comparisons = comparisons;
  }

  /** Returns the document of a comparison. */
  public static CompareDocument write(
      RunFacts facts,
      CompareSettings settings,
      List<Contest> contests,
      List<Measurement> measured) {
    int comparisons = contests.stream().mapToInt(CompareWriter::comparedWithRelay).sum();
    List<CompareDocument.DatastorePart> parts =
        contests.stream()
            .map(one -> new CompareWriter(one, of(one, measured), comparisons).datastore())
            .toList();
    return new CompareDocument(
        "compare",
        answer(parts),
        facts,
        settings.bytes(),
        settings.sizes().size(),
        settings.concurrency(),
        settings.seed(),
        parts);
  }

  private static int comparedWithRelay(Contest contest) {
    return (int)
        contest.contestants().stream().filter(one -> one.kind() != Contestant.Kind.RELAY).count();
  }

  private static List<Measurement> of(Contest contest, List<Measurement> measured) {
    return measured.stream().filter(run -> run.datastore().equals(contest.datastore())).toList();
  }

  private static String answer(List<CompareDocument.DatastorePart> parts) {
    return parts.size() == 1
        ? parts.get(0).answer()
        : parts.stream()
            .map(part -> "[" + part.datastore() + "] " + part.answer())
            .collect(Collectors.joining(" "));
  }

  private CompareDocument.DatastorePart datastore() {
    List<CompareDocument.WayPart> ways = contest.contestants().stream().map(this::way).toList();
    return new CompareDocument.DatastorePart(
        contest.datastore(),
        Claim.of(ways),
        directOverRelay(),
        ways,
        measured.stream().map(RunWriter::write).toList(),
        contest.rankings().entrySet().stream().map(CompareWriter::ranking).toList());
  }

  private CompareDocument.WayPart way(Contestant contestant) {
    List<Measurement> good = good(contestant);
    long all = measured.stream().filter(run -> run.contestant().equals(contestant)).count();
    double[] rates = figures(good, Measurement::rate);
    int failed = (int) all - good.size();
    if (good.isEmpty()) {
      return new CompareDocument.WayPart(
          contestant.name(),
          0,
          failed,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          List.of());
    }
    double[] relay =
        contestant.kind() == Contestant.Kind.RELAY
            ? new double[0]
            : figures(good(Contestant.Kind.RELAY), Measurement::rate);
    Optional<Bootstrap.Interval> interval = Bootstrap.ratio(rates, relay, comparisons);
    return new CompareDocument.WayPart(
        contestant.name(),
        good.size(),
        failed,
        Math.round(Bootstrap.median(rates)),
        Math.round(Arrays.stream(rates).min().orElse(0)),
        Math.round(Arrays.stream(rates).max().orElse(0)),
        RunWriter.seconds(Bootstrap.median(figures(good, run -> run.elapsed().toNanos() / 1e9))),
        RunWriter.firstByte(good.stream().flatMap(run -> run.uploads().stream()).toList()),
        cpu(good),
        relay.length == 0 ? null : digits(Bootstrap.median(rates) / Bootstrap.median(relay)),
        interval.map(i -> digits(i.low())).orElse(null),
        interval.map(i -> digits(i.high())).orElse(null),
        Hops.of(good.get(0), contest.hosts()));
  }

  private List<Measurement> good(Contestant contestant) {
    return measured.stream()
        .filter(run -> run.contestant().equals(contestant) && run.problem().isEmpty())
        .toList();
  }

  private List<Measurement> good(Contestant.Kind kind) {
    return measured.stream()
        .filter(run -> run.contestant().kind() == kind && run.problem().isEmpty())
        .toList();
  }

  private @Nullable Double directOverRelay() {
    double[] direct = figures(good(Contestant.Kind.DIRECT), Measurement::rate);
    double[] relay = figures(good(Contestant.Kind.RELAY), Measurement::rate);
    return direct.length == 0 || relay.length == 0
        ? null
        : digits(Bootstrap.median(direct) / Bootstrap.median(relay));
  }

  private static double[] figures(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
    return runs.stream().mapToDouble(figure).toArray();
  }

  private static @Nullable Double cpu(List<Measurement> runs) {
    double[] figures =
        runs.stream()
            .flatMap(run -> run.cpu().stream().map(cpu -> cpu.toNanos() / 1e9 * GIB / run.bytes()))
            .mapToDouble(Double::doubleValue)
            .toArray();
    return figures.length == 0 ? null : digits(Bootstrap.median(figures));
  }

  private static CompareDocument.RankingPart ranking(Map.Entry<String, Selection> ranking) {
    List<CompareDocument.RankedPart> hosts = new ArrayList<>();
    ranking
        .getValue()
        .ranked()
        .forEach(
            host ->
                hosts.add(
                    new CompareDocument.RankedPart(
                        host.host().name(), digits(host.score()), host.reason())));
    ranking
        .getValue()
        .refused()
        .forEach(
            host ->
                hosts.add(new CompareDocument.RankedPart(host.host().name(), null, host.reason())));
    return new CompareDocument.RankingPart(ranking.getKey(), hosts);
  }

  private static double digits(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
