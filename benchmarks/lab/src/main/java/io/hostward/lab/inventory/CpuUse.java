package io.hostward.lab.inventory;

import io.hostward.lab.state.HostState;

/** Tells how much CPU a host uses now, in MHz over all cores. */
@FunctionalInterface
public interface CpuUse {
  int mhz(HostState host);
}
