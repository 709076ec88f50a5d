package io.hostward.spi;

import io.hostward.model.HostId;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a policy may know besides the snapshot.
 *
 * @param now the time, by which the snapshot's age is told
 * @param size the file's bytes, if there is a file already
 * @param uploadsInFlight how many uploads this process is sending to each host now; a host that is
 *     absent has none
 */
public record SelectionContext(
    Instant now, OptionalLong size, Map<HostId, Integer> uploadsInFlight) {
  /** Copies the map. */
  public SelectionContext {
    uploadsInFlight = Map.copyOf(uploadsInFlight);
  }
}
