package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunProgress.DatastoreProgress;
import io.hostward.bulk.progress.RunProgress.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schedule by hand: a backlog in memory, time that passes when it is told, a carrier likewise.
 */
abstract class ScheduleFixture {
  final FakeTime time = new FakeTime();
  final MemoryBacklog backlog = new MemoryBacklog();
  final HandCarrier carrier = new HandCarrier();
  final List<BulkEvent> events = new ArrayList<>();
  final Map<String, Set<String>> hosts = new HashMap<>();
  final Map<String, Integer> single = new HashMap<>();
  Optional<Set<String>> own = Optional.empty();
  ScheduleLimits limits = new ScheduleLimits(8, 4, 4, 0);
  CopyLimits copies = CopyLimits.DEFAULT;
  RetryRule rule = new RetryRule(3, Duration.ofSeconds(10), 5);

  final Schedule schedule() {
    return schedule(backlog, backlog);
  }

  final Schedule schedule(Backlog left, Journal journal) {
    return new Schedule(
        left,
        journal,
        carrier,
        new ScheduleSettings(
            limits, rule, copies, hosts, single, own, events::add, time, time, Runnable::run));
  }

  static RunProgress progress(Schedule schedule) {
    return schedule.progress().join();
  }

  static Waiting waiting(Schedule schedule, String datastore) {
    return progress(schedule).datastores().stream()
        .filter(progress -> progress.datastore().equals(datastore))
        .map(DatastoreProgress::waiting)
        .findFirst()
        .orElseThrow();
  }
}
