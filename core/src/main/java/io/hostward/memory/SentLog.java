package io.hostward.memory;

import java.time.Instant;

/** A ring of the bytes sent to one host in each of the last steps. Not thread-safe. */
final class SentLog {
  private static final double STEP_SECONDS = SentBytes.STEP.toSeconds();

  private final double[] ring = new double[SentBytes.STEPS];
  private long lastStep = Long.MIN_VALUE;

  void add(long bytes, Instant from, Instant to) {
    if (bytes <= 0) {
      return;
    }
    double end = steps(to);
    // A report that covers more than the ring is as good as one that covers all of it.
    double begin = Math.max(Math.min(steps(from), end), end - SentBytes.STEPS + 1);
    reach((long) Math.floor(end));
    if (end - begin < 1e-9) {
      ring[slot((long) Math.floor(end))] += bytes;
      return;
    }
    for (long step = (long) Math.floor(begin); step < end; step++) {
      double overlap = Math.min(step + 1.0, end) - Math.max((double) step, begin);
      ring[slot(step)] += bytes * overlap / (end - begin);
    }
  }

  SentBytes view(Instant now) {
    long current = (long) Math.floor(steps(now));
    if (lastStep == Long.MIN_VALUE || current - lastStep >= SentBytes.STEPS) {
      return SentBytes.NONE;
    }
    double[] bytes = new double[SentBytes.STEPS];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ring[slot(lastStep - bytes.length + 1 + i)];
    }
    return SentBytes.of(Instant.ofEpochSecond((lastStep + 1) * SentBytes.STEP.toSeconds()), bytes);
  }

  /** Makes room for a step, forgetting what lies a ring's length behind it. */
  private void reach(long step) {
    if (lastStep == Long.MIN_VALUE) {
      lastStep = step;
    }
    for (long empty = Math.max(lastStep + 1, step - ring.length + 1); empty <= step; empty++) {
      ring[slot(empty)] = 0;
    }
    lastStep = Math.max(lastStep, step);
  }

  private int slot(long step) {
    return (int) Math.floorMod(step, (long) ring.length);
  }

  private static double steps(Instant moment) {
    return (moment.getEpochSecond() + moment.getNano() / 1e9) / STEP_SECONDS;
  }
}
