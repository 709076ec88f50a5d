package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkEvent.End;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what is left to be done, within limits. One run; safe for use by many threads.
 *
 * <p>All that is decided is decided at one desk, one decision at a time, when something has
 * happened: a delivery ended, a host became free, a limit was changed, a pause is over. Nobody
 * waits at it, so that what is slow only keeps what it holds itself.
 */
public final class Schedule {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  private final Backlog backlog;
  private final Journal journal;
  private final Carrier carrier;
  private final ScheduleSettings settings;
  private final Desk desk;
  private final CallBudget calls;
  private final RateWindow rate = new RateWindow();
  private final Set<RunningTask> running = new LinkedHashSet<>();
  private final CompletableFuture<RunReport> end = new CompletableFuture<>();
  private ScheduleLimits limits;
  private @Nullable Lanes lanes;
  private boolean begun;
  private boolean interrupted;
  private @Nullable String stoppedBy;
  private @Nullable Throwable broken;
  private int writing;
  private long turns;
  private Instant alarm = Instant.MAX;

  /**
   * A schedule that has not begun.
   *
   * @param backlog what is left to be done
   * @param journal where it is written down
   * @param carrier who carries it out
   */
  public Schedule(Backlog backlog, Journal journal, Carrier carrier, ScheduleSettings settings) {
    this.backlog = backlog;
    this.journal = journal;
    this.carrier = carrier;
    this.settings = settings;
    this.limits = settings.limits();
    this.calls = new CallBudget(settings.clock().instant());
    this.desk = new Desk(settings.executor(), this::defect);
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
    desk.execute(
        () -> {
          lanes = newLanes();
          tell(new BulkEvent.RunBegun(now(), lanes.tally()));
          pump();
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
    desk.execute(
        () -> {
          limits = newLimits;
          if (lanes != null) {
            lanes.limits(newLimits);
            pump();
          }
        });
  }

  /** Begins nothing more and breaks off what is under way, which stays open for the next run. */
  public void interrupt() {
    desk.execute(
        () -> {
          interrupted = true;
          running.forEach(RunningTask::cancel);
          pump();
        });
  }

  /** Tells how far the run is. Not before it has begun, and for the last time at its end. */
  public CompletableFuture<RunProgress> progress() {
    CompletableFuture<RunProgress> answer = new CompletableFuture<>();
    desk.execute(
        () -> {
          try {
            answer.complete(
                new ProgressView(lanes, limits, running, rate, now())
                    .of(calls.wait(limits.callsPerSecond(), now())));
          } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private Instant now() {
    return settings.clock().instant();
  }

  private boolean isStopping() {
    return interrupted || stoppedBy != null || broken != null;
  }

  /** Begins what can begin, and ends the run if there is nothing left. */
  private void pump() {
    if (lanes == null || end.isDone()) {
      return;
    }
    try {
      while (!isStopping() && running.size() < limits.inAll()) {
        Optional<Lane> lane = lanes.choose(limits, running, now());
        if (lane.isEmpty()) {
          break;
        }
        Duration wait = calls.wait(limits.callsPerSecond(), now());
        if (!wait.isZero()) {
          wake(now().plus(wait));
          break;
        }
        begin(lane.get());
      }
    } catch (IOException e) {
      breakDown(e);
    }
    if (running.isEmpty() && writing == 0 && (isStopping() || lanes.areOver())) {
      finish(lanes);
    } else {
      lanes.resumes(now()).ifPresent(this::wake);
    }
  }

  private void wake(Instant at) {
    if (at.isBefore(alarm)) {
      alarm = at;
      settings
          .alarm()
          .after(
              Duration.between(now(), at),
              () ->
                  desk.execute(
                      () -> {
                        alarm = Instant.MAX;
                        pump();
                      }));
    }
  }

  private void begin(Lane lane) {
    Task task = lane.begin(++turns);
    calls.take(carrier.calls(task));
    RunningTask begun =
        new RunningTask(
            task,
            lane,
            now(),
            java.util.Objects.requireNonNull(lanes).slots(),
            () -> desk.execute(this::pump));
    running.add(begun);
    tell(
        new BulkEvent.DeliveryBegun(
            now(),
            task.id(),
            task.delivery().source().path().toString(),
            task.delivery().target(),
            task.bytes(),
            task.round()));
    var unused =
        journal
            .begin(task)
            .thenCompose(written -> carry(begun))
            .whenComplete(
                (result, failure) ->
                    desk.execute(
                        () -> {
                          if (failure != null) {
                            breakDown(failure);
                            drop(begun);
                          } else {
                            ended(begun, result);
                          }
                          pump();
                        }));
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
    Throwable cause = cause(failure);
    LOG.debug("{} ended in an unforeseen way", task.delivery(), cause);
    return new CarryResult.Failed(FailureDomain.REQUEST, cause.toString(), "");
  }

  private void drop(RunningTask task) {
    running.remove(task);
    task.end();
    task.lane().ended();
    task.lane().written();
  }

  private void ended(RunningTask running, CarryResult result) {
    Task task = running.task();
    Lane lane = running.lane();
    this.running.remove(running);
    running.end();
    lane.ended();
    if (result instanceof CarryResult.Arrived arrived) {
      lane.arrived(task, arrived.wasThere());
      write(lane, journal.arrived(task, arrived));
      tell(task, arrived.wasThere() ? End.WAS_THERE : End.ARRIVED, arrived.route(), null);
    } else if (result instanceof CarryResult.Failed failed) {
      failed(running, failed);
    }
  }

  private void failed(RunningTask running, CarryResult.Failed failed) {
    Task task = running.task();
    Lane lane = running.lane();
    if (running.isCancelled() || failed.domain() == FailureDomain.LOGIN) {
      if (!running.isCancelled()) {
        // Servers lock users out after a few wrong passwords: nobody else tries it.
        stoppedBy = failed.problem();
      }
      write(lane, journal.left(task, failed.problem()));
      tell(task, End.LEFT, failed.route(), failed);
      return;
    }
    boolean again = settings.rule().again(failed.domain(), task.round());
    boolean putOff = lane.failed(task, failed, again, now());
    write(lane, journal.failed(task, failed, again));
    tell(task, again ? End.AGAIN : End.FAILED, failed.route(), failed);
    if (putOff) {
      putOff(lane, failed.problem());
    }
  }

  private void putOff(Lane lane, String why) {
    boolean again = lane.hasMoreRounds();
    lane.beginPutOff();
    writing++;
    var unused =
        journal
            .putOff(lane.datastore(), lane.round(), again, why)
            .whenComplete(
                (amount, failure) ->
                    desk.execute(
                        () -> {
                          writing--;
                          if (failure != null) {
                            breakDown(failure);
                          } else {
                            lane.endPutOff(amount, again, now());
                            if (amount.deliveries() > 0) {
                              tell(
                                  new BulkEvent.PutOff(
                                      now(), lane.datastore(), amount.deliveries(), again, why));
                            }
                          }
                          pump();
                        }));
  }

  private void write(Lane lane, CompletableFuture<Void> written) {
    writing++;
    var unused =
        written.whenComplete(
            (nothing, failure) ->
                desk.execute(
                    () -> {
                      writing--;
                      lane.written();
                      if (failure != null) {
                        breakDown(failure);
                      }
                      pump();
                    }));
  }

  /** What cannot be written down, or read, is not done: everything under way is broken off. */
  private void breakDown(Throwable failure) {
    if (broken == null) {
      broken = cause(failure);
      running.forEach(RunningTask::cancel);
    }
  }

  /** What nobody foresaw: after it no count can be relied upon, and nobody is to wait for one. */
  private void defect(Throwable failure) {
    breakDown(failure);
    end.completeExceptionally(cause(failure));
  }

  private static Throwable cause(Throwable failure) {
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof UncheckedIOException;
    return wrapped && failure.getCause() != null ? failure.getCause() : failure;
  }

  private void finish(Lanes all) {
    Tally tally = all.tally();
    if (broken != null) {
      end.completeExceptionally(broken);
      return;
    }
    RunStatus status = status(tally);
    Map<String, Tally> datastores = new HashMap<>();
    all.stream().forEach(lane -> datastores.put(lane.datastore(), lane.tally()));
    tell(new BulkEvent.RunEnded(now(), status, tally));
    end.complete(new RunReport(status, tally, datastores, Optional.ofNullable(stoppedBy)));
  }

  private RunStatus status(Tally tally) {
    if (stoppedBy != null || tally.failed().deliveries() > 0) {
      return interrupted ? RunStatus.INTERRUPTED : RunStatus.SOME_FAILED;
    } else if (tally.open().deliveries() > 0) {
      return RunStatus.INTERRUPTED;
    }
    return tally.arrived().deliveries() == 0 ? RunStatus.NOTHING_TO_DO : RunStatus.ALL_DONE;
  }

  private void tell(Task task, End how, String route, CarryResult.@Nullable Failed why) {
    tell(
        new BulkEvent.DeliveryEnded(
            now(),
            task.id(),
            task.delivery().target(),
            task.bytes(),
            how,
            route,
            Optional.ofNullable(why).map(CarryResult.Failed::domain),
            why == null ? "" : why.problem()));
  }

  private void tell(BulkEvent event) {
    try {
      settings.listener().heard(event);
    } catch (RuntimeException e) {
      LOG.warn("A listener failed at {}", event, e);
    }
  }
}
