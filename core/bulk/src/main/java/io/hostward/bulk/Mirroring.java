package io.hostward.bulk;

import io.hostward.bulk.ledger.Ledger;
import io.hostward.bulk.mirror.Fate;
import io.hostward.bulk.mirror.KnownFile;
import io.hostward.bulk.mirror.Mirror;
import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.bulk.mirror.MirrorScope;
import io.hostward.bulk.mirror.MirrorSettings;
import io.hostward.bulk.mirror.Place;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.target.DatastoreNames;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deletions of one run: after its deliveries, and before it is told to be over. Keeps the event
 * of its end back until then.
 */
final class Mirroring implements BulkListener {
  private static final Logger LOG = LoggerFactory.getLogger(Mirroring.class);

  private final MirrorSettings settings;
  private final Sources sources;
  private final Listings listings;
  private final BulkListener listener;
  private final InstantSource clock;
  private volatile BulkEvent.@Nullable RunEnded end;

  Mirroring(
      MirrorSettings settings,
      Sources sources,
      Listings listings,
      BulkListener listener,
      InstantSource clock) {
    this.settings = settings;
    this.sources = sources;
    this.listings = listings;
    this.listener = listener;
    this.clock = clock;
  }

  /** Returns the settings with their places by the names that this run has for datastores. */
  static MirrorSettings named(MirrorSettings all, DatastoreNames names) {
    var places =
        all.scope().places().stream()
            .map(place -> new Place(names.of(place.datastore()), place.folder()))
            .toList();
    return all.in(new MirrorScope(all.scope().sources(), places));
  }

  /** Returns the settings for what one shard has for itself; nothing if it shares a datastore. */
  static Optional<MirrorSettings> share(MirrorSettings all, @Nullable ShardPlan plan, int shard) {
    if (plan == null) {
      return Optional.of(all);
    }
    var places = all.scope().places();
    if (places.stream().anyMatch(place -> plan.isSplit(place.datastore()))) {
      return Optional.empty();
    }
    var own =
        places.stream()
            // One that the plan file does not know, since nothing went there, is no shard's.
            .filter(place -> plan.share(shard).datastores().containsKey(place.datastore()))
            .toList();
    return Optional.of(all.in(new MirrorScope(all.scope().sources(), own)));
  }

  @Override
  public void heard(BulkEvent event) {
    if (event instanceof BulkEvent.RunEnded over) {
      end = over;
    } else {
      listener.heard(event);
    }
  }

  /** Deletes, if all that was to be delivered is there. */
  MirrorReport run(Ledger open, RunReport report, long unreadable) throws IOException {
    boolean whole = report.status() == RunStatus.ALL_DONE || isNothing(report.status());
    Tally tally = report.tally();
    long there = tally.there().deliveries() + tally.arrived().deliveries();
    if (!whole
        || unreadable > 0
        || report.stoppedBy().isPresent()
        || there != tally.planned().deliveries()) {
      return MirrorReport.refused("not everything that was to be delivered is there");
    }
    return mirror(open, this::tell).run();
  }

  /** Tells what a run would delete if all of it arrived. */
  MirrorReport rehearse(Ledger copy, Consumer<Fate> each) {
    return mirror(copy, each).rehearse();
  }

  private Mirror mirror(Ledger open, Consumer<Fate> each) {
    return new Mirror(
        settings, open.knownFiles(), open.knownFolders(), sources, listings, clock, each);
  }

  private static boolean isNothing(RunStatus status) {
    return status == RunStatus.NOTHING_TO_DO;
  }

  /** Returns how the run has ended, its deletions with it. */
  static RunStatus status(RunStatus deliveries, MirrorReport report) {
    if (report.interrupted()) {
      return RunStatus.INTERRUPTED;
    } else if (!report.isDone()) {
      return deliveries == RunStatus.INTERRUPTED ? deliveries : RunStatus.SOME_FAILED;
    }
    return report.isAnything() && isNothing(deliveries) ? RunStatus.ALL_DONE : deliveries;
  }

  /** Tells the end that was kept back. */
  void ended(RunStatus status) {
    BulkEvent.RunEnded over = end;
    if (over != null) {
      guarded(new BulkEvent.RunEnded(clock.instant(), status, over.tally()));
    }
  }

  private void tell(Fate fate) {
    KnownFile file = fate.file();
    guarded(
        fate.what() == Fate.What.FOLDER
            ? new BulkEvent.FolderDeleted(
                clock.instant(), file.target(), file.source(), fate.how(), fate.why())
            : new BulkEvent.FileDeleted(
                clock.instant(),
                file.id(),
                file.source(),
                file.target(),
                file.size(),
                fate.how(),
                fate.why()));
  }

  private void guarded(BulkEvent event) {
    try {
      listener.heard(event);
    } catch (RuntimeException e) {
      LOG.warn("A listener failed at {}", event, e);
    }
  }
}
