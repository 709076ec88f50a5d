package io.hostward.lab.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ESXi host as it is when the lab starts.
 *
 * @param moid {@code host-21}
 * @param name inventory name: what the administrator typed when adding it
 * @param datacenter managed object id of its datacenter
 * @param cluster name of its cluster; null for a standalone host
 * @param sockets false for a host that exists in the inventory alone and listens nowhere
 * @param address the loopback address that it binds
 * @param httpsPort 0 for a free one
 * @param nfcPort port of the stand-in for 902; 0 for a free one
 * @param managementNics candidates of type {@code management}, selected ones and decoys
 * @param ticketHostName {@code hostName} in its tickets; null leaves it out
 * @param trust what vCenter tells of its certificate
 * @param cpuMhz of one core
 * @param cpuCores over all packages
 * @param memoryBytes physical memory
 * @param pnics physical network cards
 * @param bytesPerSecond cap of its 443 and 902 together, each direction; 0 for none
 * @param connection as vCenter says
 * @param power as vCenter says
 * @param maintenance whether it is in maintenance mode
 * @param quarantine whether it is in quarantine mode
 * @param standby its standby mode; null where vCenter leaves it unset
 * @param load its background load
 */
public record HostModel(
    String moid,
    String name,
    String datacenter,
    @Nullable String cluster,
    boolean sockets,
    String address,
    int httpsPort,
    int nfcPort,
    List<ManagementNic> managementNics,
    @Nullable String ticketHostName,
    HostTrust trust,
    int cpuMhz,
    int cpuCores,
    long memoryBytes,
    List<PhysicalNic> pnics,
    long bytesPerSecond,
    ConnectionState connection,
    PowerState power,
    boolean maintenance,
    boolean quarantine,
    @Nullable StandbyMode standby,
    Load load) {

  public HostModel {
    managementNics = List.copyOf(managementNics);
    pnics = List.copyOf(pnics);
  }

  /** A healthy host: 16 cores of 2.4 GHz, 64 GiB, one 10 Gb/s card, connected and idle. */
  public static HostModelBuilder builder(String moid, String name) {
    return new HostModelBuilder(moid, name);
  }

  /** A builder that starts with this host's values. */
  public HostModelBuilder toBuilder() {
    return new HostModelBuilder(this);
  }
}
