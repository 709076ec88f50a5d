package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FakeListings;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.schedule.Task;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Deliveries of tests, and their rows in a ledger. */
final class LedgerRows {
  static final ContentDigest DIGEST = new ContentDigest("ab".repeat(32));

  private LedgerRows() {}

  static Delivery delivery(String source, String target, long size) {
    return new Delivery(
        new SourceFile(
            Path.of("/src", source).toString(),
            source,
            OptionalLong.of(size),
            Optional.of(Instant.EPOCH),
            Optional.empty()),
        DatastorePath.parse(target));
  }

  static Delivery withDigest(Delivery delivery) {
    return new Delivery(delivery.source().withDigest(DIGEST), delivery.target());
  }

  static PlanTotals record(Ledger ledger, FakeListings store, Delivery... deliveries)
      throws IOException {
    try (Stream<Planned> plan =
        new Planner(store, ledger.contents(), Comparison.SIZE).plan(Stream.of(deliveries))) {
      return ledger.record(plan);
    }
  }

  static Task next(Ledger ledger, String datastore) throws IOException {
    return ledger.backlog().next(datastore, 1, false, 0, 1).get(0);
  }
}
