package io.hostward.inventory;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How busy a host is. Each figure is empty where vCenter did not say, or said what cannot be.
 *
 * @param cpu share of the host's processors in use, 0 to 1 (summary.quickStats against
 *     summary.hardware)
 * @param memory share of the host's memory in use, 0 to 1
 * @param network bytes per second through its network interfaces, both directions
 *     (net.usage.average)
 * @param lineBitsPerSecond the speed of its fastest network interface that has a link
 * @param writeLatencyMillis milliseconds that a write to the datastore takes
 *     (datastore.totalWriteLatency.average)
 */
public record HostLoad(
    Optional<Figure> cpu,
    Optional<Figure> memory,
    Optional<Figure> network,
    OptionalLong lineBitsPerSecond,
    Optional<Figure> writeLatencyMillis) {

  /** Nothing is known. */
  public static final HostLoad UNKNOWN =
      new HostLoad(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());
}
