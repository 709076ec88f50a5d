package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.BulkEvent.End;
import io.hostward.transfer.FailureDomain;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has deliveries carried out, and everything about them written down and told: before, and after.
 * Not thread-safe: all but what it hands to others is called in steps.
 */
final class Deliverer {
  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

  private final Journal journal;
  private final Carrier carrier;
  private final ScheduleSettings settings;
  private final RunEvents events;
  private final RunEnding ending;
  private final Steps steps;
  private final Set<RunningTask> running = new LinkedHashSet<>();
  private final Publishing publishing;
  private int writing;

  Deliverer(
      Journal journal,
      Carrier carrier,
      ScheduleSettings settings,
      RunEvents events,
      RunEnding ending,
      Steps steps) {
    this.journal = journal;
    this.carrier = carrier;
    this.settings = settings;
    this.events = events;
    this.ending = ending;
    this.steps = steps;
    this.publishing = new Publishing(journal, carrier, settings, events, ending, this);
  }

  Collection<RunningTask> running() {
    return Collections.unmodifiableSet(running);
  }

  /** Returns true if nothing is under way, and all of it is written down. */
  boolean isIdle() {
    return running.isEmpty() && writing == 0;
  }

  void breakOff() {
    running.forEach(RunningTask::cancel);
  }

  /** After this nothing begins, and everything under way is broken off. */
  void breakDown(Throwable failure) {
    if (ending.breakDown(failure)) {
      breakOff();
    }
  }

  void begin(Task task, Lane lane, Lanes lanes) {
    RunningTask begun =
        new RunningTask(
            task, lane, settings.clock().instant(), lanes.slots(), () -> steps.step(() -> {}));
    if (task.copyFrom().isPresent()) {
      begun.leave();
    }
    lanes.copying().begun(task);
    running.add(begun);
    events.begun(task);
    then(
        journal.begin(task).thenCompose(written -> carry(begun)),
        (result, failure) -> {
          if (failure == null && result != null) {
            lanes.copying().ended(begun, result, settings.clock().instant());
            ended(begun, result, lanes);
          } else {
            remove(begun);
            lane.written();
          }
        });
  }

  private CompletableFuture<CarryResult> carry(RunningTask task) {
    CompletableFuture<CarryResult> carried;
    try {
      carried = carrier.carry(task.task(), task);
      task.carriedBy(carried);
    } catch (RuntimeException e) {
      carried = CompletableFuture.failedFuture(e);
    }
    return carried.handle(
        (result, failure) -> failure == null ? result : unexpected(task.task(), failure));
  }

  private static CarryResult unexpected(Task task, Throwable failure) {
    Throwable cause = RunEnding.cause(failure);
    LOG.debug("{} ended in an unforeseen way", task.delivery(), cause);
    return new CarryResult.Failed(FailureDomain.REQUEST, cause.toString(), "");
  }

  private void remove(RunningTask task) {
    running.remove(task);
    task.end();
    task.lane().ended();
  }

  private void ended(RunningTask ended, CarryResult result, Lanes lanes) {
    if (result instanceof CarryResult.Arrived arrived && ended.task().folder().isPresent()) {
      publishing.sent(ended, arrived, lanes);
      return;
    }
    remove(ended);
    if (result instanceof CarryResult.Arrived arrived) {
      ended.lane().arrived(ended.task(), arrived.wasThere());
      write(
          ended.lane(),
          journal.arrived(ended.task(), arrived),
          () -> lanes.copying().written(ended.task()));
      events.arrived(ended.task(), arrived);
    } else if (result instanceof CarryResult.Failed failed) {
      failed(ended, failed);
    }
  }

  /** It is over, and all of it is written down. */
  void end(RunningTask ended) {
    remove(ended);
    ended.lane().written();
  }

  /** What was sent for folders that cannot appear any more has failed, for this run. */
  void hold(Lane lane) {
    writing++;
    publishing.hold(lane, () -> writing--);
  }

  private void failed(RunningTask ended, CarryResult.Failed failed) {
    Task task = ended.task();
    Lane lane = ended.lane();
    if (ended.isCancelled() || failed.domain() == FailureDomain.LOGIN) {
      if (!ended.isCancelled()) {
        ending.loginRefused(failed.problem());
      }
      write(lane, journal.left(task, failed.problem()), () -> {});
      events.notArrived(task, End.LEFT, failed);
      return;
    }
    boolean again = settings.rule().again(failed.domain(), task.round());
    boolean putOff = lane.failed(task, failed, again, settings.clock().instant());
    write(lane, journal.failed(task, failed, again), () -> {});
    events.notArrived(task, again ? End.AGAIN : End.FAILED, failed);
    if (putOff) {
      putOff(lane, failed.problem());
    }
  }

  private void putOff(Lane lane, String why) {
    boolean again = lane.hasMoreRounds();
    lane.beginPutOff();
    writing++;
    then(
        journal.putOff(lane.datastore(), lane.round(), again, why),
        (amount, failure) -> {
          writing--;
          if (amount != null) {
            lane.endPutOff(amount, again, settings.clock().instant());
            if (amount.deliveries() > 0) {
              events.putOff(lane.datastore(), amount, again, why);
            }
          }
        });
  }

  private void write(Lane lane, CompletableFuture<Void> written, Runnable after) {
    writing++;
    then(
        written,
        (nothing, failure) -> {
          writing--;
          lane.written();
          after.run();
        });
  }

  /** Goes on in a step of its own; a failure, which is the ledger's, breaks the run down. */
  <T> void then(CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> next) {
    var unused =
        future.whenComplete(
            (result, failure) ->
                steps.step(
                    () -> {
                      if (failure != null) {
                        breakDown(failure);
                      }
                      next.accept(result, failure);
                    }));
  }
}
