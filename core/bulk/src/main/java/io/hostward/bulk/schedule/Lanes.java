package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.Tally;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The queues of all datastores, and whose turn it is. Not thread-safe. */
final class Lanes {
  /** Whoever has least under way, and among these whoever has waited longest. */
  private static final Comparator<Lane> FAIRNESS =
      Comparator.<Lane>comparingInt(lane -> lane.round() > 1 ? 1 : 0)
          .thenComparingInt(Lane::underWay)
          .thenComparingLong(Lane::startedAt);

  private final Map<String, Lane> lanes = new TreeMap<>();
  private final HostSlots slots;
  private final boolean severalHosts;
  private final Copying copying;

  /** A datastore whose turn it is, and what it begins. */
  record Turn(Lane lane, Task task) {}

  /** What keeps a datastore, or what it can begin. */
  private record State(Waiting waiting, Optional<Task> task) {
    static State of(Waiting waiting) {
      return new State(waiting, Optional.empty());
    }
  }

  Lanes(Backlog backlog, ScheduleSettings settings) throws IOException {
    Map<String, Tally.Amount> sent = backlog.sent();
    Set<String> hosts = new HashSet<>();
    for (Map.Entry<String, Tally> entry : backlog.tallies().entrySet()) {
      Set<String> mounted = settings.hosts().getOrDefault(entry.getKey(), Set.of());
      hosts.addAll(mounted);
      Lane lane =
          new Lane(
              entry.getKey(),
              mounted,
              settings.datastoreLimits().getOrDefault(entry.getKey(), Integer.MAX_VALUE),
              entry.getValue(),
              backlog,
              settings.rule());
      lane.sentBefore(sent.getOrDefault(entry.getKey(), Tally.Amount.NONE));
      lanes.put(entry.getKey(), lane);
    }
    severalHosts = hosts.size() != 1;
    copying = new Copying(settings.copies(), settings.hosts(), lanes::get, backlog);
    slots =
        new HostSlots(
            settings.own(), settings.limits().oneOf(severalHosts, settings.limits().perHost()));
  }

  Collection<Lane> all() {
    return lanes.values();
  }

  HostSlots slots() {
    return slots;
  }

  void limits(ScheduleLimits limits) {
    slots.most(limits.oneOf(severalHosts, limits.perHost()));
  }

  boolean areOver() {
    return lanes.values().stream().allMatch(Lane::isOver);
  }

  Tally tally() {
    return lanes.values().stream().map(Lane::tally).reduce(Tally.NONE, Tally::plus);
  }

  /** Returns what was sent for new folders that have not appeared. */
  Tally.Amount sent() {
    return lanes.values().stream().map(Lane::sent).reduce(Tally.Amount.NONE, Tally.Amount::plus);
  }

  /** Returns the datastore whose turn it is, if there is one that can take a delivery now. */
  Optional<Turn> choose(ScheduleLimits limits, Collection<RunningTask> running, Instant now)
      throws IOException {
    int each = each(limits);
    copying.lookAnew();
    Turn best = null;
    for (Lane lane : lanes.values()) {
      if (best == null || FAIRNESS.compare(lane, best.lane()) < 0) {
        Optional<Task> task = state(lane, each, running, now).task();
        best = task.isPresent() ? new Turn(lane, task.get()) : best;
      }
    }
    return Optional.ofNullable(best);
  }

  private int each(ScheduleLimits limits) {
    long open = lanes.values().stream().filter(lane -> !lane.isOver()).limit(2).count();
    return limits.oneOf(open > 1, limits.perDatastore());
  }

  /** Returns what keeps a datastore's next delivery, its turn and the calls left aside. */
  Waiting waiting(Lane lane, ScheduleLimits limits, Collection<RunningTask> running, Instant now)
      throws IOException {
    return state(lane, each(limits), running, now).waiting();
  }

  private State state(Lane lane, int each, Collection<RunningTask> running, Instant now)
      throws IOException {
    if (lane.isOver()) {
      return State.of(Waiting.NOTHING);
    } else if (lane.underWay() >= Math.min(each, lane.most())) {
      return State.of(Waiting.DATASTORE);
    } else if (!lane.fill(now)) {
      return State.of(lane.underWay() > 0 ? Waiting.DATASTORE : Waiting.ROUND);
    }
    for (Task task : lane.window()) {
      Copying.Choice choice = copying.choose(task, running, now);
      if (choice.kind() == Copying.Kind.BEGIN) {
        return choice.task().copyFrom().isPresent() || hasHost(lane, running)
            ? new State(Waiting.TURN, Optional.of(choice.task()))
            : State.of(Waiting.HOSTS);
      }
    }
    return State.of(Waiting.COPY);
  }

  Copying copying() {
    return copying;
  }

  /** Those that have not chosen a host yet may choose one of these. */
  private boolean hasHost(Lane lane, Collection<RunningTask> running) {
    if (lane.hosts().stream().noneMatch(slots::isOwn)) {
      // No host at all is a matter for the relay, or for whoever carries it to find out.
      return true;
    }
    long choosing =
        running.stream()
            .filter(
                task -> task.isUnplaced() && (task.lane() == lane || shareHosts(task.lane(), lane)))
            .count();
    return slots.free(lane.hosts()) > choosing;
  }

  private static boolean shareHosts(Lane one, Lane other) {
    return one.hosts().stream().anyMatch(other.hosts()::contains);
  }

  /** Returns when the first of those that pause can go on. */
  Optional<Instant> resumes(Instant now) {
    return Stream.concat(
            lanes.values().stream().map(lane -> lane.resumes(now)),
            Stream.of(copying.looksAgain(now)))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  Stream<Lane> stream() {
    return lanes.values().stream();
  }
}
