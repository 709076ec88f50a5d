package io.hostward.cli.console;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * Turns Ctrl-C (SIGINT), SIGTERM and SIGHUP into an {@link Interruption}, so that the command
 * cleans up and the process ends with its exit code. A second signal ends it at once. A signal that
 * the process was started to ignore, as by {@code nohup}, stays ignored.
 */
public final class Signals {
  private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
  // What shells add to the number of the signal that ended a process.
  private static final int BY_SIGNAL = 128;

  private final Interruption interruption;
  private final PrintStream err;

  public Signals(Interruption interruption, PrintStream err) {
    this.interruption = interruption;
    this.err = err;
  }

  public void install() {
    NUMBERS.forEach((name, number) -> handle(name, BY_SIGNAL + number));
  }

  private void received(int exitCode) {
    if (interruption.interrupted()) {
      Runtime.getRuntime().halt(exitCode);
    }
    err.println();
    err.println("hostward: interrupted, cleaning up (Ctrl-C again to leave at once)");
    interruption.interrupt(exitCode);
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
