package io.hostward.simulation;

import java.util.List;

/**
 * What happens, whatever chooses.
 *
 * @param name one word for tables
 * @param description one line
 * @param hosts in vCenter's order
 * @param uploaders each for itself
 * @param figureAge the least age in seconds of the load figures that an uploader sees
 * @param relay bytes per second that vCenter relays in all
 * @param siteLine bytes per second of the line between two sites, both ways together
 */
record Scenario(
    String name,
    String description,
    List<SimHost> hosts,
    List<SimUploader> uploaders,
    double figureAge,
    double relay,
    double siteLine) {
  /** Seconds from choosing a host until the first byte flows: ticket, connect, TLS. */
  static final double SETUP = 0.1;

  /** Seconds after which a transfer that stands still is given up; the transport's default. */
  static final double STALL = 60;

  /** Seconds after which connecting to a dead host is given up; the transport's default. */
  static final double CONNECT = 10;

  /** Seconds after which a file that no host has taken never arrives. */
  static final double NEVER = 20_000;

  /** Seconds until vCenter calls a silent host "not responding". */
  static final double HEARTBEAT = 60;

  Scenario {
    hosts = List.copyOf(hosts);
    uploaders = List.copyOf(uploaders);
  }

  double bytes() {
    return uploaders.stream().mapToDouble(SimUploader::bytes).sum();
  }

  boolean differentCapacities() {
    double least = hosts.stream().mapToDouble(host -> host.capacity(0)).min().orElse(0);
    double most = hosts.stream().mapToDouble(host -> host.capacity(0)).max().orElse(0);
    return most > 2 * least;
  }
}
