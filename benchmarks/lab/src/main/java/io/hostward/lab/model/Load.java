package io.hostward.lab.model;

/**
 * The background load of one host, on top of which come the bytes that really pass through it.
 *
 * @param cpuMhz CPU in use over all cores, in MHz ({@code quickStats.overallCpuUsage})
 * @param memoryMb memory in use, in MB ({@code quickStats.overallMemoryUsage})
 * @param receivedKbps network bytes received by others, in kilobytes per second
 * @param transmittedKbps network bytes sent for others, in kilobytes per second
 * @param writtenKbps datastore bytes written by others, in kilobytes per second
 * @param writeLatencyMs total write latency of its datastores, in milliseconds
 */
public record Load(
    int cpuMhz,
    int memoryMb,
    long receivedKbps,
    long transmittedKbps,
    long writtenKbps,
    int writeLatencyMs) {

  /** A host with nothing to do. */
  public static final Load IDLE = new Load(120, 1500, 0, 0, 0, 1);

  public Load withCpuMhz(int value) {
    return new Load(value, memoryMb, receivedKbps, transmittedKbps, writtenKbps, writeLatencyMs);
  }

  public Load withMemoryMb(int value) {
    return new Load(cpuMhz, value, receivedKbps, transmittedKbps, writtenKbps, writeLatencyMs);
  }

  public Load withReceivedKbps(long value) {
    return new Load(cpuMhz, memoryMb, value, transmittedKbps, writtenKbps, writeLatencyMs);
  }

  public Load withTransmittedKbps(long value) {
    return new Load(cpuMhz, memoryMb, receivedKbps, value, writtenKbps, writeLatencyMs);
  }

  public Load withWrittenKbps(long value) {
    return new Load(cpuMhz, memoryMb, receivedKbps, transmittedKbps, value, writeLatencyMs);
  }

  public Load withWriteLatencyMs(int value) {
    return new Load(cpuMhz, memoryMb, receivedKbps, transmittedKbps, writtenKbps, value);
  }
}
