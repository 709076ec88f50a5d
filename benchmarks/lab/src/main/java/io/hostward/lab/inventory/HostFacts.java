package io.hostward.lab.inventory;

import com.vmware.vim25.HostConfigSummary;
import com.vmware.vim25.HostHardwareSummary;
import com.vmware.vim25.HostListSummary;
import com.vmware.vim25.HostListSummaryQuickStats;
import com.vmware.vim25.HostRuntimeInfo;
import com.vmware.vim25.HostSystemConnectionState;
import com.vmware.vim25.HostSystemPowerState;
import com.vmware.vim25.ManagedEntityStatus;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.HostTrust;
import io.hostward.lab.state.HostState;
import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.Times;
import java.time.Instant;

/** {@code HostSystem.summary} and {@code runtime} of one host, as they are now. */
final class HostFacts {
  /** What a real one reports: the port of the agent, not of HTTPS. */
  private static final int AGENT_PORT = 902;

  private final Ref ref;
  private final HostState state;
  private final ServerProfile profile;
  private final Instant booted;
  private final CpuUse cpu;

  HostFacts(Ref ref, HostState state, ServerProfile profile, Instant booted, CpuUse cpu) {
    this.ref = ref;
    this.state = state;
    this.profile = profile;
    this.booted = booted;
    this.cpu = cpu;
  }

  HostListSummary summary() {
    var summary = new HostListSummary();
    summary.setHost(ref.toVim());
    summary.setHardware(hardware());
    summary.setRuntime(runtime());
    summary.setConfig(config());
    summary.setQuickStats(quickStats());
    summary.setOverallStatus(connected() ? ManagedEntityStatus.GREEN : ManagedEntityStatus.RED);
    summary.setRebootRequired(false);
    return summary;
  }

  HostRuntimeInfo runtime() {
    var runtime = new HostRuntimeInfo();
    runtime.setConnectionState(HostSystemConnectionState.fromValue(state.connection().wireName()));
    runtime.setPowerState(HostSystemPowerState.fromValue(state.power().wireName()));
    var standby = state.standby();
    if (standby != null) {
      runtime.setStandbyMode(standby.wireName());
    }
    runtime.setInMaintenanceMode(state.maintenance());
    runtime.setInQuarantineMode(state.quarantine());
    if (connected()) {
      runtime.setBootTime(Times.of(booted));
    }
    return runtime;
  }

  private HostHardwareSummary hardware() {
    HostModel model = state.model();
    var hardware = new HostHardwareSummary();
    hardware.setVendor("Hostward");
    hardware.setModel("Lab host");
    hardware.setUuid(HostIds.uuid(model));
    hardware.setMemorySize(model.memoryBytes());
    hardware.setCpuModel("Lab CPU");
    hardware.setCpuMhz(model.cpuMhz());
    hardware.setNumCpuPkgs((short) 1);
    hardware.setNumCpuCores((short) model.cpuCores());
    hardware.setNumCpuThreads((short) (2 * model.cpuCores()));
    hardware.setNumNics(model.pnics().size());
    hardware.setNumHBAs(1);
    return hardware;
  }

  private HostConfigSummary config() {
    var config = new HostConfigSummary();
    config.setName(state.name());
    config.setPort(AGENT_PORT);
    HostTrust trust = state.model().trust();
    if (trust == HostTrust.SHA1 || trust == HostTrust.SHA1_AND_SHA256) {
      config.setSslThumbprint(state.identity().sha1());
    }
    config.setProduct(new ServerProfile(false, profile.version()).about());
    config.setVmotionEnabled(true);
    config.setFaultToleranceEnabled(false);
    return config;
  }

  /** Figures are there only while the host is connected. */
  private HostListSummaryQuickStats quickStats() {
    var stats = new HostListSummaryQuickStats();
    if (connected()) {
      stats.setOverallCpuUsage(cpu.mhz(state));
      stats.setOverallMemoryUsage(state.load().memoryMb());
      stats.setDistributedCpuFairness(0);
      stats.setDistributedMemoryFairness(0);
      stats.setUptime(86_400);
    }
    return stats;
  }

  private boolean connected() {
    return state.connection() == ConnectionState.CONNECTED;
  }
}
