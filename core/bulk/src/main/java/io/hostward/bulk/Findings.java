package io.hostward.bulk;

import io.hostward.bulk.delivery.PassedOver;
import java.util.ArrayList;
import java.util.List;

/** Counts what is passed over, and remembers the first of it. Not thread-safe. */
final class Findings {
  private static final int REMEMBERED = 100;

  private final List<PassedOver> first = new ArrayList<>();
  private long unreadable;

  void add(PassedOver found) {
    if (first.size() < REMEMBERED) {
      first.add(found);
    }
    if (found.reason().isFailure()) {
      unreadable++;
    }
  }

  List<PassedOver> first() {
    return first;
  }

  long unreadable() {
    return unreadable;
  }
}
