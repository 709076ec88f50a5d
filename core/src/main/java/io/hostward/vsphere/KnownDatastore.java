package io.hostward.vsphere;

import io.hostward.model.InventorySnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A datastore as it was read, joined with figures of load as they come. Thread-safe. */
final class KnownDatastore {
  private final DatastoreHandle handle;
  private final Instant triedAt;
  private volatile @Nullable Joined joined;

  /** Made once for each pair, so that a snapshot from the cache costs nothing. */
  private record Joined(LoadFigures figures, InventorySnapshot snapshot) {}

  /**
   * A datastore.
   *
   * @param triedAt when it was last read, or when that was tried and failed
   */
  KnownDatastore(DatastoreHandle handle, Instant triedAt) {
    this.handle = handle;
    this.triedAt = triedAt;
  }

  DatastoreHandle handle() {
    return handle;
  }

  Instant triedAt() {
    return triedAt;
  }

  // Figures that were not read anew are the same object; comparing a thousand hosts costs too much.
  @SuppressWarnings("ReferenceEquality")
  InventorySnapshot with(LoadFigures figures) {
    Joined known = joined;
    if (known == null || known.figures() != figures) {
      known = new Joined(figures, figures.over(handle.snapshot()));
      joined = known;
    }
    return known.snapshot();
  }
}
