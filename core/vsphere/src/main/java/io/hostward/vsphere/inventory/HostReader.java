package io.hostward.vsphere.inventory;

import com.vmware.vim25.HostIpConfig;
import com.vmware.vim25.HostIpConfigIpV6Address;
import com.vmware.vim25.HostVirtualNic;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualNicManagerNetConfig;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.HostSnapshot.Power;
import io.hostward.inventory.HostSnapshot.Standby;
import io.hostward.inventory.ManagementAddress;
import io.hostward.net.Thumbprint;
import io.hostward.vsphere.load.QuickLoad;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a host's snapshot from its properties. */
final class HostReader {
  /** Subpaths, because whole {@code config} or {@code runtime} objects are very large. */
  static final String[] PATHS = {
    "name",
    "parent",
    "runtime.connectionState",
    "runtime.powerState",
    "runtime.standbyMode",
    "runtime.inMaintenanceMode",
    "runtime.inQuarantineMode",
    "summary.config.sslThumbprint",
    "config.virtualNicManagerInfo.netConfig",
    "config.network.pnic",
    "summary.hardware.cpuMhz",
    "summary.hardware.numCpuCores",
    "summary.hardware.memorySize",
    "summary.quickStats"
  };

  private HostReader() {}

  /**
   * Makes the snapshot.
   *
   * @param read all that was read, the host's cluster included
   * @param now when it was read
   */
  static HostSnapshot snapshot(Moref host, Map<Moref, Properties> read, Instant now) {
    Properties properties = read.getOrDefault(host, Properties.NONE);
    return new HostSnapshot(
        new HostId(host.value()),
        properties.get("name", String.class).orElse(host.value()),
        cluster(properties, read),
        connection(properties),
        power(properties),
        standby(properties),
        properties.get("runtime.inMaintenanceMode", Boolean.class).orElse(false),
        properties.get("runtime.inQuarantineMode", Boolean.class).orElse(false),
        management(
            properties.list(
                "config.virtualNicManagerInfo.netConfig", VirtualNicManagerNetConfig.class)),
        thumbprint(properties.get("summary.config.sslThumbprint", String.class)),
        QuickLoad.of(properties, now),
        properties.withheld());
  }

  /** A host on its own hangs below a compute resource, which is no cluster. */
  private static Optional<String> cluster(Properties properties, Map<Moref, Properties> read) {
    return properties
        .get("parent", ManagedObjectReference.class)
        .map(Moref::of)
        .filter(parent -> parent.type().equals("ClusterComputeResource"))
        .flatMap(parent -> read.getOrDefault(parent, Properties.NONE).get("name", String.class));
  }

  private static Standby standby(Properties properties) {
    return switch (properties.word("runtime.standbyMode").orElse("")) {
      case "none" -> Standby.NONE;
      case "entering" -> Standby.ENTERING;
      case "in" -> Standby.IN;
      case "exiting" -> Standby.EXITING;
      default -> Standby.UNKNOWN;
    };
  }

  private static Connection connection(Properties properties) {
    return switch (properties.word("runtime.connectionState").orElse("")) {
      case "connected" -> Connection.CONNECTED;
      case "notresponding" -> Connection.NOT_RESPONDING;
      case "disconnected" -> Connection.DISCONNECTED;
      default -> Connection.UNKNOWN;
    };
  }

  private static Power power(Properties properties) {
    return switch (properties.word("runtime.powerState").orElse("")) {
      case "poweredon" -> Power.ON;
      case "poweredoff" -> Power.OFF;
      case "standby" -> Power.STANDBY;
      default -> Power.UNKNOWN;
    };
  }

  /**
   * The addresses of the interfaces whose key is among those selected for management, IPv4 first.
   */
  private static List<ManagementAddress> management(List<VirtualNicManagerNetConfig> configs) {
    Set<ManagementAddress> ipv4 = new LinkedHashSet<>();
    Set<ManagementAddress> ipv6 = new LinkedHashSet<>();
    for (VirtualNicManagerNetConfig config : configs) {
      if ("management".equals(config.getNicType())) {
        for (HostVirtualNic nic : config.getCandidateVnic()) {
          if (config.getSelectedVnic().contains(nic.getKey()) && nic.getSpec() != null) {
            addAddresses(nic.getSpec().getIp(), ipv4, ipv6);
          }
        }
      }
    }
    List<ManagementAddress> addresses = new ArrayList<>(ipv4);
    addresses.addAll(ipv6);
    return addresses;
  }

  private static void addAddresses(
      HostIpConfig ip, Set<ManagementAddress> ipv4, Set<ManagementAddress> ipv6) {
    if (ip == null) {
      return;
    }
    if (ip.getIpAddress() != null && !ip.getIpAddress().isBlank()) {
      ipv4.add(new ManagementAddress(ip.getIpAddress(), prefixLength(ip.getSubnetMask())));
    }
    if (ip.getIpV6Config() != null) {
      for (HostIpConfigIpV6Address address : ip.getIpV6Config().getIpV6Address()) {
        // A link-local address means nothing beyond the host's own network segment.
        if (!address.getIpAddress().toLowerCase(Locale.ROOT).startsWith("fe80:")) {
          ipv6.add(
              new ManagementAddress(
                  address.getIpAddress(), OptionalInt.of(address.getPrefixLength())));
        }
      }
    }
  }

  /** The number of leading ones in a dotted IPv4 mask; empty for what is no mask. */
  private static OptionalInt prefixLength(@Nullable String mask) {
    if (mask == null || !mask.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return OptionalInt.empty();
    }
    int bits = 0;
    for (String part : mask.split("\\.", -1)) {
      bits = (bits << 8) | (Integer.parseInt(part) & 0xff);
    }
    int length = Integer.numberOfLeadingZeros(~bits);
    return length == Integer.bitCount(bits) ? OptionalInt.of(length) : OptionalInt.empty();
  }

  private static Optional<Thumbprint> thumbprint(Optional<String> recorded) {
    return recorded.filter(text -> !text.isBlank()).flatMap(HostReader::parse);
  }

  private static Optional<Thumbprint> parse(String text) {
    try {
      return Optional.of(Thumbprint.parse(text));
    } catch (IllegalArgumentException e) {
      // Some servers record a thumbprint of another digest; what cannot be compared is as good as
      // none.
      return Optional.empty();
    }
  }
}
