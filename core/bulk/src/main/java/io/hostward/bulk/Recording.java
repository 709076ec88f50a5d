package io.hostward.bulk;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.ledger.Ledger;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.CopyRule;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.plan.Sidecars;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.target.DatastoreNames;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Compares what is to be delivered, and writes it down. Each datastore gets the one name that all
 * after this knows it by.
 */
final class Recording {
  private final Sources sources;
  private final Listings listings;
  private final DatastoreNames names;
  private final Comparison comparison;
  private final CopyRule copies;
  private final OwnShard shard;
  private final boolean wholeFolders;
  private final Sidecars sidecars;

  Recording(
      BulkRunBuilder settings,
      Listings listings,
      DatastoreNames names,
      Map<String, Set<String>> hosts,
      OwnShard shard) {
    this.sources = settings.sources;
    this.listings = listings;
    this.names = names;
    this.comparison = settings.comparison;
    this.copies =
        settings.copiedFrom == 0 ? CopyRule.NONE : new CopyRule(settings.copiedFrom, hosts);
    this.shard = shard;
    this.wholeFolders = settings.wholeFolders;
    this.sidecars = settings.sidecars;
  }

  PlanTotals record(Ledger open, Deliveries deliveries, Findings findings, Consumer<Planned> each)
      throws IOException {
    open.calledBy(names);
    try (Stream<Delivery> found = deliveries.open(findings::add);
        Stream<Planned> plan =
            new Planner(sources, listings, sidecars.after(open.contents()), comparison, copies)
                .withWholeFolders(this::mayAppearWhole)
                .plan(found.map(this::named).filter(shard::owns))) {
      return open.record(
          plan.peek(
              planned -> {
                refuseInterrupt();
                each.accept(planned);
              }),
          findings::gaps);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Delivery named(Delivery written) {
    try {
      return names.of(written);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException(written + ": " + e.getMessage(), e));
    }
  }

  // The shards that a datastore is split among would each have its folders appear by themselves.
  private boolean mayAppearWhole(String datastore) {
    return wholeFolders && !shard.isSplit(datastore);
  }

  // What an interrupt broke off looks like a failure of every file after it.
  private static void refuseInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while it was planned; nothing was sent"));
    }
  }
}
