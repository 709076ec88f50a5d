package io.hostward.experiment.testbed;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One copy of the file, and what the meters showed.
 *
 * @param round 1 is the first
 * @param datastore where it went
 * @param way how it was to go
 * @param bytes the file's size
 * @param route the route that was taken, in words; empty if none was
 * @param seconds from the begin of the upload to its end
 * @param untilFirstByte seconds until bytes were sent
 * @param transferSeconds from the start of the one request to the server's answer; 0 if it failed
 * @param bytesPerSecond size over that; 0 if it failed
 * @param carrier the host into whose interface the file went, as the kernel counted; empty if none
 * @param interfaces what passed each interface, by the nodes' names
 * @param meters the same while it went on
 * @param problem why the file did not arrive; empty if it did
 */
public record Copy(
    int round,
    String datastore,
    Way way,
    long bytes,
    String route,
    double seconds,
    double untilFirstByte,
    double transferSeconds,
    long bytesPerSecond,
    Optional<String> carrier,
    Map<String, InterfaceCounters> interfaces,
    List<Reading> meters,
    Optional<String> problem) {
  /** Less than this part of the file is not the file. */
  private static final double MOST_OF_IT = 0.9;

  /** How a file goes. */
  public enum Way {
    /** Through vCenter, in place, as the tools of 2013 sent it. */
    RELAY,
    /** As Hostward does: to a host, under a temporary name, verified and moved. */
    DIRECT
  }

  /**
   * The meters at one moment.
   *
   * @param seconds since the upload was told to begin
   * @param interfaces what had passed each interface by then
   */
  public record Reading(double seconds, Map<String, InterfaceCounters> interfaces) {
    /** Copies the map. */
    public Reading {
      interfaces = new LinkedHashMap<>(interfaces);
    }
  }

  /** Copies list and map. */
  public Copy {
    interfaces = new LinkedHashMap<>(interfaces);
    meters = List.copyOf(meters);
  }

  static Copy of(
      int round,
      String datastore,
      Way way,
      long bytes,
      UploadTimes times,
      Map<String, InterfaceCounters> interfaces,
      List<Reading> meters,
      List<String> hosts) {
    double transfer = times.transferSeconds();
    return new Copy(
        round,
        datastore,
        way,
        bytes,
        times.route(),
        times.seconds(),
        times.untilFirstByte(),
        transfer,
        transfer > 0 ? (long) (bytes / transfer) : 0,
        carrier(bytes, interfaces, hosts),
        interfaces,
        meters,
        times.problem());
  }

  /** Returns true if as much as the file came into a node's interface and left it again. */
  boolean passedThrough(String node) {
    InterfaceCounters passed = interfaces.getOrDefault(node, new InterfaceCounters(0, 0));
    return Math.min(passed.received(), passed.sent()) >= bytes * MOST_OF_IT;
  }

  /** Returns the host that received most, if that can be the file. */
  static Optional<String> carrier(
      long bytes, Map<String, InterfaceCounters> interfaces, List<String> hosts) {
    return interfaces.entrySet().stream()
        .filter(entry -> hosts.contains(entry.getKey()))
        .filter(entry -> entry.getValue().received() >= bytes * MOST_OF_IT)
        .max(Comparator.comparingLong(entry -> entry.getValue().received()))
        .map(Map.Entry::getKey);
  }
}
