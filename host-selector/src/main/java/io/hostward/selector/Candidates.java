package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.ranking.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first step of every policy that does not build on another: which hosts could take a file.
 *
 * @param usable in vCenter's order of the mounts
 * @param refused the others
 */
record Candidates(List<HostSnapshot> usable, List<Rejection> refused) {

  static Candidates of(InventorySnapshot snapshot) {
    List<HostSnapshot> usable = new ArrayList<>(snapshot.mounts().size());
    List<Rejection> refused = new ArrayList<>();
    for (Mount mount : snapshot.mounts()) {
      Optional<String> unusable = mount.unusable();
      if (unusable.isPresent()) {
        refused.add(new Rejection(mount.host(), unusable.get()));
      } else {
        usable.add(mount.host());
      }
    }
    return new Candidates(usable, refused);
  }
}
