package io.hostward.vsphere.load;

import com.vmware.vim25.HostListSummaryQuickStats;
import com.vmware.vim25.PhysicalNic;
import io.hostward.inventory.Figure;
import io.hostward.inventory.HostLoad;
import io.hostward.vsphere.session.Properties;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a host's summary tells of its load: coarse, but it comes with the host's other properties at
 * no further call.
 *
 * <p>A figure of zero is left out. A host that runs uses some processor and memory, and zero is
 * what servers show where they have no fresh figure.
 */
public final class QuickLoad {
  private static final long MEGABIT = 1_000_000;

  private QuickLoad() {}

  public static HostLoad of(Properties host, Instant now) {
    Optional<HostListSummaryQuickStats> stats =
        host.get("summary.quickStats", HostListSummaryQuickStats.class);
    return new HostLoad(
        share(stats.map(HostListSummaryQuickStats::getOverallCpuUsage), cpuMhz(host), now),
        share(
            stats.map(HostListSummaryQuickStats::getOverallMemoryUsage).map(mb -> mb * 0x1p20),
            host.get("summary.hardware.memorySize", Long.class),
            now),
        Optional.empty(),
        lineSpeed(host),
        Optional.empty());
  }

  private static Optional<? extends Number> cpuMhz(Properties host) {
    return host.get("summary.hardware.cpuMhz", Integer.class)
        .flatMap(
            mhz ->
                host.get("summary.hardware.numCpuCores", Short.class)
                    .map(cores -> (double) mhz * cores));
  }

  private static Optional<Figure> share(
      Optional<? extends Number> used, Optional<? extends Number> capacity, Instant now) {
    double of = capacity.map(Number::doubleValue).orElse(0.0);
    double use = used.map(Number::doubleValue).orElse(0.0);
    return of > 0 && use > 0
        ? Optional.of(new Figure(Math.min(1, use / of), now))
        : Optional.empty();
  }

  private static OptionalLong lineSpeed(Properties host) {
    return host.list("config.network.pnic", PhysicalNic.class).stream()
        .filter(nic -> nic.getLinkSpeed() != null && nic.getLinkSpeed().getSpeedMb() > 0)
        .mapToLong(nic -> nic.getLinkSpeed().getSpeedMb() * MEGABIT)
        .max();
  }
}
