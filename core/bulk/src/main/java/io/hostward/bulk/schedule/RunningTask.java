package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.RunProgress;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A delivery under way. Thread-safe. */
final class RunningTask implements Underway {
  private final Task task;
  private final Lane lane;
  private final Instant since;
  private final HostSlots slots;
  private final Runnable slotFreed;
  private @Nullable String host;
  private boolean placed;
  private boolean over;
  private boolean cancelled;
  private long sent;
  private @Nullable CompletableFuture<?> future;

  RunningTask(Task task, Lane lane, Instant since, HostSlots slots, Runnable slotFreed) {
    this.task = task;
    this.lane = lane;
    this.since = since;
    this.slots = slots;
    this.slotFreed = slotFreed;
  }

  Task task() {
    return task;
  }

  Lane lane() {
    return lane;
  }

  @Override
  public boolean enter(String newHost) {
    String before;
    synchronized (this) {
      if (over) {
        return false;
      } else if (newHost.equals(host)) {
        return true;
      } else if (!slots.enter(newHost)) {
        return false;
      }
      before = host;
      host = newHost;
      placed = true;
      sent = 0;
    }
    free(before);
    return true;
  }

  @Override
  public boolean owns(String otherHost) {
    return slots.isOwn(otherHost);
  }

  @Override
  public void leave() {
    String before;
    synchronized (this) {
      before = host;
      host = null;
      placed = true;
      sent = 0;
    }
    free(before);
  }

  private void free(@Nullable String before) {
    if (before != null) {
      slots.leave(before);
      slotFreed.run();
    }
  }

  @Override
  public synchronized void sent(long bytes) {
    if (!over) {
      sent = bytes;
    }
  }

  /** It is over: what the carrier says after that counts for nothing. */
  void end() {
    String before;
    synchronized (this) {
      over = true;
      before = host;
      host = null;
      sent = 0;
    }
    if (before != null) {
      slots.leave(before);
    }
  }

  /** Returns whether it has yet to choose a host. */
  synchronized boolean isUnplaced() {
    return !placed && !over;
  }

  /** Remembers what to cancel; cancels it at once if that was asked for before. */
  void carriedBy(CompletableFuture<?> newFuture) {
    boolean cancel;
    synchronized (this) {
      future = newFuture;
      cancel = cancelled;
    }
    if (cancel) {
      newFuture.cancel(true);
    }
  }

  void cancel() {
    CompletableFuture<?> running;
    synchronized (this) {
      cancelled = true;
      running = future;
    }
    if (running != null) {
      running.cancel(true);
    }
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  synchronized RunProgress.DeliveryProgress progress() {
    // A source that has grown must not bring the run over 100 per cent.
    return new RunProgress.DeliveryProgress(
        task.id(), task.delivery().target(), Math.min(sent, task.bytes()), task.bytes(), since);
  }
}
