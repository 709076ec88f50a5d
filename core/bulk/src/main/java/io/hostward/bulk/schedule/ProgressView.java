package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunProgress.DatastoreProgress;
import io.hostward.bulk.progress.RunProgress.DeliveryProgress;
import io.hostward.bulk.progress.RunProgress.Waiting;
import io.hostward.bulk.progress.Tally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a run's progress off what the schedule holds. */
record ProgressView(
    @Nullable Lanes lanes,
    ScheduleLimits limits,
    Collection<RunningTask> running,
    RateWindow rate,
    Instant now) {

  RunProgress of(Duration callsWait) throws IOException {
    if (lanes == null) {
      return new RunProgress(now, Tally.NONE, 0, Tally.Amount.NONE, 0, Optional.empty(), List.of());
    }
    Map<Lane, List<DeliveryProgress>> deliveries = new HashMap<>();
    Tally.Amount sent = lanes.sent();
    long moving = 0;
    for (RunningTask task : running) {
      DeliveryProgress progress = task.progress();
      moving += progress.sent();
      deliveries.computeIfAbsent(task.lane(), lane -> new ArrayList<>()).add(progress);
    }
    List<DatastoreProgress> datastores = new ArrayList<>();
    for (Lane lane : lanes.all()) {
      Waiting waiting = lanes.waiting(lane, limits, running, now);
      boolean calls =
          waiting == Waiting.TURN && !callsWait.isZero() && running.size() < limits.inAll();
      datastores.add(
          new DatastoreProgress(
              lane.datastore(),
              lane.tally(),
              calls ? Waiting.CALLS : waiting,
              deliveries.getOrDefault(lane, List.of())));
    }
    Tally tally = lanes.tally();
    Tally.Amount moved = sent.plus(new Tally.Amount(0, moving));
    rate.sample(now, tally.arrived().plus(moved));
    Tally.Amount left = tally.open().minus(moved);
    return new RunProgress(
        now,
        tally,
        moving,
        sent,
        Math.max(0, rate.bytesPerSecond()),
        rate.timeFor(left),
        datastores);
  }
}
