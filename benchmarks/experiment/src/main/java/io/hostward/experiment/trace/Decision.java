package io.hostward.experiment.trace;

import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.vsphere.TrafficSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides which host carried the bytes: Bayes' rule over the hosts, each as likely as the others
 * before, and "none of these". A pure function of what was sent, when, and what counters showed.
 */
final class Decision {
  /** That the bytes went through none of the hosts, before anything was seen. */
  private static final double NONE_OF_THESE = 0.01;

  /** A host is named only if it received about what was sent, in shares of that. */
  private static final double LEAST_SHARE = 0.7;

  private static final double MOST_SHARE = 1.5;

  /** Give or take so many standard deviations of what is usual. */
  private static final double MARGIN = 3;

  private final List<HostSnapshot> hosts;
  private final List<Shot> shots;

  private Decision(List<HostSnapshot> hosts, List<Shot> shots) {
    this.hosts = hosts;
    this.shots = shots;
  }

  /**
   * Decides.
   *
   * @param hosts those through which vCenter may have relayed
   * @param shots uploads that are taken to have gone through the same host
   */
  static Verdict of(List<HostSnapshot> hosts, List<Shot> shots) {
    return new Decision(List.copyOf(hosts), List.copyOf(shots)).decide();
  }

  private Verdict decide() {
    List<HostEvidence> seen = probable(hosts.stream().map(host -> overall(host, shots)).toList());
    long sent = shots.stream().mapToLong(Shot::bytes).sum();
    if (seen.isEmpty()) {
      return new Verdict(
          sent,
          Optional.empty(),
          0,
          seen,
          List.of("no host that mounts the datastore is connected"));
    }
    HostEvidence best = seen.get(0);
    List<String> doubts = new ArrayList<>();
    if (disagree()) {
      doubts.add("the uploads of this round seem to have gone through different hosts");
    }
    shots.forEach(
        shot -> shot.doubts().stream().filter(d -> !doubts.contains(d)).forEach(doubts::add));
    boolean named = best.probability() >= Verdict.SURE && explains(best.host()) && !disagree();
    if (!named) {
      doubts.addAll(0, Reasons.of(seen, sent));
    }
    return new Verdict(
        sent, named ? Optional.of(best) : Optional.empty(), best.probability(), seen, doubts);
  }

  /** True if it received what was sent each time, and at least once not much more. */
  private boolean explains(HostId host) {
    boolean bounded = false;
    for (Shot shot : shots) {
      Optional<Excess> seen = excess(shot, shot.samples().getOrDefault(host, List.of()), true);
      if (seen.isPresent()) {
        double margin = MARGIN * seen.get().scale();
        if (seen.get().bytes() + margin < LEAST_SHARE * shot.bytes()) {
          return false;
        }
        bounded |= seen.get().bytes() - margin <= MOST_SHARE * shot.bytes();
      }
    }
    return bounded;
  }

  /** True if single uploads point to different hosts, each with some certainty. */
  private boolean disagree() {
    return shots.size() > 1
        && shots.stream()
                .map(shot -> probable(hosts.stream().map(h -> overall(h, List.of(shot))).toList()))
                .filter(seen -> !seen.isEmpty() && seen.get(0).probability() >= 0.95)
                .map(seen -> seen.get(0).host())
                .distinct()
                .count()
            > 1;
  }

  private static List<HostEvidence> probable(List<HostEvidence> evidence) {
    if (evidence.isEmpty()) {
      return evidence;
    }
    double largest = evidence.stream().mapToDouble(HostEvidence::logRatio).max().orElseThrow();
    double shift = Math.max(0, largest);
    double prior = (1 - NONE_OF_THESE) / evidence.size();
    double sum = NONE_OF_THESE * Math.exp(-shift);
    for (HostEvidence host : evidence) {
      sum += prior * Math.exp(host.logRatio() - shift);
    }
    double all = sum;
    return evidence.stream()
        .map(host -> host.with(prior * Math.exp(host.logRatio() - shift) / all))
        .sorted(Comparator.comparingDouble(HostEvidence::probability).reversed())
        .toList();
  }

  private HostEvidence overall(HostSnapshot host, List<Shot> looked) {
    double logRatio = 0;
    OptionalDouble received = OptionalDouble.empty();
    OptionalDouble written = OptionalDouble.empty();
    double variance = 0;
    Optional<String> unseen = Optional.empty();
    for (Shot shot : looked) {
      List<TrafficSample> samples = shot.samples().getOrDefault(host.id(), List.of());
      Optional<Excess> net = excess(shot, samples, true);
      if (net.isEmpty()) {
        unseen = Optional.of(whyUnseen(host.id(), shot, samples));
        continue;
      }
      logRatio += Likelihood.logRatio(net.get(), shot.bytes());
      received = plus(received, net.get().bytes());
      variance += net.get().scale() * net.get().scale();
      Optional<Excess> disk = excess(shot, samples, false);
      if (disk.isPresent()) {
        logRatio += Likelihood.logRatioOfWitness(disk.get(), shot.bytes());
        written = plus(written, disk.get().bytes());
      }
    }
    return new HostEvidence(
        host.id(),
        host.name(),
        received,
        written,
        received.isPresent() ? OptionalDouble.of(Math.sqrt(variance)) : OptionalDouble.empty(),
        logRatio,
        0,
        received.isPresent() ? Optional.empty() : unseen);
  }

  private static Optional<Excess> excess(Shot shot, List<TrafficSample> samples, boolean network) {
    return Excess.of(
        samples,
        network ? TrafficSample::received : TrafficSample::written,
        shot.window(),
        shot.others(),
        shot.bytes());
  }

  private static OptionalDouble plus(OptionalDouble sum, double more) {
    return OptionalDouble.of(sum.orElse(0) + more);
  }

  private static String whyUnseen(HostId host, Shot shot, List<TrafficSample> samples) {
    if (samples.isEmpty()) {
      return "vCenter shows no network counters of it to this user";
    }
    TrafficSample newest = samples.get(samples.size() - 1);
    if (newest.end().isBefore(shot.window().to())) {
      return "its samples came too late: the newest ends at " + newest.end();
    }
    long before =
        samples.stream().filter(sample -> sample.end().isBefore(shot.window().from())).count();
    return before < Excess.LEAST
        ? String.format(
            Locale.ROOT,
            "it has %d samples from before, %d are needed to know what is usual",
            before,
            Excess.LEAST)
        : "its samples of the time of the upload are missing";
  }
}
