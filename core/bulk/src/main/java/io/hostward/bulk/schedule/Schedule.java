package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.inventory.SteadyClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what is left to be done, within limits. One run; safe for use by many threads.
 *
 * <p>All that is decided is decided at one desk, one decision at a time, when something has
 * happened: a delivery ended, a host became free, a limit was changed, a pause is over. Nobody
 * waits at it, so that what is slow only keeps what it holds itself.
 */
public final class Schedule {
  private final Backlog backlog;
  private final Carrier carrier;
  private final ScheduleSettings settings;
  private final Desk desk;
  private final CallBudget calls;
  private final RunEvents events;
  private final RunEnding ending = new RunEnding();
  private final Deliverer deliverer;
  private final Wakeup wakeup;

  /** Of pauses and rates; what is told of a run has the time of day. */
  private final SteadyClock clock;

  private final RateWindow rate = new RateWindow();
  private final CompletableFuture<RunReport> end = new CompletableFuture<>();
  private ScheduleLimits limits;
  private @Nullable Lanes lanes;
  private boolean begun;
  private long turns;

  /**
   * A schedule that has not begun.
   *
   * @param backlog what is left to be done
   * @param journal where it is written down
   * @param carrier who carries it out
   */
  public Schedule(Backlog backlog, Journal journal, Carrier carrier, ScheduleSettings settings) {
    this.backlog = backlog;
    this.carrier = carrier;
    this.settings = settings;
    this.limits = settings.limits();
    this.clock = SteadyClock.of(settings.clock());
    this.calls = new CallBudget(now());
    this.desk = new Desk(settings.executor(), this::defect);
    this.events = new RunEvents(settings.listener(), settings.clock());
    this.deliverer = new Deliverer(journal, carrier, settings, events, ending, this::step);
    this.wakeup = new Wakeup(settings.alarm(), clock, this::step);
  }

  /**
   * Begins.
   *
   * @return completes when everything is written down; exceptionally if the ledger failed.
   *     Cancelling it does nothing: {@link #interrupt} ends a run
   * @throws IllegalStateException if it has begun already
   */
  public CompletableFuture<RunReport> run() {
    synchronized (this) {
      if (begun) {
        throw new IllegalStateException("a schedule runs once");
      }
      begun = true;
    }
    step(
        () -> {
          lanes = newLanes();
          events.runBegun(lanes.tally(), lanes.sent());
        });
    return end.copy();
  }

  private Lanes newLanes() {
    try {
      return new Lanes(backlog, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the limits. What is under way goes on, though it be more than may be now. */
  public void limits(ScheduleLimits newLimits) {
    step(
        () -> {
          limits = newLimits;
          if (lanes != null) {
            lanes.limits(newLimits);
          }
        });
  }

  /** Begins nothing more and breaks off what is under way, which stays open for the next run. */
  public void interrupt() {
    step(
        () -> {
          ending.interrupt();
          deliverer.breakOff();
        });
  }

  /** Tells how far the run is. Not before it has begun, and for the last time at its end. */
  public CompletableFuture<RunProgress> progress() {
    CompletableFuture<RunProgress> answer = new CompletableFuture<>();
    desk.execute(
        () -> {
          try {
            answer.complete(
                new ProgressView(lanes, limits, deliverer.running(), rate, now())
                    .of(calls.wait(limits.callsPerSecond(), now())));
          } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private Instant now() {
    return clock.instant();
  }

  private void step(Runnable action) {
    desk.execute(
        () -> {
          action.run();
          goOn();
        });
  }

  /** Begins what can begin, and ends the run if there is nothing left. */
  private void goOn() {
    if (lanes == null || end.isDone()) {
      return;
    }
    try {
      beginAll(lanes);
    } catch (IOException e) {
      deliverer.breakDown(e);
    }
    if (!ending.isNear()) {
      lanes.stream().filter(Lane::isToBeHeld).forEach(deliverer::hold);
    }
    if (deliverer.isIdle() && (ending.isNear() || lanes.areOver())) {
      finish(lanes);
    } else {
      lanes.resumes(now()).ifPresent(wakeup::at);
    }
  }

  private void beginAll(Lanes open) throws IOException {
    while (!ending.isNear() && deliverer.running().size() < limits.inAll()) {
      Optional<Lanes.Turn> turn = open.choose(limits, deliverer.running(), now());
      if (turn.isEmpty()) {
        return;
      }
      Duration wait = calls.wait(limits.callsPerSecond(), now());
      if (!wait.isZero()) {
        wakeup.at(now().plus(wait));
        return;
      }
      Task task = turn.get().task();
      turn.get().lane().begin(task, ++turns);
      calls.take(carrier.calls(task));
      deliverer.begin(task, turn.get().lane(), open);
    }
  }

  /** What nobody foresaw: after it no count can be relied upon, and nobody is to wait for one. */
  private void defect(Throwable failure) {
    deliverer.breakDown(failure);
    end.completeExceptionally(RunEnding.cause(failure));
  }

  private void finish(Lanes all) {
    if (ending.broken().isPresent()) {
      end.completeExceptionally(ending.broken().get());
      return;
    }
    Tally tally = all.tally();
    RunStatus status = ending.status(tally);
    Map<String, Tally> datastores = new HashMap<>();
    all.stream().forEach(lane -> datastores.put(lane.datastore(), lane.tally()));
    events.runEnded(status, tally);
    end.complete(new RunReport(status, tally, datastores, all.sent(), ending.stoppedBy()));
  }
}
