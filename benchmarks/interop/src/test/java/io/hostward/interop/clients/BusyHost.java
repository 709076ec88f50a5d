package io.hostward.interop.clients;

import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.Load;
import java.util.Map;

/** A lab with a host whose load has been the same for an hour, so that its counters are known. */
final class BusyHost {
  static final String NAME = "ESX2";

  /** Hundredths of a percent: half of 16 cores of 2.4 GHz, a quarter of 64 GiB. */
  static final Map<String, Long> USAGE =
      Map.of("cpu.usage.average", 5000L, "mem.usage.average", 2500L);

  private BusyHost() {}

  static LabModel model() {
    Load load = Load.IDLE.withCpuMhz(16 * 1200).withMemoryMb(16 << 10);
    return LabModel.standard(2).toBuilder().host(NAME, host -> host.load(load)).build();
  }
}
