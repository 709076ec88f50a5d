package io.hostward.netty;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** What a server does that does nothing. */
final class Silence {
  private Silence() {}

  /** Says nothing until the server is closed, which interrupts. */
  static void keep() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Paces a slow server. */
  static void until(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
