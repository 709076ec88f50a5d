package io.hostward.pipeline;

import io.hostward.spi.Transport;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where uploads wait until they may run: first until there is room among those that run, then for
 * the transport's leave to move a body; both in the order of their coming. Whoever waits here holds
 * no thread.
 *
 * <p>An upload gives the leave back after its last body and its room when it has ended. What comes
 * after the body needs neither, so that no upload under way ever waits for one that has not begun;
 * and since room is kept until the end, a vCenter whose tasks are slow slows the beginnings, and
 * does not heap up threads. Safe for use by many threads; no foreign code runs under a lock.
 */
final class Entrance {
  private final Transport transport;
  private final int room;
  private final Executor aside;

  private final Set<Place> queue = new LinkedHashSet<>();
  private int inside;
  private boolean closed;

  /** Calls for {@link #askForThoseWhoMay}, so that one thread at a time asks, in order. */
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * An entrance.
   *
   * @param room how many uploads may be inside at once, at least 1
   * @param aside where an upload begins that had to wait: the thread that makes it possible is
   *     another upload's, or one that moves bytes
   */
  Entrance(Transport transport, int room, Executor aside) {
    this.transport = transport;
    this.room = room;
    this.aside = aside;
  }

  /** Takes the place; it begins on the calling thread if it need not wait. */
  void come(Place place) {
    synchronized (this) {
      if (closed || !place.isWaiting()) {
        return;
      }
      queue.add(place);
    }
    if (askForThoseWhoMay(place)) {
      place.hear(Runnable::run, aside);
    }
  }

  void left(Place place) {
    synchronized (this) {
      if (queue.remove(place) || !place.isInside()) {
        return;
      }
      inside--;
    }
    askForThoseWhoMay(null);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Lets nobody in any more; those who wait are to be sent away. */
  synchronized void close() {
    closed = true;
    queue.clear();
  }

  /** Returns whether this very call has asked for that place. */
  private boolean askForThoseWhoMay(@Nullable Place newcomer) {
    if (calls.getAndIncrement() > 0) {
      return false;
    }
    boolean asked = false;
    int seen = 1;
    do {
      for (Optional<Place> next = next(); next.isPresent(); next = next()) {
        Place place = next.get();
        place.ask(transport);
        if (place == newcomer) {
          asked = true;
        } else {
          place.hear(aside, aside);
        }
      }
      seen = calls.addAndGet(-seen);
    } while (seen > 0);
    return asked;
  }

  private synchronized Optional<Place> next() {
    if (closed || inside == room || queue.isEmpty()) {
      return Optional.empty();
    }
    Place first = queue.iterator().next();
    queue.remove(first);
    first.enter();
    inside++;
    return Optional.of(first);
  }
}
