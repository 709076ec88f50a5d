package io.hostward.vsphere.session;

import java.time.Duration;

/** Waits that end in time. */
final class Waits {
  private Waits() {}

  /**
   * Runs work on a thread of its own, and waits for its end, interrupted or not.
   *
   * @return whether it came to its end in time; if not, it goes on
   */
  static boolean finishes(Runnable work, Duration longest) {
    Thread thread = new Thread(work, "hostward-vsphere-logout");
    thread.setDaemon(true);
    thread.start();
    long end = System.nanoTime() + longest.toNanos();
    boolean interrupted = false;
    while (thread.isAlive() && System.nanoTime() < end) {
      try {
        thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
