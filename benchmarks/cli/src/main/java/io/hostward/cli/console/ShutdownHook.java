package io.hostward.cli.console;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C or SIGTERM into an {@link Interruption} and holds the process until the command has
 * cleaned up. A second Ctrl-C ends it at once.
 */
public final class ShutdownHook {
  private final Interruption interruption;
  private final PrintStream err;
  private final CountDownLatch finished = new CountDownLatch(1);

  public ShutdownHook(Interruption interruption, PrintStream err) {
    this.interruption = interruption;
    this.err = err;
  }

  public void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::run, "hostward-interrupt"));
  }

  /** The command has ended: nothing is left to wait for. */
  public void finished() {
    finished.countDown();
  }

  private void run() {
    if (finished.getCount() == 0) {
      return;
    }
    err.println();
    err.println("hostward: interrupted, cleaning up (Ctrl-C again to leave at once)");
    haltAtNext("INT");
    haltAtNext("TERM");
    interruption.interrupt();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // By reflection, since javac warns of sun.misc.Signal in a way that cannot be turned off. It is
  // in
  // the exported and supported module jdk.unsupported; without it a second Ctrl-C does nothing.
  private static void haltAtNext(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halt =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                return null;
              });
      Object next = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, next, halt);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      return;
    }
  }
}
