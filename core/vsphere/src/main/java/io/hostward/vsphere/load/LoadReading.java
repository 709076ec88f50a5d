package io.hostward.vsphere.load;

import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures of load that were read apart from the inventory.
 *
 * @param byHost of those hosts of which the server told some
 * @param told false if the server could not be asked
 */
public record LoadReading(Map<HostId, HostLoad> byHost, boolean told) {
  public static final LoadReading NONE = new LoadReading(Map.of(), false);

  public LoadReading {
    byHost = Map.copyOf(byHost);
  }

  /** The snapshot with each host's newest figures from either side. */
  public InventorySnapshot over(InventorySnapshot snapshot) {
    if (byHost.isEmpty()) {
      return snapshot;
    }
    List<Mount> mounts = snapshot.mounts().stream().map(this::over).toList();
    return new InventorySnapshot(snapshot.datastore(), mounts, snapshot.takenAt());
  }

  private Mount over(Mount mount) {
    HostLoad figures = byHost.get(mount.host().id());
    return figures == null
        ? mount
        : new Mount(
            mount.host().withLoad(newest(mount.host().load(), figures)),
            mount.accessMode(),
            mount.mounted(),
            mount.accessible(),
            mount.inaccessibleReason());
  }

  private static HostLoad newest(HostLoad one, HostLoad other) {
    return new HostLoad(
        newest(one.cpu(), other.cpu()),
        newest(one.memory(), other.memory()),
        newest(one.network(), other.network()),
        one.lineBitsPerSecond().isPresent() ? one.lineBitsPerSecond() : other.lineBitsPerSecond(),
        newest(one.writeLatencyMillis(), other.writeLatencyMillis()));
  }

  private static Optional<Figure> newest(Optional<Figure> one, Optional<Figure> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return other.get().measuredAt().isAfter(one.get().measuredAt()) ? other : one;
  }
}
