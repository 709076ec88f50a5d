package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.Tally;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether what may be copied from another datastore is, from which, or whether it is waited
 * for or sent. One datastore is sent a file; from it others copy, and from these again others: as a
 * tree that doubles. Waiting has an end: of what stands still nobody waits for long. Not
 * thread-safe.
 */
final class Copying {
  /** What copies over a slow network were seen to make, as long as nothing is measured here. */
  private static final double SLOW = 5e6;

  private static final int REMEMBERED = 500;

  /** So many times as long as a copy should take may one take before it counts as stalled. */
  private static final double SLACK = 4;

  private final CopyLimits limits;
  private final Map<String, Set<String>> hosts;
  private final Function<String, @Nullable Lane> lanes;
  private final Holders holders;
  private final Map<String, Integer> copies = new HashMap<>();
  private final Map<DatastorePath, Waited> waits =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DatastorePath, Waited> eldest) {
          return size() > REMEMBERED;
        }
      };
  private boolean waiting;
  private final MeasuredRate uploads = new MeasuredRate();
  private final MeasuredRate copied = new MeasuredRate();

  /** What was last heard of something that is waited for, and when it had changed. */
  private record Waited(double progress, Instant since) {}

  /** A decision. */
  enum Kind {
    /** Begin it. */
    BEGIN,
    /** Not yet. */
    WAIT
  }

  /**
   * What to do with a task.
   *
   * @param task as it is to be carried out
   */
  record Choice(Kind kind, Task task) {}

  Copying(
      CopyLimits limits,
      Map<String, Set<String>> hosts,
      Function<String, @Nullable Lane> lanes,
      Backlog backlog) {
    this.limits = limits;
    this.hosts = hosts;
    this.lanes = lanes;
    this.holders = new Holders(backlog);
  }

  Choice choose(Task task, Collection<RunningTask> running, Instant now) throws IOException {
    if (!task.isFannedOut()) {
      return new Choice(Kind.BEGIN, task);
    } else if (areUploadsFaster()) {
      return new Choice(Kind.BEGIN, task.sent());
    }
    Optional<DatastorePath> free =
        holders.of(task).stream()
            .filter(holder -> shareHost(holder.datastore(), task.datastore()))
            .filter(holder -> count(holder) < limits.perSource())
            .min(Comparator.comparingInt(this::count));
    if (free.isPresent()) {
      return new Choice(Kind.BEGIN, task.copiedFrom(free.get()));
    }
    if (isWorthWaiting(task, running, now)) {
      waiting = true;
      return new Choice(Kind.WAIT, task);
    }
    return new Choice(Kind.BEGIN, task.sent());
  }

  /** A new look at all queues begins: what waits is found anew. */
  void lookAnew() {
    waiting = false;
  }

  private boolean areUploadsFaster() {
    return copied.bytesPerSecond() > 0
        && uploads.bytesPerSecond() > limits.faster() * copied.bytesPerSecond();
  }

  private boolean shareHost(String one, String other) {
    var here = hosts.getOrDefault(one, Set.of());
    return hosts.getOrDefault(other, Set.of()).stream().anyMatch(here::contains);
  }

  private int count(DatastorePath holder) {
    return copies.getOrDefault(holder.datastore(), 0);
  }

  /** As long as copies of it are made, or the first is on its way or in a queue that moves. */
  private boolean isWorthWaiting(Task task, Collection<RunningTask> running, Instant now)
      throws IOException {
    DatastorePath origin = task.copyFrom().orElseThrow();
    if (!shareHost(origin.datastore(), task.datastore())) {
      return false;
    }
    int having = holders.of(task).size();
    Lane lane = lanes.apply(origin.datastore());
    if (having == 0 && (lane == null || !lane.isSending())) {
      return false;
    }
    double progress = having * 1e18 + (lane == null ? 0 : progress(lane, running));
    Waited before = waits.get(origin);
    if (before == null || before.progress() != progress) {
      waits.put(origin, new Waited(progress, now));
      return true;
    }
    return Duration.between(before.since(), now).compareTo(patience(task, having)) < 0;
  }

  private static double progress(Lane lane, Collection<RunningTask> running) {
    Tally.Amount moved = lane.tally().arrived().plus(lane.sent());
    long sent = moved.bytes() + moved.deliveries();
    for (RunningTask task : running) {
      sent += task.lane() == lane ? task.progress().sent() : 0;
    }
    return sent;
  }

  private Duration patience(Task task, int having) {
    if (having == 0) {
      return limits.patience();
    }
    double rate = copied.bytesPerSecond() > 0 ? copied.bytesPerSecond() / SLACK : SLOW;
    return limits.patience().plusMillis((long) (1e3 * task.bytes() / rate));
  }

  /** Returns when to look again, if anything is waited for. */
  Optional<Instant> looksAgain(Instant now) {
    return waiting
        ? Optional.of(now.plus(limits.patience().dividedBy(4)).plusMillis(1))
        : Optional.empty();
  }

  void begun(Task task) {
    if (task.isFannedOut()) {
      copies.merge(source(task), 1, Integer::sum);
    }
  }

  void ended(RunningTask ended, CarryResult result, Instant now) {
    Task task = ended.task();
    if (task.isFannedOut()) {
      copies.computeIfPresent(source(task), (name, count) -> count == 1 ? null : count - 1);
    }
    if (result instanceof CarryResult.Arrived arrived && !arrived.wasThere()) {
      Duration time = Duration.between(ended.progress().since(), now);
      if (arrived.copied()) {
        copied.measured(task.bytes(), time);
      } else if (task.bytes() >= 1 << 20) {
        uploads.measured(task.bytes(), time);
      }
    }
  }

  private static String source(Task task) {
    return task.copyFrom().orElseThrow().datastore();
  }

  /** It stands there, and that is written down. */
  void written(Task task) {
    holders.add(task);
  }

  /** A folder was published: what was copied from where it was kept is copied from there now. */
  void published() {
    holders.forget();
  }
}
