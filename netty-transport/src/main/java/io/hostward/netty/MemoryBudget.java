package io.hostward.netty;

import io.netty.util.internal.PlatformDependent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * How much memory outside of the heap bodies may take in all, given out in the order of asking. One
 * for the process, as {@link Memory} is. It is its own lock, which is held around every method by
 * whoever calls it; what follows from a grant is run once the lock is free.
 */
final class MemoryBudget {
  /** The rest is for handshakes, calls, the pool's own waste and the application. */
  private static final int SHARE = 2;

  private static final MemoryBudget PROCESS =
      new MemoryBudget(PlatformDependent.maxDirectMemory() / SHARE);

  private final long total;
  private final Deque<Wish> queue = new ArrayDeque<>();
  private long free;

  /**
   * A part of the budget that is asked for.
   *
   * @param granted called within the lock; returns what to do outside of it
   */
  record Wish(long bytes, Supplier<Runnable> granted) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  MemoryBudget(long total) {
    this.total = total;
    this.free = total;
  }

  /** Half of what the virtual machine allows ({@code -XX:MaxDirectMemorySize}). */
  static MemoryBudget ofProcess() {
    return PROCESS;
  }

  /** Enters the queue. Who wants more than there is gets all of it, alone. */
  Wish ask(long bytes, Supplier<Runnable> granted) {
    Wish wish = new Wish(Math.min(bytes, total), granted);
    queue.add(wish);
    return wish;
  }

  /** Leaves the queue. */
  void forgo(Wish wish) {
    queue.remove(wish);
  }

  /** Gives back what was granted. */
  void giveBack(Wish wish) {
    free += wish.bytes();
  }

  /** Grants what can be granted; the caller runs what is returned, outside of the lock. */
  List<Runnable> serve() {
    List<Runnable> granted = new ArrayList<>();
    for (Wish first = queue.peek(); first != null && first.bytes() <= free; first = queue.peek()) {
      queue.remove();
      free -= first.bytes();
      granted.add(first.granted().get());
    }
    return granted;
  }

  /** Returns how many bytes nobody has. */
  long free() {
    return free;
  }
}
