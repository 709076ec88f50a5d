package io.hostward.experiment.distribute;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.experiment.distribute.DistributeDocument.Amount;
import io.hostward.experiment.distribute.DistributeDocument.HeldPart;
import io.hostward.experiment.distribute.DistributeDocument.MomentPart;
import io.hostward.experiment.distribute.DistributeDocument.ProblemPart;
import io.hostward.experiment.distribute.DistributeDocument.PutOffPart;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.RouteName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hears the events of a run and how far it is, and adds them up for its document. Its memory grows
 * with the datastores, the hosts and what is under way at once, and not with the number of
 * deliveries. Thread-safe.
 */
public final class RunRecorder implements BulkListener {
  static final int MOST_FAILED = 50;
  static final int MOST_RETRIED = 20;
  static final int MOST_PUT_OFF = 50;
  static final int MOST_HELD = 50;

  private static final Pattern COPIED_FROM = Pattern.compile("copied from \\[([^]]*)].*");

  final Map<String, Sums.OfDatastore> datastores = new TreeMap<>();
  final Map<RouteName, Sums.OfHost> hosts = new HashMap<>();
  final Map<String, Sums.OfDomain> domains = new TreeMap<>();
  final Map<Waiting, Duration> waits = new EnumMap<>(Waiting.class);
  final List<ProblemPart> failed = new ArrayList<>();
  final List<ProblemPart> retried = new ArrayList<>();
  final List<PutOffPart> putOff = new ArrayList<>();
  final List<HeldPart> held = new ArrayList<>();
  final Moments moments = new Moments();
  Instant begun = Instant.EPOCH;
  Instant over = Instant.EPOCH;
  Amount sent = new Amount(0, 0);
  Amount copied = new Amount(0, 0);
  long untried;
  private final Map<Long, Instant> underWay = new HashMap<>();
  private Instant looked = Instant.EPOCH;

  @Override
  public synchronized void heard(BulkEvent event) {
    if (event instanceof BulkEvent.RunBegun run) {
      begun = run.at();
      looked = run.at();
      moments.add(new MomentPart(0, 0, 0));
    } else if (event instanceof BulkEvent.SourceRefused one) {
      refused(one);
    } else if (event instanceof BulkEvent.DeliveryBegun one) {
      underWay.put(one.delivery(), one.at());
      datastore(one.target().datastore()).begun(one.at());
    } else if (event instanceof BulkEvent.DeliveryEnded one) {
      ended(one);
    } else if (event instanceof BulkEvent.PutOff put) {
      untried += put.again() ? 0 : put.deliveries();
      keep(
          putOff,
          MOST_PUT_OFF,
          new PutOffPart(put.datastore(), put.deliveries(), put.again(), put.problem()));
    } else if (event instanceof BulkEvent.FolderHeld held) {
      keep(
          this.held,
          MOST_HELD,
          new HeldPart(
              held.folder().toString(),
              held.keptIn().toString(),
              held.deliveries(),
              held.again(),
              held.problem()));
    } else if (event instanceof BulkEvent.RunEnded end) {
      over = end.at();
      moments.end(moment(end.at(), 0));
    }
  }

  /** Hears how far the run is. The oftener, the more exact are rates and waits. */
  public synchronized void progress(RunProgress now) {
    if (begun.equals(Instant.EPOCH) || !over.equals(Instant.EPOCH)) {
      return;
    }
    moments.add(moment(now.at(), now.moving()));
    Duration since = Duration.between(looked, now.at());
    looked = now.at();
    for (RunProgress.DatastoreProgress datastore : now.datastores()) {
      if (datastore.waiting() != Waiting.NOTHING) {
        waits.merge(datastore.waiting(), since, Duration::plus);
      }
    }
  }

  private MomentPart moment(Instant at, long moving) {
    return new MomentPart(
        Duration.between(begun, at).toMillis() / 1e3, sent.bytes() + moving, copied.bytes());
  }

  private void ended(BulkEvent.DeliveryEnded one) {
    Sums.OfDatastore datastore = datastore(one.target().datastore());
    Instant since = underWay.remove(one.delivery());
    Duration took = since == null ? Duration.ZERO : Duration.between(since, one.at());
    datastore.ended(one.at());
    switch (one.how()) {
      case ARRIVED -> arrived(one, datastore, took);
      case SENT -> {
        // What an earlier run has sent for a new folder goes over no route.
        if (!one.route().isEmpty()) {
          arrived(one, datastore, took);
        }
      }
      case WAS_THERE -> {}
      case AGAIN, FAILED, LEFT -> failed(one, datastore);
    }
  }

  private void arrived(BulkEvent.DeliveryEnded one, Sums.OfDatastore datastore, Duration took) {
    if (one.copied()) {
      copied = new Amount(copied.deliveries() + 1, copied.bytes() + one.bytes());
      datastore.copied++;
      datastore.copiedBytes += one.bytes();
      Matcher from = COPIED_FROM.matcher(one.route());
      if (from.matches()) {
        datastore(from.group(1)).copiedFromBytes += one.bytes();
      }
      return;
    }
    sent = new Amount(sent.deliveries() + 1, sent.bytes() + one.bytes());
    datastore.sent++;
    datastore.sentBytes += one.bytes();
    RouteName.parse(one.route()).ifPresent(route -> host(route).arrived(one.bytes(), took));
  }

  private void failed(BulkEvent.DeliveryEnded one, Sums.OfDatastore datastore) {
    String name = one.domain().map(Enum::name).orElse("unknown");
    Sums.OfDomain domain = domains.computeIfAbsent(name, key -> new Sums.OfDomain());
    domain.example = domain.example.or(() -> Optional.of(one.problem()));
    ProblemPart problem =
        new ProblemPart(
            one.target().toString(),
            one.how() == BulkEvent.End.AGAIN,
            name,
            one.route(),
            one.problem());
    if (one.how() == BulkEvent.End.LEFT) {
      domain.left++;
      return;
    }
    RouteName.parse(one.route()).ifPresent(route -> host(route).failures++);
    if (one.how() == BulkEvent.End.AGAIN) {
      datastore.retries++;
      domain.retries++;
      keep(retried, MOST_RETRIED, problem);
    } else {
      domain.failed++;
      keep(failed, MOST_FAILED, problem);
    }
  }

  private void refused(BulkEvent.SourceRefused one) {
    String name = FailureDomain.SOURCE.name();
    Sums.OfDomain domain = domains.computeIfAbsent(name, key -> new Sums.OfDomain());
    domain.example = domain.example.or(() -> Optional.of(one.problem()));
    domain.failed++;
    keep(
        failed,
        MOST_FAILED,
        new ProblemPart(one.target().toString(), false, name, "", one.problem()));
  }

  private static <T> void keep(List<T> list, int most, T one) {
    if (list.size() < most) {
      list.add(one);
    }
  }

  private Sums.OfDatastore datastore(String name) {
    return datastores.computeIfAbsent(name, key -> new Sums.OfDatastore());
  }

  private Sums.OfHost host(RouteName route) {
    return hosts.computeIfAbsent(route, key -> new Sums.OfHost());
  }
}
