package io.hostward.experiment.testbed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Takes away what a testbed left, whichever process made it. The caller holds the lock. */
final class Teardown {
  private static final Duration END = Duration.ofSeconds(10);

  private Teardown() {}

  /**
   * Ends the processes that are still there, and removes the namespaces that are still there, and
   * the files. One step that fails does not keep the others from being tried.
   *
   * @return what was removed, in words
   * @throws IOException if something could not be removed
   */
  static List<String> of(TestbedState state, TestbedFolder folder)
      throws IOException, InterruptedException {
    List<String> removed = new ArrayList<>();
    for (var process : state.processes().entrySet()) {
      Optional<ProcessHandle> alive = process.getValue().handle();
      if (alive.isPresent()) {
        end(alive.get());
        removed.add("the process of " + process.getKey());
      }
    }
    @Nullable IOException failure = null;
    List<String> present = Network.listed(Commands.run(Network.list()));
    for (String namespace : Network.namespaces(state.plan())) {
      if (present.contains(namespace)) {
        try {
          Commands.run(Network.down(namespace));
          removed.add("the namespace " + namespace);
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    folder.clear();
    return removed;
  }

  /** Asks a process to end, and kills it if it does not. */
  private static void end(ProcessHandle process) throws InterruptedException {
    process.destroy();
    if (!ended(process, END)) {
      process.destroyForcibly();
      ended(process, END);
    }
  }

  /** Waits for a process, which need not be a child; false if it is still alive. */
  static boolean ended(ProcessHandle process, Duration limit) throws InterruptedException {
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return !process.isAlive();
    }
  }
}
