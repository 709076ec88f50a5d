package io.hostward.cli.console;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ctrl-C, for whatever has to stop then. Safe for use by many threads. */
public final class Interruption {
  private final Set<Registration> registrations = new LinkedHashSet<>();
  private boolean interrupted;
  private int exitCode = ExitCode.INTERRUPTED;

  /** An action that is run when the user interrupts, until it is closed. */
  public final class Registration implements AutoCloseable {
    private final Runnable action;

    private Registration(Runnable action) {
      this.action = action;
    }

    @Override
    public void close() {
      synchronized (Interruption.this) {
        registrations.remove(this);
      }
    }
  }

  /** Has an action run at an interruption; at once if there was one already. */
  public Registration onInterrupt(Runnable action) {
    Registration registration = new Registration(action);
    boolean late;
    synchronized (this) {
      late = interrupted;
      registrations.add(registration);
    }
    if (late) {
      action.run();
    }
    return registration;
  }

  /** Has the calling thread interrupted at an interruption, until it is closed. */
  public ThreadInterrupt interruptingThisThread() {
    return new ThreadInterrupt(onInterrupt(Thread.currentThread()::interrupt));
  }

  /** Closed by the thread that made it, it takes the interrupt back, so that cleanup can wait. */
  public final class ThreadInterrupt implements AutoCloseable {
    private final Registration registration;

    private ThreadInterrupt(Registration registration) {
      this.registration = registration;
    }

    @Override
    public void close() {
      registration.close();
      if (interrupted()) {
        Thread.interrupted();
      }
    }
  }

  public synchronized boolean interrupted() {
    return interrupted;
  }

  /** Returns what the process ends with if it was interrupted: 128 and the signal's number. */
  public synchronized int exitCode() {
    return exitCode;
  }

  /** Interrupts as Ctrl-C does. */
  public void interrupt() {
    interrupt(ExitCode.INTERRUPTED);
  }

  /** Interrupts. A second time does nothing. */
  void interrupt(int newExitCode) {
    List<Registration> toRun;
    synchronized (this) {
      if (interrupted) {
        return;
      }
      interrupted = true;
      exitCode = newExitCode;
      toRun = List.copyOf(registrations);
    }
    toRun.forEach(registration -> registration.action.run());
  }
}
