package io.hostward.netty;

import io.hostward.spi.Admission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who may move a body now. Leave is given in the order of asking, to so many at once, and only with
 * the memory that a body takes; whoever waits holds no thread. A body for which nobody asked leave
 * waits for its memory alone. Safe for use by many threads.
 *
 * <p>A body does not say under which leave it moves: it uses the memory of any leave that has no
 * body just now, and else waits until there is such a leave or memory of its own.
 *
 * <p>The budget is the lock of all state here, since transports share it.
 */
final class Admissions {
  private final int most;
  private final long bytes;
  private final MemoryBudget budget;
  private final Deque<Leave> queue = new ArrayDeque<>();
  private final Deque<Leave> idle = new ArrayDeque<>();
  private final Deque<Body> waiting = new ArrayDeque<>();
  private int admitted;
  private boolean closed;

  /**
   * Creates it.
   *
   * @param most how many leaves are given at once
   * @param bytes what one body takes
   */
  Admissions(int most, long bytes, MemoryBudget budget) {
    this.most = most;
    this.bytes = bytes;
    this.budget = budget;
  }

  CompletableFuture<Admission> admit() {
    Leave leave = new Leave();
    List<Runnable> due;
    synchronized (budget) {
      if (closed) {
        return CompletableFuture.failedFuture(gone());
      }
      queue.add(leave);
      due = serve();
    }
    var unused = leave.future.whenComplete((given, failure) -> leave.endIf(failure != null));
    due.forEach(Runnable::run);
    return leave.future;
  }

  /**
   * Creates a body that is yet to enter.
   *
   * @param go called when it is let in, on any thread, unless it has left; it must not block
   */
  Body body(Runnable go) {
    return new Body(go);
  }

  /** Fails those that wait for leave, and whoever asks later. */
  void close() {
    List<Leave> all;
    synchronized (budget) {
      closed = true;
      all = List.copyOf(queue);
    }
    all.forEach(leave -> leave.future.completeExceptionally(gone()));
  }

  private static IllegalStateException gone() {
    return new IllegalStateException("the transport is closed; build another one");
  }

  private List<Runnable> serve() {
    for (Leave next : queue) {
      if (admitted >= most) {
        break;
      }
      if (next.wish == null) {
        admitted++;
        next.wish = budget.ask(bytes, next::granted);
      }
    }
    return budget.serve();
  }

  /** What is asked for by {@link #admit}; in the queue until it is given. */
  private final class Leave implements Admission {
    private final CompletableFuture<Admission> future = new CompletableFuture<>();
    private MemoryBudget.@Nullable Wish wish;
    private boolean given;
    private boolean busy;
    private boolean over;

    private Runnable granted() {
      queue.remove(this);
      given = true;
      idle.add(this);
      return () -> endIf(!future.complete(this));
    }

    private void endIf(boolean condition) {
      if (condition) {
        close();
      }
    }

    @Override
    public void close() {
      List<Runnable> due;
      synchronized (budget) {
        if (over) {
          return;
        }
        over = true;
        queue.remove(this);
        idle.remove(this);
        if (wish != null) {
          admitted--;
          release(wish);
        }
        due = serve();
      }
      due.forEach(Runnable::run);
    }

    /** What a body still uses is given back by the body. */
    private void release(MemoryBudget.Wish had) {
      if (!given) {
        budget.forgo(had);
      } else if (!busy) {
        budget.giveBack(had);
      }
    }

    private @Nullable Runnable bodyLeft() {
      busy = false;
      if (over && wish != null) {
        budget.giveBack(wish);
        return null;
      }
      Body next = waiting.poll();
      if (next == null) {
        idle.add(this);
        return null;
      }
      return next.under(this);
    }
  }

  /** A transfer, from when it wants to move its bytes until its buffers are free. */
  final class Body {
    private final Runnable go;
    private @Nullable Leave cover;
    private MemoryBudget.@Nullable Wish wish;
    private boolean in;
    private boolean over;

    private Body(Runnable go) {
      this.go = go;
    }

    /** Lets it in, at once or as soon as there is memory; called once. */
    void enter() {
      List<Runnable> due;
      synchronized (budget) {
        Leave free = over ? null : idle.poll();
        if (over) {
          due = List.of();
        } else if (free == null) {
          waiting.add(this);
          wish = budget.ask(bytes, this::granted);
          due = serve();
        } else {
          due = List.of(under(free));
        }
      }
      due.forEach(Runnable::run);
    }

    private Runnable under(Leave leave) {
      if (wish != null) {
        budget.forgo(wish);
        wish = null;
      }
      cover = leave;
      leave.busy = true;
      in = true;
      return go;
    }

    private Runnable granted() {
      waiting.remove(this);
      in = true;
      return go;
    }

    /** It is over, or does not want to wait any longer. A second call does nothing. */
    void leave() {
      List<Runnable> due;
      Runnable next = null;
      synchronized (budget) {
        if (over) {
          return;
        }
        over = true;
        waiting.remove(this);
        if (cover != null) {
          next = cover.bodyLeft();
        } else if (wish != null && in) {
          budget.giveBack(wish);
        } else if (wish != null) {
          budget.forgo(wish);
        }
        due = serve();
      }
      if (next != null) {
        next.run();
      }
      due.forEach(Runnable::run);
    }
  }
}
