package io.hostward.peers.startup;

import io.hostward.lab.Lab;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes the time until somebody has logged in to a lab, to the millisecond. */
final class LoginWatch implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Lab lab;
  private final int before;
  private final long start = System.nanoTime();
  private final Thread thread = new Thread(this::look, "login-watch");
  private volatile boolean closed;
  private volatile long end;

  LoginWatch(Lab lab) {
    this.lab = lab;
    this.before = lab.vcenter().logins();
    thread.start();
  }

  private void look() {
    while (!closed && lab.vcenter().logins() == before) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    end = System.nanoTime();
  }

  /** Returns the seconds from the making of this watch to the login, which has been. */
  double seconds() throws InterruptedException {
    if (lab.vcenter().logins() == before) {
      throw new IllegalStateException("nobody logged in");
    }
    thread.join();
    return (end - start) / 1e9;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
