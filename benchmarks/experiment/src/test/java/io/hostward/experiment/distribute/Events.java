package io.hostward.experiment.distribute;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkEvent.End;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.experiment.report.RunFacts;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells a recorder a run as a schedule would, second by second. */
public final class Events {
  private static final Instant BEGUN = Instant.parse("2026-11-26T10:00:00Z");

  public final RunRecorder recorder = new RunRecorder();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private long second;
  private long deliveries;

  /** What is planned for a datastore. */
  public Events planned(String datastore, long count, long bytes) {
    tallies.put(
        datastore,
        new Tally(
            new Tally.Amount(count, count * bytes),
            Tally.Amount.NONE,
            Tally.Amount.NONE,
            Tally.Amount.NONE));
    return this;
  }

  public Events begins() {
    recorder.heard(new BulkEvent.RunBegun(now(), tally(), Tally.Amount.NONE));
    return this;
  }

  private Tally tally() {
    return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
  }

  public Instant now() {
    return BEGUN.plusSeconds(second);
  }

  /** A delivery that takes some seconds. */
  public Events sent(String datastore, String host, long bytes, long seconds) {
    return arrived(datastore, "direct to " + host + " (host-" + host + ")", bytes, seconds, false);
  }

  public Events relayed(String datastore, long bytes, long seconds) {
    return arrived(datastore, "relay through vCenter vc.example:443", bytes, seconds, false);
  }

  public Events copied(String datastore, String from, long bytes, long seconds) {
    return arrived(datastore, "copied from [" + from + "] a.iso", bytes, seconds, true);
  }

  private Events arrived(String datastore, String route, long bytes, long seconds, boolean copied) {
    begun(datastore, bytes);
    second += seconds;
    tallies.computeIfPresent(datastore, (name, tally) -> tally.withArrived(bytes));
    ended(datastore, bytes, End.ARRIVED, copied, route, Optional.empty(), "");
    return this;
  }

  /** A delivery that fails a second later. */
  public Events fails(
      String datastore, String host, End how, FailureDomain domain, String problem) {
    begun(datastore, 1_000);
    second++;
    if (how == End.FAILED) {
      tallies.computeIfPresent(
          datastore, (name, tally) -> tally.withFailed(new Tally.Amount(1, 1_000)));
    }
    String route = host.isEmpty() ? "" : "direct to " + host + " (host-" + host + ")";
    ended(datastore, 1_000, how, false, route, Optional.of(domain), problem);
    return this;
  }

  private void begun(String datastore, long bytes) {
    recorder.heard(
        new BulkEvent.DeliveryBegun(
            now(), ++deliveries, "/images/a.iso", target(datastore), bytes, 1));
  }

  private void ended(
      String datastore,
      long bytes,
      End how,
      boolean copied,
      String route,
      Optional<FailureDomain> domain,
      String problem) {
    recorder.heard(
        new BulkEvent.DeliveryEnded(
            now(), deliveries, target(datastore), bytes, how, copied, route, domain, problem));
  }

  private DatastorePath target(String datastore) {
    return new DatastorePath(datastore, "iso/" + deliveries + ".iso");
  }

  public Events putOff(String datastore, long count, boolean again, String problem) {
    if (!again) {
      tallies.computeIfPresent(
          datastore, (name, tally) -> tally.withFailed(new Tally.Amount(count, 0)));
    }
    recorder.heard(new BulkEvent.PutOff(now(), datastore, count, again, problem));
    return this;
  }

  /** Sent for a new folder, which has not appeared. */
  public Events sentFor(String datastore, String host, long bytes, long seconds) {
    begun(datastore, bytes);
    second += seconds;
    String route = host.isEmpty() ? "" : "direct to " + host + " (host-" + host + ")";
    ended(datastore, bytes, End.SENT, false, route, Optional.empty(), "");
    return this;
  }

  public Events held(String datastore, long count, boolean again, String problem) {
    recorder.heard(
        new BulkEvent.FolderHeld(
            now(),
            new DatastorePath(datastore, "new"),
            new DatastorePath(datastore, ".hostward-1.part"),
            count,
            again,
            problem));
    return this;
  }

  /** Some seconds later each datastore waits for the same, and some bytes are on their way. */
  public Events looks(long seconds, Waiting waiting, long moving) {
    second += seconds;
    recorder.progress(
        new RunProgress(
            now(),
            tally(),
            moving,
            Tally.Amount.NONE,
            0,
            Optional.empty(),
            tallies.keySet().stream()
                .map(
                    name ->
                        new RunProgress.DatastoreProgress(
                            name, tallies.get(name), waiting, List.of()))
                .toList()));
    return this;
  }

  public DistributeDocument ends(RunFacts facts, RunStatus status, PassedOver... passedOver) {
    recorder.heard(new BulkEvent.RunEnded(now(), status, tally()));
    BulkReport report =
        new BulkReport(
            status,
            new PlanTotals(),
            new RunReport(status, tally(), tallies, Tally.Amount.NONE, Optional.empty()),
            List.of(passedOver),
            passedOver.length,
            tally().failed().deliveries());
    return DistributeWriter.write(
        facts,
        recorder,
        report,
        Path.of("/var/lib/hostward/a.ledger"),
        Path.of("/var/lib/hostward/a.ledger.failures.csv"));
  }
}
