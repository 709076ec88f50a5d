package io.hostward.cli.console;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ctrl-C, for whatever has to stop then. Safe for use by many threads. */
public final class Interruption {
  private final Set<Registration> registrations = new LinkedHashSet<>();
  private boolean interrupted;

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

  public synchronized boolean interrupted() {
    return interrupted;
  }

  /** Interrupts. A second time does nothing. */
  public void interrupt() {
    List<Registration> toRun;
    synchronized (this) {
      if (interrupted) {
        return;
      }
      interrupted = true;
      toRun = List.copyOf(registrations);
    }
    toRun.forEach(registration -> registration.action.run());
  }
}
