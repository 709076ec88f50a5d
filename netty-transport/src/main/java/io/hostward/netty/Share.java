package io.hostward.netty;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one transfer may move: it claims a piece on every lane, waits for its turn on all of them,
 * and tells what it moved. Used by one thread at a time.
 */
final class Share {
  /** The longest that it waits before it looks again: a limit may have changed. */
  private static final long LOOK_MILLIS = 100;

  private final List<Lane> lanes;
  private final long[] claims;
  private boolean claiming;
  private int size;

  Share(List<Lane> lanes) {
    this.lanes = lanes;
    this.claims = new long[lanes.size()];
  }

  /**
   * Claims a piece, unless there is a claim already.
   *
   * @param most the bytes of the piece at most
   * @return 0 if {@link #size} bytes may move now, or in how many milliseconds to ask again
   */
  long delay(int most) {
    if (!claiming) {
      claim(most);
    }
    long nanos = 0;
    for (int i = 0; i < claims.length; i++) {
      nanos = Math.max(nanos, lanes.get(i).until(claims[i]));
    }
    return nanos == 0
        ? 0
        : Math.max(1, Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  /** Returns how many bytes were claimed. */
  int size() {
    return size;
  }

  /**
   * Ends the claim.
   *
   * @param moved bytes that moved; more than were claimed are made up for by later claims
   */
  void spend(long moved) {
    if (!claiming) {
      claim(0);
    }
    claiming = false;
    for (int i = 0; i < claims.length; i++) {
      if (claims[i] != Lane.UNCLAIMED) {
        lanes.get(i).correct(moved - size);
      }
    }
    size = 0;
  }

  private void claim(int most) {
    claiming = true;
    size = most;
    for (Lane lane : lanes) {
      size = Math.min(size, lane.piece());
    }
    for (int i = 0; i < claims.length; i++) {
      claims[i] = lanes.get(i).claim(size);
    }
  }
}
