package io.hostward.experiment.distribute;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.progress.Tally;
import io.hostward.experiment.distribute.DistributeDocument.Amount;
import io.hostward.experiment.distribute.DistributeDocument.DatastorePart;
import io.hostward.experiment.distribute.DistributeDocument.HostPart;
import io.hostward.experiment.report.Hop;
import io.hostward.experiment.report.RunFacts;
import io.hostward.transfer.RouteName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes down what a run came to, as plain values. */
public final class DistributeWriter {
  private final RunRecorder heard;
  private final BulkReport report;
  private final double seconds;

  private DistributeWriter(RunRecorder heard, BulkReport report) {
    this.heard = heard;
    this.report = report;
    this.seconds = seconds(Duration.between(heard.begun, heard.over));
  }

  /**
   * Returns the document of a run that is over.
   *
   * @param heard what heard the whole of it
   * @param report what it came to
   * @param ledger the ledger's file
   * @param failures where what failed or is left is listed, if anything is
   */
  public static DistributeDocument write(
      RunFacts facts, RunRecorder heard, BulkReport report, Path ledger, Path failures) {
    synchronized (heard) {
      return new DistributeWriter(heard, report).document(facts, ledger, failures);
    }
  }

  private DistributeDocument document(RunFacts facts, Path ledger, Path failures) {
    Tally tally = report.run().tally();
    List<DatastorePart> datastores = datastores();
    List<HostPart> hosts = hosts();
    return new DistributeDocument(
        "distribute",
        DistributeAnswer.of(report, heard.copied.deliveries(), seconds),
        facts,
        report.status().name(),
        report.run().stoppedBy().orElse(null),
        heard.begun.toString(),
        seconds,
        amount(tally.planned()),
        amount(tally.there()),
        heard.sent,
        heard.copied,
        amount(tally.failed()),
        amount(tally.open()),
        rate(tally.arrived().bytes(), seconds),
        hops(hosts),
        heard.moments.list(),
        datastores,
        hosts,
        waits(),
        domains(),
        Stream.concat(heard.failed.stream(), heard.retried.stream()).toList(),
        List.copyOf(heard.putOff),
        List.copyOf(heard.held),
        heard.untried,
        report.passedOver().stream()
            .map(one -> new DistributeDocument.PassedPart(one.what(), one.detail()))
            .toList(),
        report.unreadable(),
        report.plan().foundArrived(),
        report.plan().brokenOff(),
        ledger.toString(),
        report.failures() == 0 ? null : failures.toString());
  }

  private static Amount amount(Tally.Amount amount) {
    return new Amount(amount.deliveries(), amount.bytes());
  }

  private List<DatastorePart> datastores() {
    Map<String, Tally> tallies = report.run().datastores();
    Set<String> names = new TreeSet<>(tallies.keySet());
    names.addAll(heard.datastores.keySet());
    return names.stream()
        .map(
            name ->
                datastore(
                    name,
                    tallies.getOrDefault(name, Tally.NONE),
                    heard.datastores.getOrDefault(name, new Sums.OfDatastore())))
        .sorted(
            Comparator.comparingLong((DatastorePart one) -> one.sentBytes() + one.copiedBytes())
                .reversed())
        .toList();
  }

  private static DatastorePart datastore(String name, Tally tally, Sums.OfDatastore sums) {
    double busy = seconds(sums.busy());
    return new DatastorePart(
        name,
        tally.planned().deliveries(),
        tally.there().deliveries(),
        sums.sent,
        sums.sentBytes,
        sums.copied,
        sums.copiedBytes,
        sums.copiedFromBytes,
        sums.retries,
        tally.failed().deliveries(),
        busy,
        sums.sent + sums.copied == 0 ? null : rate(sums.sentBytes + sums.copiedBytes, busy));
  }

  private List<HostPart> hosts() {
    return heard.hosts.entrySet().stream()
        .map(
            host ->
                host(
                    host.getKey().kind() == RouteName.Kind.RELAY,
                    host.getKey().server(),
                    host.getValue()))
        .sorted(
            Comparator.comparingLong(HostPart::sentBytes).reversed().thenComparing(HostPart::name))
        .toList();
  }

  private static HostPart host(boolean relay, String name, Sums.OfHost sums) {
    return new HostPart(
        relay ? Hop.VCENTER : name,
        relay,
        sums.sent,
        sums.sentBytes,
        sums.failures,
        sums.sent == 0 ? null : rate(sums.sentBytes, seconds(sums.time())));
  }

  /** Which host vCenter took is not told by events. */
  private List<Hop> hops(List<HostPart> hosts) {
    List<Hop> hops = new ArrayList<>();
    for (HostPart host : hosts) {
      if (host.sent() == 0) {
        hops.add(Hop.notTaken(Hop.CLIENT, host.name(), 443));
      } else {
        hops.add(taken(Hop.CLIENT, host.name(), 443, host.sentBytes()));
        if (host.relay()) {
          hops.add(taken(Hop.VCENTER, Hop.SOME_HOST, 902, host.sentBytes()));
        }
      }
    }
    if (hosts.stream().noneMatch(HostPart::relay)) {
      hops.add(Hop.notTaken(Hop.CLIENT, Hop.VCENTER, 443));
    }
    if (heard.copied.deliveries() > 0) {
      hops.add(taken(Hop.DATASTORES, Hop.DATASTORES, 0, heard.copied.bytes()));
    }
    return hops;
  }

  private Hop taken(String from, String to, int port, long bytes) {
    return new Hop(from, to, port, true, bytes, rate(bytes, seconds));
  }

  private List<DistributeDocument.WaitPart> waits() {
    double all = heard.waits.values().stream().mapToDouble(DistributeWriter::seconds).sum();
    return heard.waits.entrySet().stream()
        .filter(wait -> !wait.getValue().isZero())
        .map(
            wait ->
                new DistributeDocument.WaitPart(
                    wait.getKey().name(),
                    seconds(wait.getValue()),
                    Math.round(seconds(wait.getValue()) / all * 1e4) / 1e4))
        .sorted(Comparator.comparingDouble(DistributeDocument.WaitPart::seconds).reversed())
        .toList();
  }

  private List<DistributeDocument.DomainPart> domains() {
    return heard.domains.entrySet().stream()
        .map(
            one ->
                new DistributeDocument.DomainPart(
                    one.getKey(),
                    one.getValue().retries,
                    one.getValue().failed,
                    one.getValue().left,
                    one.getValue().example.orElse("")))
        .toList();
  }

  private static double seconds(Duration time) {
    return Math.max(0, time.toMillis()) / 1e3;
  }

  private static @Nullable Long rate(long bytes, double seconds) {
    return seconds == 0 ? null : Math.round(bytes / seconds);
  }
}
