package io.hostward.pipeline;

import io.hostward.model.HostId;
import io.hostward.model.Route;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts this process's own uploads per host, which vCenter's figures show only much later. */
final class HostsInFlight {
  private final Map<HostId, Integer> counts = new ConcurrentHashMap<>();

  /** Ends the count of one upload. */
  interface Mark extends AutoCloseable {
    @Override
    void close();
  }

  Mark enter(Route route) {
    if (!(route instanceof Route.Direct direct)) {
      return () -> {};
    }
    HostId host = direct.host().id();
    counts.merge(host, 1, Integer::sum);
    return () -> counts.computeIfPresent(host, (id, count) -> oneLess(count));
  }

  Map<HostId, Integer> counts() {
    return Map.copyOf(counts);
  }

  private static @Nullable Integer oneLess(int count) {
    return count == 1 ? null : count - 1;
  }
}
