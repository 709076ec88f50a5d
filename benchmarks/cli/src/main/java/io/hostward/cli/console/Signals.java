package io.hostward.cli.console;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Turns Ctrl-C (SIGINT), SIGTERM and SIGHUP into an {@link Interruption}, so that the command
 * cleans up and the process ends with its exit code. A second signal ends it at once, unless it
 * comes within a second of the first: that is the same wish, told twice, as by {@code timeout},
 * which signals the process and then its group. A signal that the process was started to ignore, as
 * by {@code nohup}, stays ignored.
 */
public final class Signals {
  private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
  // What shells add to the number of the signal that ended a process.
  private static final int BY_SIGNAL = 128;

  private static final long ONE_WISH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Interruption interruption;
  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final IntConsumer halt;
  private boolean signalled;
  private long firstAt;

  public Signals(Interruption interruption, PrintStream err) {
    this(interruption, err, System::nanoTime, Runtime.getRuntime()::halt);
  }

  /**
   * With a clock and an end of its own, for tests.
   *
   * @param nanoTime as {@link System#nanoTime}
   * @param halt ends the process at once, with an exit code
   */
  Signals(Interruption interruption, PrintStream err, LongSupplier nanoTime, IntConsumer halt) {
    this.interruption = interruption;
    this.err = err;
    this.nanoTime = nanoTime;
    this.halt = halt;
  }

  public void install() {
    NUMBERS.forEach((name, number) -> handle(name, BY_SIGNAL + number));
  }

  void received(int exitCode) {
    switch (wish()) {
      case FIRST -> {
        err.println();
        err.println("hostward: interrupted, cleaning up (Ctrl-C again to leave at once)");
        interruption.interrupt(exitCode);
      }
      case SAME -> {}
      case SECOND -> halt.accept(exitCode);
    }
  }

  private enum Wish {
    FIRST,
    SAME,
    SECOND
  }

  /** Signals come on threads of their own, perhaps two at once. */
  private synchronized Wish wish() {
    long now = nanoTime.getAsLong();
    if (!signalled) {
      signalled = true;
      firstAt = now;
      return Wish.FIRST;
    }
    return now - firstAt < ONE_WISH_NANOS ? Wish.SAME : Wish.SECOND;
  }

  /** Has a signal of this name do nothing; to be called before any other handler is set. */
  public static void ignore(String name) {
    set(name, () -> {});
  }

  private void handle(String name, int exitCode) {
    set(name, () -> received(exitCode));
  }

  // By reflection, since javac warns of sun.misc.Signal in a way that cannot be turned off. It is
  // in the exported and supported module jdk.unsupported; without it, and on systems that know no
  // such signal, the process ends by it as any other does.
  private static void set(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      Object caught = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, caught, handling);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      return;
    }
  }
}
