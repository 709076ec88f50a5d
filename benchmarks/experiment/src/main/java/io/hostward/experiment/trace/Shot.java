package io.hostward.experiment.trace;

import io.hostward.experiment.UploadRecord;
import io.hostward.inventory.HostId;
import io.hostward.vsphere.TrafficSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One upload through vCenter, and what the hosts' counters showed. Times are the server's.
 *
 * @param bytes how many were sent
 * @param sending when they were sent
 * @param window the same, widened by what is uncertain about the clocks
 * @param others when other test files were sent
 * @param points how far the bytes had come, by the upload's events
 * @param samples the last hour of each host that shows counters
 * @param doubts what makes the times uncertain
 */
public record Shot(
    long bytes,
    Span sending,
    Span window,
    List<Span> others,
    List<UploadRecord.Point> points,
    Map<HostId, List<TrafficSample>> samples,
    List<String> doubts) {
  /** Copies lists and map. */
  public Shot {
    others = List.copyOf(others);
    points = List.copyOf(points);
    samples = Map.copyOf(new HashMap<>(samples));
    doubts = List.copyOf(doubts);
  }
}
