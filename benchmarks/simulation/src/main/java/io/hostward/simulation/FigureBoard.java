package io.hostward.simulation;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What vCenter shows: means over samples of 20 seconds, uploads included, seen by clients only
 * after the scenario's age of figures.
 */
final class FigureBoard {
  static final double SAMPLE = 20;

  /** The share of a host's processors that uploads at the speed of its line take. */
  private static final double CPU_PER_LINE = 0.1;

  private static final Instant EPOCH = Instant.parse("2026-11-22T00:00:00Z");

  private final Scenario scenario;
  private final List<InventorySnapshot> samples = new ArrayList<>();
  private final double[] movedBefore;

  FigureBoard(Scenario scenario) {
    this.scenario = scenario;
    this.movedBefore = new double[scenario.hosts().size()];
    // Before the start there was only what others do.
    samples.add(snapshot(0, new double[scenario.hosts().size()]));
  }

  static Instant instant(double time) {
    return EPOCH.plusNanos(Math.round(time * 1e9));
  }

  static HostId id(int host) {
    return new HostId("host-" + host);
  }

  static int number(HostId id) {
    return Integer.parseInt(id.value().substring("host-".length()));
  }

  /** Takes a sample every 20 seconds for as long as the simulation runs. */
  void follow(Topology topology) {
    topology.engine().at(samples.size() * SAMPLE, () -> sample(topology));
  }

  /** Returns what a client sees. */
  InventorySnapshot seenAt(double time) {
    int number = (int) Math.floor((time - scenario.figureAge()) / SAMPLE);
    return samples.get(Math.max(0, Math.min(number, samples.size() - 1)));
  }

  private void sample(Topology topology) {
    double[] rates = new double[movedBefore.length];
    for (int i = 0; i < rates.length; i++) {
      double moved = topology.moved(i);
      rates[i] = (moved - movedBefore[i]) / SAMPLE;
      movedBefore[i] = moved;
    }
    samples.add(snapshot(samples.size() * SAMPLE, rates));
    follow(topology);
  }

  private InventorySnapshot snapshot(double time, double[] rates) {
    List<Mount> mounts = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      mounts.add(
          new Mount(
              host(i, time, rates[i]),
              AccessMode.READ_WRITE,
              true,
              Optional.of(true),
              Optional.empty()));
    }
    DatastoreSnapshot datastore =
        new DatastoreSnapshot(
            "datastore-1",
            "vmstore",
            "DC",
            Optional.of("NFS"),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            true,
            "normal");
    return new InventorySnapshot(datastore, mounts, instant(time));
  }

  private HostSnapshot host(int number, double time, double rate) {
    SimHost host = scenario.hosts().get(number);
    boolean responding = time < host.diesAt() + Scenario.HEARTBEAT;
    // An older scenario starts with figures that were measured before its first second.
    Instant measured = instant(time == 0 ? Math.min(0, -scenario.figureAge()) : time);
    return new HostSnapshot(
        id(number),
        host.name(),
        Optional.empty(),
        responding ? Connection.CONNECTED : Connection.NOT_RESPONDING,
        responding ? Power.ON : Power.UNKNOWN,
        false,
        false,
        List.of(
            new ManagementAddress("10." + host.site() + ".0." + (number + 1), OptionalInt.of(16))),
        Optional.empty(),
        load(host, measured, Math.max(0, time - SAMPLE / 2), rate),
        List.of());
  }

  private static HostLoad load(SimHost host, Instant measured, double middle, double rate) {
    double cpu = Math.min(1, host.cpu().at(middle) + CPU_PER_LINE * rate / host.line());
    double network = host.network().at(middle) * host.line() + rate;
    double busy = Math.min(0.95, network / host.line());
    return new HostLoad(
        Optional.of(new Figure(cpu, measured)),
        Optional.of(new Figure(host.memory(), measured)),
        Optional.of(new Figure(network, measured)),
        OptionalLong.of(Math.round(host.line() * 8)),
        // A queue's delay: 1 ms when idle, 4 ms at three quarters.
        Optional.of(new Figure(1 / (1 - busy * 0.9), measured)));
  }
}
