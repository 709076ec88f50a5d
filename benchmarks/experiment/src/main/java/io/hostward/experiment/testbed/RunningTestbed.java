package io.hostward.experiment.testbed;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A testbed that is up, made by this process or by another.
 *
 * @param plan what it is like
 * @param access how to log in to its vCenter
 * @param pids a process in each node's namespace but the client's, by the nodes' names in the
 *     plan's order
 */
public record RunningTestbed(TestbedPlan plan, Access access, Map<String, Long> pids) {
  /** Copies the map. */
  public RunningTestbed {
    pids = new LinkedHashMap<>(pids);
  }

  /**
   * Finds the one that is up on this machine; empty if there is none.
   *
   * @throws TestbedException if it is just being set up or torn down
   */
  public static Optional<RunningTestbed> find() throws IOException {
    return find(TestbedFolder.STANDARD);
  }

  static Optional<RunningTestbed> find(TestbedFolder folder) throws IOException {
    Optional<TestbedState> state =
        TestbedState.load(folder.state()).filter(s -> s.maker().handle().isPresent());
    return state.isPresent() ? Optional.of(of(folder, state.get())) : Optional.empty();
  }

  static RunningTestbed of(TestbedFolder folder, TestbedState state) throws IOException {
    Access access =
        state
            .access()
            .orElseThrow(
                () ->
                    new TestbedException(
                        "the testbed of "
                            + folder.path()
                            + " is just being set up or torn down; try again in a moment"));
    Map<String, Long> pids = new LinkedHashMap<>();
    for (Node node : state.plan().nodes()) {
      Running running = state.processes().get(node.name());
      if (running != null) {
        pids.put(node.name(), running.pid());
      }
    }
    return new RunningTestbed(state.plan(), access, pids);
  }

  /** Returns the words that run a command on a node: {@code ip netns exec hostward-client}. */
  public static List<String> on(Node node) {
    return Network.within(node.namespace(), List.of());
  }
}
