package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.SelectionContext;
import java.util.List;

/** A property that a host has or has not; a pure function like the policies. */
public interface HostFilter {

  /** Returns true if the host has the property. */
  boolean test(HostSnapshot host, SelectionContext context);

  /**
   * Returns words that complete both "the host is ..." and "the host is not ...", for example
   * {@code in cluster Prod}.
   */
  String words();

  /**
   * Returns what this filter names that no host of the datastore is, for example {@code named
   * esx9}: a mistyped name is told, and not passed over. By default nothing.
   */
  default List<String> unmatched(InventorySnapshot snapshot) {
    return List.of();
  }

  /** The opposite. */
  default HostFilter negate() {
    HostFilter outer = this;
    return new HostFilter() {
      @Override
      public boolean test(HostSnapshot host, SelectionContext context) {
        return !outer.test(host, context);
      }

      @Override
      public String words() {
        return "not " + outer.words();
      }

      @Override
      public List<String> unmatched(InventorySnapshot snapshot) {
        return outer.unmatched(snapshot);
      }
    };
  }
}
