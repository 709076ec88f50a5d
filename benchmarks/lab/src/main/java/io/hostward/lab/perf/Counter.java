package io.hostward.lab.perf;

import com.vmware.vim25.ElementDescription;
import com.vmware.vim25.PerfCounterInfo;
import com.vmware.vim25.PerfStatsType;
import com.vmware.vim25.PerfSummaryType;

/**
 * A performance counter of a host.
 *
 * @param group {@code net}
 * @param name {@code received}
 * @param rollup {@code average}
 * @param unit {@code kiloBytesPerSecond}; {@code percent} is in hundredths
 * @param instances what there is a figure for besides or instead of the aggregate
 * @param figure computes it
 */
record Counter(
    String group, String name, String rollup, String unit, Instances instances, Figure figure) {

  /** Of what a counter has figures. */
  enum Instances {
    /** Of the host as a whole, instance {@code ""}. */
    AGGREGATE,
    /** Of the host and of each physical network card. */
    NICS,
    /** Of each datastore, by uuid; there is no aggregate. */
    DATASTORES
  }

  /** Computes a figure. */
  @FunctionalInterface
  interface Figure {
    /**
     * The figure of one interval.
     *
     * @param instance empty for the aggregate, {@code vmnic0}, or the datastore's id in the model
     */
    long of(Sample sample, Host host, String instance);
  }

  /**
   * What does not change about a host.
   *
   * @param totalMhz of all cores
   * @param memoryMb physical memory
   * @param nics number of physical network cards
   */
  record Host(long totalMhz, long memoryMb, int nics) {}

  PerfCounterInfo info(int key) {
    var info = new PerfCounterInfo();
    info.setKey(key);
    info.setGroupInfo(element(group));
    info.setNameInfo(element(name));
    info.setUnitInfo(element(unit));
    info.setRollupType(PerfSummaryType.fromValue(rollup));
    info.setStatsType(
        unit.equals("kiloBytesPerSecond") || unit.equals("percent")
            ? PerfStatsType.RATE
            : PerfStatsType.ABSOLUTE);
    info.setLevel(1);
    info.setPerDeviceLevel(3);
    return info;
  }

  private static ElementDescription element(String key) {
    var element = new ElementDescription();
    element.setKey(key);
    element.setLabel(key);
    element.setSummary(key);
    return element;
  }
}
