package io.hostward.pipeline;

import io.hostward.net.Printable;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.RoutePreference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in one line why an upload goes through vCenter's relay, and not to a host. */
final class RelayReason {
  /** More than these say nothing new, as a rule. */
  private static final int MOST_HOSTS = 5;

  private static final int LONGEST_PROBLEM = 160;

  private RelayReason() {}

  static String of(UploadJob job) {
    return of(
        job.request().routes(),
        job.events().account().selection(),
        job.events().account().failed());
  }

  static String of(
      RoutePreference routes, Optional<Selection> selection, List<FailedAttempt> failed) {
    if (!routes.allowsDirect()) {
      return "the request allows the relay alone";
    }
    List<Rejection> refused = selection.map(Selection::refused).orElse(List.of());
    if (failed.isEmpty() && refused.isEmpty()) {
      return "no host mounts the datastore, as far as this user may see";
    }
    List<String> hosts =
        Stream.concat(
                failed.stream()
                    .map(attempt -> attempt.route().server() + " failed: " + shortened(attempt)),
                refused.stream().map(host -> host.host().name() + " refused: " + host.reason()))
            .map(Printable::of)
            .toList();
    return "no host took it: " + listed(hosts);
  }

  private static String listed(List<String> hosts) {
    List<String> told = new ArrayList<>(hosts.subList(0, Math.min(MOST_HOSTS, hosts.size())));
    if (hosts.size() > MOST_HOSTS) {
      told.add("and " + (hosts.size() - MOST_HOSTS) + " more");
    }
    return String.join("; ", told);
  }

  private static String shortened(FailedAttempt attempt) {
    String problem = attempt.problem();
    return problem.length() <= LONGEST_PROBLEM
        ? problem
        : problem.substring(0, LONGEST_PROBLEM) + "...";
  }
}
