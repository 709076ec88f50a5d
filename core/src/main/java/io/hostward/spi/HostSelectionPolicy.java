package io.hostward.spi;

import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;

/**
 * Decides which host takes an upload: a pure function from what is known to a ranking. It does no
 * I/O and reads no clock; many threads may call it at once.
 */
@FunctionalInterface
public interface HostSelectionPolicy {

  /**
   * Ranks the hosts that mount a datastore. Every mount of the snapshot appears in the answer once,
   * ranked or refused. What differs from that, and a ranked host that is unusable ({@link
   * io.hostward.inventory.Mount#unusable}), is put right by the pipeline and told in the
   * selection's notes.
   *
   * @param snapshot what vCenter said
   * @param context what vCenter does not know
   * @return never null. An exception ends the upload before a byte moves
   */
  Selection select(InventorySnapshot snapshot, SelectionContext context);
}
