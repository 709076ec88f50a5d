package io.hostward.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Time and bytes. Between events every flow has a constant rate: the max-min fair share of its
 * resources, which is what TCP connections of similar delay approach. No flow can have more without
 * taking it from one that has less.
 */
final class FluidEngine {
  private final double[] capacity;
  private final double[] moved;
  private final List<FluidFlow> flows = new ArrayList<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final double[] left;
  private final int[] users;
  private double now;
  private long eventCount;
  private boolean dirty;
  private boolean stopped;

  private record Event(double time, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  FluidEngine(int resources) {
    capacity = new double[resources];
    moved = new double[resources];
    left = new double[resources];
    users = new int[resources];
  }

  double now() {
    return now;
  }

  /** Bytes that went through a resource so far. */
  double moved(int resource) {
    return moved[resource];
  }

  void capacity(int resource, double bytesPerSecond) {
    capacity[resource] = bytesPerSecond;
    dirty = true;
  }

  void start(FluidFlow flow) {
    flows.add(flow);
    dirty = true;
  }

  void remove(FluidFlow flow) {
    flows.remove(flow);
    dirty = true;
  }

  /** Runs an action at a moment; actions of one moment run in the order of their registration. */
  void at(double time, Runnable action) {
    events.add(new Event(time, eventCount++, action));
  }

  void stop() {
    stopped = true;
  }

  /** Runs until stopped or nothing is left to happen. */
  void run() {
    while (!stopped) {
      if (dirty) {
        share();
      }
      double next =
          Math.min(nextDone(), events.isEmpty() ? Double.POSITIVE_INFINITY : events.peek().time());
      if (next == Double.POSITIVE_INFINITY) {
        return;
      }
      advance(next);
      finish();
      while (!stopped && !events.isEmpty() && events.peek().time() <= now) {
        events.remove().action().run();
      }
    }
  }

  private double nextDone() {
    double next = Double.POSITIVE_INFINITY;
    for (FluidFlow flow : flows) {
      if (flow.rate > 0) {
        next = Math.min(next, now + (flow.size - flow.sent) / flow.rate);
      }
    }
    return next;
  }

  private void advance(double to) {
    double seconds = Math.max(0, to - now);
    for (FluidFlow flow : flows) {
      double bytes = Math.min(flow.size - flow.sent, flow.rate * seconds);
      flow.sent += bytes;
      for (int resource : flow.resources) {
        moved[resource] += bytes;
      }
    }
    now = Math.max(now, to);
  }

  private void finish() {
    List<FluidFlow> done = new ArrayList<>();
    for (FluidFlow flow : flows) {
      if (flow.isDone()) {
        done.add(flow);
      }
    }
    if (!done.isEmpty()) {
      flows.removeAll(done);
      dirty = true;
      done.forEach(flow -> flow.done.run());
    }
  }

  /** Progressive filling: the scarcest resource settles its flows, and so on with what is left. */
  private void share() {
    dirty = false;
    System.arraycopy(capacity, 0, left, 0, capacity.length);
    java.util.Arrays.fill(users, 0);
    for (FluidFlow flow : flows) {
      flow.settled = false;
      for (int resource : flow.resources) {
        users[resource]++;
      }
    }
    for (int scarcest = scarcest(); scarcest >= 0; scarcest = scarcest()) {
      settle(scarcest, Math.max(0, left[scarcest] / users[scarcest]));
    }
  }

  private int scarcest() {
    int scarcest = -1;
    for (int i = 0; i < left.length; i++) {
      if (users[i] > 0 && (scarcest < 0 || left[i] / users[i] < left[scarcest] / users[scarcest])) {
        scarcest = i;
      }
    }
    return scarcest;
  }

  private void settle(int resource, double rate) {
    for (FluidFlow flow : flows) {
      if (!flow.settled && needs(flow, resource)) {
        flow.settled = true;
        flow.rate = rate;
        for (int used : flow.resources) {
          left[used] -= rate;
          users[used]--;
        }
      }
    }
  }

  private static boolean needs(FluidFlow flow, int resource) {
    for (int used : flow.resources) {
      if (used == resource) {
        return true;
      }
    }
    return false;
  }
}
