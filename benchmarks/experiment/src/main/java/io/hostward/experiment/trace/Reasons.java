package io.hostward.experiment.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why it cannot be told which host carried the bytes, in words, with what to do about it. */
final class Reasons {
  /** Of what was sent: a host that received less has not carried it. */
  private static final double ABOUT_ALL = 0.6;

  /** A file is large enough if it stands out of what is usual by this factor. */
  private static final double STANDS_OUT = 10;

  private Reasons() {}

  static List<String> of(List<HostEvidence> hosts, long sent) {
    List<HostEvidence> seen = hosts.stream().filter(host -> host.unseen().isEmpty()).toList();
    List<HostEvidence> unseen = hosts.stream().filter(host -> host.unseen().isPresent()).toList();
    List<String> reasons = new ArrayList<>();
    unseen.stream()
        .collect(Collectors.groupingBy(host -> host.unseen().orElseThrow()))
        .forEach((why, those) -> reasons.add(names(those) + ": " + why));
    if (seen.isEmpty()) {
      return reasons;
    }
    List<HostEvidence> full =
        seen.stream().filter(host -> host.received().orElse(0) >= ABOUT_ALL * sent).toList();
    HostEvidence noisiest =
        seen.stream().max(Comparator.comparingDouble(host -> host.usual().orElse(0))).orElseThrow();
    double usual = noisiest.usual().orElse(0);
    if (usual * STANDS_OUT > sent) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "too small a file: what %s receives varies by %s, and %s were sent; use --size %dMiB"
                  + " or more, or a quieter hour",
              noisiest.name(),
              megabytes(usual),
              megabytes(sent),
              (long) Math.ceil(usual * STANDS_OUT / (1 << 20))));
    }
    if (full.size() > 1) {
      reasons.add(
          names(full)
              + " all received about as much as was sent; one may run the virtual machine that is"
              + " vCenter, or have begun something else at the same time");
    } else if (full.isEmpty()) {
      reasons.add(
          unseen.isEmpty()
              ? "no host received about as much as was sent"
              : "none of the hosts that show counters received about as much as was sent");
    }
    return reasons;
  }

  private static String names(List<HostEvidence> hosts) {
    return hosts.stream().map(HostEvidence::name).sorted().collect(Collectors.joining(", "));
  }

  private static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
