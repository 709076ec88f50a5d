package io.hostward.experiment.compare;

import io.hostward.experiment.Flow;
import io.hostward.experiment.UploadRecord;
import io.hostward.experiment.report.Hop;
import io.hostward.inventory.HostSnapshot;
import io.hostward.transfer.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The way of a run's bytes, by the uploads' events, and by the servers' own counts if any. */
final class Hops {
  private Hops() {}

  static List<Hop> of(Measurement run, List<HostSnapshot> hosts) {
    Map<String, Long> direct = new TreeMap<>();
    long relayed = 0;
    for (UploadRecord upload : run.uploads()) {
      long bytes = upload.receipt().map(receipt -> receipt.bytes()).orElse(0L);
      if (upload.carrier().orElse(null) instanceof Route.Direct route) {
        direct.merge(route.host().name(), bytes, Long::sum);
      } else if (upload.carrier().isPresent()) {
        relayed += bytes;
      }
    }
    double seconds = Math.max(1e-3, run.elapsed().toNanos() / 1e9);
    List<Hop> hops = new ArrayList<>();
    if (relayed > 0) {
      hops.add(taken(Hop.CLIENT, Hop.VCENTER, 443, relayed, seconds));
      onwards(run, hops, relayed, seconds);
    }
    direct.forEach((host, bytes) -> hops.add(taken(Hop.CLIENT, host, 443, bytes, seconds)));
    for (HostSnapshot host : hosts) {
      if (!direct.containsKey(host.name())) {
        hops.add(Hop.notTaken(Hop.CLIENT, host.name(), 443));
      }
    }
    if (relayed == 0) {
      hops.add(Hop.notTaken(Hop.CLIENT, Hop.VCENTER, 443));
    }
    return hops;
  }

  /** Which host vCenter took is known where servers count, as in a lab. */
  private static void onwards(Measurement run, List<Hop> hops, long relayed, double seconds) {
    List<Flow> counted =
        run.flows().stream()
            .filter(flow -> !flow.server().equals(Flow.VCENTER) && flow.in902() > 0)
            .toList();
    if (counted.isEmpty()) {
      hops.add(taken(Hop.VCENTER, Hop.SOME_HOST, 902, relayed, seconds));
    }
    counted.forEach(
        flow -> hops.add(taken(Hop.VCENTER, flow.server(), 902, flow.in902(), seconds)));
  }

  private static Hop taken(String from, String to, int port, long bytes, double seconds) {
    return new Hop(from, to, port, true, bytes, Math.round(bytes / seconds));
  }
}
