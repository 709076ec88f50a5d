package io.hostward.lab.state;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * How long copies inside vSphere take: each at a rate of its own, and between hosts only so many at
 * once from one host, as their buffers for port 902 allow; the others wait for their turn.
 * Thread-safe; may be changed while the lab runs.
 */
public final class CopyPace {
  /** Buffers of 48 MB have room for about as many. */
  private static final int BETWEEN_HOSTS = 8;

  private final LongSupplier nanoTime;

  /** Of each host that sends: when each copy that was let in will be over. */
  private final Map<String, PriorityQueue<Long>> ends = new HashMap<>();

  private long bytesPerSecond;
  private int betweenHosts = BETWEEN_HOSTS;

  CopyPace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Sets the rate of one copy; zero, the default, for as fast as the lab can. */
  public synchronized void setBytesPerSecond(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a rate is zero or more, was: " + value);
    }
    bytesPerSecond = value;
  }

  /** Sets how many copies to other hosts one host sends at once, 8 by default. */
  public synchronized void setBetweenHosts(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("at least one copy runs at once, was: " + value);
    }
    betweenHosts = value;
  }

  /** How long a copy takes that begins now, by a host that mounts both datastores. */
  public synchronized Duration withinAHost(long bytes) {
    return Duration.ofNanos(nanos(bytes));
  }

  /** How long a copy takes that is asked for now of a host that sends it, waiting included. */
  public synchronized Duration betweenHosts(String sender, long bytes) {
    long now = nanoTime.getAsLong();
    PriorityQueue<Long> running = ends.computeIfAbsent(sender, host -> new PriorityQueue<>());
    while (!running.isEmpty() && running.peek() - now <= 0) {
      running.remove();
    }
    long begin = now;
    // Those that are let in after this one wait for later ends than it does.
    while (running.size() >= betweenHosts) {
      begin = running.remove();
    }
    long end = begin + nanos(bytes);
    if (end != now) {
      running.add(end);
    }
    return Duration.ofNanos(end - now);
  }

  private long nanos(long bytes) {
    return bytesPerSecond == 0 ? 0 : (long) (bytes * 1e9 / bytesPerSecond);
  }
}
