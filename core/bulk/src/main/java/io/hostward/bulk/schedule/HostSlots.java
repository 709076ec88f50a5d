package io.hostward.bulk.schedule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How many bodies each host has. Thread-safe. */
final class HostSlots {
  private final Map<String, Integer> taken = new HashMap<>();
  private final Optional<Set<String>> own;
  private int most;

  /**
   * Slots.
   *
   * @param own the hosts that may be sent to; empty for any
   */
  HostSlots(Optional<Set<String>> own, int most) {
    this.own = own;
    this.most = most;
  }

  synchronized void most(int newMost) {
    most = newMost;
  }

  synchronized boolean enter(String host) {
    int now = taken.getOrDefault(host, 0);
    if (!isOwn(host) || now >= most) {
      return false;
    }
    taken.put(host, now + 1);
    return true;
  }

  boolean isOwn(String host) {
    return own.isEmpty() || own.get().contains(host);
  }

  synchronized void leave(String host) {
    taken.computeIfPresent(host, (name, count) -> count == 1 ? null : count - 1);
  }

  /** Returns how many bodies these hosts can take yet. */
  synchronized int free(Set<String> hosts) {
    int free = 0;
    for (String host : hosts) {
      if (isOwn(host)) {
        free += Math.max(0, most - taken.getOrDefault(host, 0));
      }
    }
    return free;
  }
}
