package io.hostward.experiment.compare;

import io.hostward.experiment.UploadRecord;
import io.hostward.experiment.report.RunFacts;
import io.hostward.inventory.HostSnapshot;
import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Writes down what a comparison measured, as plain values. */
public final class CompareWriter {
  private static final double GIB = 1L << 30;

  /** So many moments of a transfer are shown. */
  private static final int MOMENTS = 40;

  private final List<Measurement> measured;
  private final List<HostSnapshot> hosts;

  private CompareWriter(List<Measurement> measured, List<HostSnapshot> hosts) {
    this.measured = measured;
    this.hosts = hosts;
  }

  /**
   * Returns the document of a comparison.
   *
   * @param hosts the usable hosts, for the ways that were not taken
   * @param rankings of the policies, by the names that they were asked for by
   */
  public static CompareDocument write(
      RunFacts facts,
      String datastore,
      CompareSettings settings,
      List<Contestant> contestants,
      List<Measurement> measured,
      List<HostSnapshot> hosts,
      Map<String, Selection> rankings) {
    CompareWriter writer = new CompareWriter(measured, hosts);
    List<CompareDocument.WayPart> ways = contestants.stream().map(writer::way).toList();
    return new CompareDocument(
        "compare",
        Claim.of(ways),
        facts,
        datastore,
        settings.bytes(),
        settings.sizes().size(),
        settings.concurrency(),
        settings.seed(),
        writer.directOverRelay(),
        ways,
        measured.stream().map(CompareWriter::run).toList(),
        rankings.entrySet().stream().map(CompareWriter::ranking).toList());
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
    Optional<Bootstrap.Interval> interval = Bootstrap.ratio(rates, relay, others());
    return new CompareDocument.WayPart(
        contestant.name(),
        good.size(),
        failed,
        Math.round(Bootstrap.median(rates)),
        Math.round(Arrays.stream(rates).min().orElse(0)),
        Math.round(Arrays.stream(rates).max().orElse(0)),
        seconds(Bootstrap.median(figures(good, run -> run.elapsed().toNanos() / 1e9))),
        firstByte(good.stream().flatMap(run -> run.uploads().stream()).toList()),
        cpu(good),
        relay.length == 0 ? null : digits(Bootstrap.median(rates) / Bootstrap.median(relay)),
        interval.map(i -> digits(i.low())).orElse(null),
        interval.map(i -> digits(i.high())).orElse(null),
        Hops.of(good.get(0), hosts));
  }

  /** How many ways are compared with the relay. */
  private int others() {
    return (int)
        measured.stream()
            .map(Measurement::contestant)
            .filter(one -> one.kind() != Contestant.Kind.RELAY)
            .distinct()
            .count();
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

  private static @Nullable Double firstByte(List<UploadRecord> uploads) {
    double[] figures =
        uploads.stream()
            .flatMap(upload -> upload.untilFirstByte().stream())
            .mapToDouble(time -> time.toNanos() / 1e9)
            .toArray();
    return figures.length == 0 ? null : seconds(Bootstrap.median(figures));
  }

  private static CompareDocument.RunPart run(Measurement run) {
    boolean ok = run.problem().isEmpty();
    return new CompareDocument.RunPart(
        run.contestant().name(),
        run.repetition(),
        ok,
        seconds(run.elapsed().toNanos() / 1e9),
        ok ? Math.round(run.rate()) : 0,
        firstByte(run.uploads()),
        run.cpu().map(cpu -> seconds(cpu.toNanos() / 1e9)).orElse(null),
        carriers(run),
        run.problem().orElse(null),
        run.flows().isEmpty() ? null : run.flows(),
        run.uploads().size() == 1 ? progress(run.uploads().get(0)) : null);
  }

  private static List<CompareDocument.CarrierPart> carriers(Measurement run) {
    Map<String, CompareDocument.CarrierPart> parts = new LinkedHashMap<>();
    for (UploadRecord upload : run.uploads()) {
      Optional<Route> route = upload.carrier();
      if (route.isPresent()) {
        CompareDocument.CarrierPart one = carrier(route.get(), upload);
        parts.merge(
            one.kind() + one.hostId(),
            one,
            (a, b) ->
                new CompareDocument.CarrierPart(
                    a.kind(), a.host(), a.hostId(), a.files() + 1, a.bytes() + b.bytes()));
      }
    }
    return List.copyOf(parts.values());
  }

  private static CompareDocument.CarrierPart carrier(Route route, UploadRecord upload) {
    long bytes = upload.receipt().map(receipt -> receipt.bytes()).orElse(0L);
    return route instanceof Route.Direct direct
        ? new CompareDocument.CarrierPart(
            "direct", direct.host().name(), direct.host().id().value(), 1, bytes)
        : new CompareDocument.CarrierPart("relay", null, null, 1, bytes);
  }

  private static List<CompareDocument.ProgressPart> progress(UploadRecord upload) {
    List<UploadRecord.Point> points = upload.points();
    List<CompareDocument.ProgressPart> parts = new ArrayList<>();
    int step = Math.max(1, points.size() / MOMENTS);
    for (int i = 0; i < points.size(); i++) {
      if (i % step == 0 || i == points.size() - 1) {
        Duration since = Duration.between(points.get(0).at(), points.get(i).at());
        parts.add(
            new CompareDocument.ProgressPart(
                seconds(since.toNanos() / 1e9), points.get(i).bytes()));
      }
    }
    return parts;
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

  private static double seconds(double value) {
    return Math.round(value * 1e3) / 1e3;
  }

  private static double digits(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
