package io.hostward.vsphere;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What passed one host in one interval, by its real-time counters. Rates are in bytes per second
 * and include what others moved; each is empty where the server told none.
 *
 * @param end the interval's end, on the server's clock
 * @param interval its length, 20 s
 * @param received through all network cards (net.received.average)
 * @param transmitted through all network cards (net.transmitted.average)
 * @param written to the datastore that was asked about (datastore.write.average); vSAN tells none
 */
public record TrafficSample(
    Instant end,
    Duration interval,
    OptionalDouble received,
    OptionalDouble transmitted,
    OptionalDouble written) {

  /** Returns the interval's beginning. */
  public Instant begin() {
    return end.minus(interval);
  }
}
