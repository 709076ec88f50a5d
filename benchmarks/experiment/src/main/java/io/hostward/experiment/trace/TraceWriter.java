package io.hostward.experiment.trace;

import io.hostward.experiment.report.Hop;
import io.hostward.experiment.report.RunFacts;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.Mount;
import io.hostward.vsphere.TrafficSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what a trace found, as plain values. */
public final class TraceWriter {
  /** So much before and after an upload is shown of the hosts' counters. */
  private static final Duration BEFORE = Duration.ofMinutes(4);

  private static final Duration AFTER = Duration.ofSeconds(20);

  private static final int LOOKS = 6;

  private TraceWriter() {}

  /** Returns the document of a trace. */
  public static TraceDocument write(
      RunFacts facts, String datastore, long bytes, List<Round> rounds) {
    Map<String, Integer> seen = new TreeMap<>();
    for (Round round : rounds) {
      round.verdict().carrier().ifPresent(host -> seen.merge(host.name(), 1, Integer::sum));
    }
    List<Explanation> explanations =
        rounds.size() > 1 && !seen.isEmpty() ? Explanations.test(rounds) : List.of();
    return new TraceDocument(
        "trace",
        Answer.of(datastore, rounds, seen),
        facts,
        datastore,
        bytes,
        rounds.stream().map(TraceWriter::round).toList(),
        seen,
        explanations);
  }

  private static TraceDocument.RoundPart round(Round round) {
    Verdict verdict = round.verdict();
    Optional<HostId> carrier = verdict.carrier().map(HostEvidence::host);
    Optional<String> predicted = round.predicted().map(id -> name(round, id));
    return new TraceDocument.RoundPart(
        round.number(),
        verdict.carrier().map(HostEvidence::name).orElse(null),
        carrier.map(HostId::value).orElse(null),
        digits(verdict.confidence()),
        predicted.orElse(null),
        carrier.isPresent() && round.predicted().isPresent()
            ? (Boolean) carrier.equals(round.predicted())
            : null,
        verdict.doubts(),
        hops(round),
        verdict.hosts().stream().map(host -> host(round, host)).toList(),
        round.shots().stream().map(shot -> file(round, shot)).toList());
  }

  private static String name(Round round, HostId id) {
    return round.inventory().mounts().stream()
        .map(Mount::host)
        .filter(host -> host.id().equals(id))
        .map(HostSnapshot::name)
        .findFirst()
        .orElse(id.value());
  }

  /** To vCenter by the upload's own events; from there by what the host's counters show. */
  private static List<Hop> hops(Round round) {
    Shot last = round.shots().get(round.shots().size() - 1);
    List<Hop> hops = new ArrayList<>();
    hops.add(new Hop(Hop.CLIENT, Hop.VCENTER, 443, true, last.bytes(), rate(last, last.bytes())));
    Optional<HostEvidence> carrier = round.verdict().carrier();
    for (HostEvidence host : round.verdict().hosts()) {
      boolean taken = carrier.isPresent() && carrier.get().host().equals(host.host());
      if (taken) {
        long bytes = Math.round(host.received().orElse(0) / seenShots(round, host.host()));
        hops.add(new Hop(Hop.VCENTER, host.name(), 902, true, bytes, rate(last, bytes)));
      } else if (carrier.isPresent()) {
        hops.add(Hop.notTaken(Hop.VCENTER, host.name(), 902));
      }
    }
    if (carrier.isEmpty()) {
      hops.add(new Hop(Hop.VCENTER, Hop.SOME_HOST, 902, true, null, null));
    }
    carrier.ifPresent(host -> hops.add(Hop.notTaken(Hop.CLIENT, host.name(), 443)));
    return hops;
  }

  private static long seenShots(Round round, HostId host) {
    return Math.max(
        1, round.shots().stream().filter(shot -> shot.samples().containsKey(host)).count());
  }

  private static TraceDocument.HostPart host(Round round, HostEvidence host) {
    @Nullable Duration off = round.clocks().get(host.host());
    return new TraceDocument.HostPart(
        host.name(),
        host.host().value(),
        digits(host.probability()),
        rounded(host.received()),
        rounded(host.written()),
        rounded(host.usual()),
        off == null ? null : off.toMillis() / 1e3,
        host.unseen().orElse(null));
  }

  private static TraceDocument.FilePart file(Round round, Shot shot) {
    List<TraceDocument.SeriesPart> series = new ArrayList<>();
    for (HostEvidence host : lines(round.verdict().hosts())) {
      List<TrafficSample> samples = shot.samples().getOrDefault(host.host(), List.of());
      List<String> ends = new ArrayList<>();
      List<@Nullable Long> rates = new ArrayList<>();
      for (TrafficSample sample : samples) {
        if (sample.end().isAfter(shot.sending().from().minus(BEFORE))
            && sample.begin().isBefore(shot.sending().to().plus(AFTER))) {
          ends.add(sample.end().toString());
          rates.add(rounded(sample.received()));
        }
      }
      series.add(new TraceDocument.SeriesPart(host.name(), ends, rates));
    }
    return new TraceDocument.FilePart(
        shot.bytes(),
        shot.sending().from().toString(),
        shot.sending().to().toString(),
        seconds(shot).toMillis() / 1e3,
        rate(shot, shot.bytes()),
        series);
  }

  /** A host looks alike in all rounds, as long as there are looks enough. */
  private static List<HostEvidence> lines(List<HostEvidence> hosts) {
    return hosts.size() > LOOKS
        ? hosts
        : hosts.stream().sorted(Comparator.comparing(HostEvidence::name)).toList();
  }

  private static Duration seconds(Shot shot) {
    return Duration.between(shot.sending().from(), shot.sending().to());
  }

  /** A file that took less than a millisecond has no rate that could be told. */
  private static @Nullable Long rate(Shot shot, long bytes) {
    double seconds = seconds(shot).toNanos() / 1e9;
    return seconds < 1e-3 ? null : Math.round(bytes / seconds);
  }

  private static @Nullable Long rounded(OptionalDouble value) {
    return value.isPresent() ? Math.round(value.getAsDouble()) : null;
  }

  /** Four digits after the point, and never a certainty. */
  private static double digits(double probability) {
    return Math.min(0.9999, Math.round(probability * 1e4) / 1e4);
  }
}
