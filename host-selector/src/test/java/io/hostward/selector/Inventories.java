package io.hostward.selector;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.HostSnapshot.Power;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.ManagementAddress;
import io.hostward.inventory.Mount;
import io.hostward.inventory.Mount.AccessMode;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Snapshots by hand. */
final class Inventories {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final long GIGABIT = 1_000_000_000L;

  private Inventories() {}

  static SelectionContext context() {
    return SelectionContext.of(NOW, OptionalLong.of(1L << 30));
  }

  static InventorySnapshot of(HostSnapshot... hosts) {
    return ofMounts(Arrays.stream(hosts).map(Inventories::mount).toList());
  }

  static InventorySnapshot ofMounts(List<Mount> mounts) {
    return new InventorySnapshot(
        new DatastoreSnapshot(
            "datastore-1",
            "vmstore",
            "DC",
            Optional.of("NFS"),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            true,
            "normal"),
        mounts,
        NOW);
  }

  static Mount mount(HostSnapshot host) {
    return new Mount(host, AccessMode.READ_WRITE, true, Optional.of(true), Optional.empty());
  }

  /** A usable, idle host with a line of 10 Gb/s. */
  static HostSnapshot host(String name) {
    return host(name, load(0.1, 0.1, 0.1, 10, 1));
  }

  static HostSnapshot host(String name, HostLoad load) {
    return host(name, Connection.CONNECTED, List.of(), load);
  }

  static HostSnapshot at(String name, String address, int prefix) {
    return host(
        name,
        Connection.CONNECTED,
        List.of(
            new ManagementAddress(
                address, prefix < 0 ? OptionalInt.empty() : OptionalInt.of(prefix))),
        HostLoad.UNKNOWN);
  }

  static HostSnapshot disconnected(String name) {
    return host(name, Connection.DISCONNECTED, List.of(), HostLoad.UNKNOWN);
  }

  static HostSnapshot inCluster(String name, String cluster) {
    HostSnapshot host = host(name);
    return new HostSnapshot(
        host.id(),
        name,
        Optional.of(cluster),
        host.connection(),
        host.power(),
        false,
        false,
        host.management(),
        host.thumbprint(),
        host.load(),
        List.of());
  }

  /** Shares of CPU, memory and network; Gb/s; milliseconds; measured now. */
  static HostLoad load(double cpu, double memory, double network, double gigabits, double latency) {
    return loadAt(NOW, cpu, memory, network, gigabits, latency);
  }

  static HostLoad loadAt(
      Instant at, double cpu, double memory, double network, double gigabits, double latency) {
    return new HostLoad(
        Optional.of(new Figure(cpu, at)),
        Optional.of(new Figure(memory, at)),
        Optional.of(new Figure(network * gigabits * GIGABIT / 8, at)),
        OptionalLong.of((long) (gigabits * GIGABIT)),
        Optional.of(new Figure(latency, at)));
  }

  static List<String> names(Selection selection) {
    return selection.ranked().stream().map(RankedHost::host).map(HostSnapshot::name).toList();
  }

  static HostId id(String name) {
    return new HostId("host-" + name);
  }

  private static HostSnapshot host(
      String name, Connection connection, List<ManagementAddress> management, HostLoad load) {
    return new HostSnapshot(
        id(name),
        name,
        Optional.empty(),
        connection,
        Power.ON,
        false,
        false,
        management,
        Optional.empty(),
        load,
        List.of());
  }
}
