package io.hostward.vsphere.inventory;

import io.hostward.inventory.InventorySnapshot;
import io.hostward.vsphere.load.LoadReading;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A datastore as it was read, joined with figures of load as they come. Thread-safe. */
final class KnownDatastore {
  /** How long the figures do for all: many uploads start at once. */
  private static final long AS_IT_IS = Duration.ofMillis(100).toNanos();

  private final FoundDatastore found;
  private final Instant triedAt;
  private volatile @Nullable Joined joined;

  /** Made once for each pair, so that a snapshot from the cache costs next to nothing. */
  private record Joined(LoadReading figures, InventorySnapshot snapshot, long lookedAt) {}

  /** A datastore that was just read. */
  KnownDatastore(FoundDatastore found) {
    this(found, found.snapshot().takenAt());
  }

  private KnownDatastore(FoundDatastore found, Instant triedAt) {
    this.found = found;
    this.triedAt = triedAt;
  }

  /** The same as it was, after it could not be read at that time. */
  KnownDatastore triedAgain(Instant time) {
    return new KnownDatastore(found, time);
  }

  FoundDatastore found() {
    return found;
  }

  /** How many hosts mount it. */
  int mounts() {
    return found.snapshot().mounts().size();
  }

  /** When the oldest of it was read, or when it was last tried to read it and failed. */
  Instant triedAt() {
    return triedAt;
  }

  /** The snapshot as it was just now, with figures of load in it; null if that is too long ago. */
  @Nullable InventorySnapshot recent(long now) {
    Joined known = joined;
    return known != null && known.figures().told() && now - known.lookedAt() < AS_IT_IS
        ? known.snapshot()
        : null;
  }

  InventorySnapshot with(LoadReading figures, long now) {
    Joined known = joined;
    InventorySnapshot snapshot =
        known != null && isSame(known.figures(), figures)
            ? known.snapshot()
            : figures.over(found.snapshot());
    joined = new Joined(figures, snapshot, now);
    return snapshot;
  }

  // Figures that were not read anew are the same object; comparing a thousand hosts costs too much.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(LoadReading one, LoadReading other) {
    return one == other;
  }
}
