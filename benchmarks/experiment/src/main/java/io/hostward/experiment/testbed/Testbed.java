package io.hostward.experiment.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The testbed of 2013 on one Linux machine: a client, a vCenter and its hosts, each a network
 * namespace with one link of a given speed to a switch, which is a namespace too. The vCenter's
 * process is the lab, which holds all state, so that its connections to a host's 902 leave from
 * vCenter's namespace; each host is a process of its own, which listens on its address at 443 and
 * 902 and carries what comes to the lab.
 *
 * <p>The machine's own network is not touched: no link, route, rule or setting of it. Only one
 * testbed can be up on a machine. It takes root. Closing it takes all of it away; what a killed
 * process leaves, {@link #down} does.
 *
 * <p>The far site: bytes to and from it are handed on later by half of the round trip, without
 * losing speed, and those that open a connection by a whole one more, for TCP's handshake.
 */
public final class Testbed implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final Duration MAKER_END = Duration.ofSeconds(60);

  private final TestbedFolder folder;
  private final HeldLock lock;
  private final List<NamespaceProcess> processes = new ArrayList<>();
  private TestbedState state;

  private Testbed(TestbedFolder folder, HeldLock lock, TestbedPlan plan) {
    this.folder = folder;
    this.lock = lock;
    this.state =
        new TestbedState(plan, Running.of(ProcessHandle.current()), Map.of(), Optional.empty());
  }

  /**
   * Sets a testbed up. What one that was killed left is taken away before.
   *
   * @param lab the main class of the lab's process: its arguments are the folder of the hosts'
   *     sockets and the plan as {@link OneWord}; its first line is its {@link Access} likewise
   * @throws TestbedException if one is up already, or this machine does not permit one
   * @throws IOException if something else went wrong; all is taken away again
   */
  public static Testbed up(TestbedPlan plan, String lab) throws IOException, InterruptedException {
    return up(TestbedFolder.STANDARD, plan, lab);
  }

  static Testbed up(TestbedFolder folder, TestbedPlan plan, String lab)
      throws IOException, InterruptedException {
    Ground.check();
    folder.create();
    HeldLock lock =
        HeldLock.take(folder.lock()).orElseThrow(() -> new TestbedException(taken(folder)));
    Testbed testbed = new Testbed(folder, lock, plan);
    try {
      testbed.clearGround();
      testbed.build(lab);
      return testbed;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      testbed.closeAfter(e);
      throw e;
    }
  }

  private static String taken(TestbedFolder folder) {
    String holder = "unknown";
    try {
      holder = HeldLock.holder(folder.lock());
    } catch (IOException e) {
      // It says less then.
      holder = "unknown";
    }
    return "a testbed is up already, of the process "
        + holder
        + ", and a machine bears one: 'hostward testbed run' uses it, 'hostward testbed down' ends"
        + " it";
  }

  private void clearGround() throws IOException, InterruptedException {
    Optional<TestbedState> killed = TestbedState.load(folder.state());
    if (killed.isPresent()) {
      Teardown.of(killed.get(), folder);
    }
    List<String> foreign = new ArrayList<>(Network.listed(Commands.run(Network.list())));
    foreign.retainAll(Network.namespaces(state.plan()));
    if (!foreign.isEmpty()) {
      throw new TestbedException(
          "there are network namespaces that no testbed is known to have made, "
              + String.join(", ", foreign)
              + "; if nobody needs them: ip netns del "
              + foreign.get(0));
    }
  }

  private void build(String lab) throws IOException, InterruptedException {
    // Before anything is made, so that it can be found and removed whatever happens.
    state.save(folder.state());
    Files.createDirectories(folder.sockets());
    for (List<String> command : Network.up(state.plan())) {
      try {
        Commands.run(command);
      } catch (IOException e) {
        throw new TestbedException(
            "this machine does not permit the testbed's network: "
                + e.getMessage()
                + Ground.OTHER_WAY,
            e);
      }
    }
    NamespaceProcess labProcess = start(state.plan().vcenter(), labCommand(lab));
    List<NamespaceProcess> hosts = new ArrayList<>();
    int number = 1;
    for (Node host : state.plan().hostNodes()) {
      hosts.add(start(host, hostCommand(host, number++)));
    }
    Access access = access(labProcess.await(START_SECONDS, TimeUnit.SECONDS));
    for (NamespaceProcess host : hosts) {
      host.await(START_SECONDS, TimeUnit.SECONDS);
    }
    state = new TestbedState(state.plan(), state.maker(), state.processes(), Optional.of(access));
    state.save(folder.state());
  }

  private NamespaceProcess start(Node node, List<String> main) throws IOException {
    NamespaceProcess process = NamespaceProcess.start(node, folder.log(node), Map.of(), main);
    processes.add(process);
    Map<String, Running> known = new TreeMap<>(state.processes());
    known.put(node.name(), process.running());
    state = new TestbedState(state.plan(), state.maker(), known, Optional.empty());
    state.save(folder.state());
    return process;
  }

  private List<String> labCommand(String lab) throws IOException {
    return List.of(lab, folder.sockets().toString(), OneWord.of(state.plan().toProperties()));
  }

  private List<String> hostCommand(Node host, int number) {
    return List.of(
        HostProcess.class.getName(),
        host.address(),
        folder.sockets().resolve(moid(number)).toString(),
        "" + state.plan().delay(host).toNanos());
  }

  /** The managed object id of a host, ESX1 being number 1; the lab names its sockets by it. */
  public static String moid(int number) {
    return "host-" + (20 + number);
  }

  private static Access access(String line) throws IOException {
    return Access.read(OneWord.properties(line))
        .orElseThrow(() -> new IOException("the lab did not say how to log in"));
  }

  /** Returns how to use it. */
  public RunningTestbed running() throws IOException {
    return RunningTestbed.of(folder, state);
  }

  /**
   * Tears down what there is of a testbed. One that is up is asked to end by itself; what is left
   * of one that was killed is removed.
   *
   * @return what was done, in words; empty if there was nothing to do
   * @throws TestbedException if it does not end
   */
  public static List<String> down() throws IOException, InterruptedException {
    return down(TestbedFolder.STANDARD);
  }

  static List<String> down(TestbedFolder folder) throws IOException, InterruptedException {
    if (!Files.isDirectory(folder.path())) {
      return List.of();
    }
    Optional<String> missing = Ground.missing();
    if (missing.isPresent()) {
      throw new TestbedException("the testbed cannot be taken down: " + missing.get());
    }
    List<String> done = new ArrayList<>();
    Optional<HeldLock> free = HeldLock.take(folder.lock());
    if (free.isEmpty()) {
      done.add("ended the process " + HeldLock.holder(folder.lock()));
      endMaker(folder);
      free = HeldLock.take(folder.lock());
    }
    try (HeldLock lock = free.orElseThrow(() -> new TestbedException(taken(folder)))) {
      Optional<TestbedState> left = TestbedState.load(folder.state());
      if (left.isPresent()) {
        Teardown.of(left.get(), folder).forEach(what -> done.add("removed " + what));
      }
    }
    return done;
  }

  private static void endMaker(TestbedFolder folder) throws IOException, InterruptedException {
    Optional<ProcessHandle> maker =
        TestbedState.load(folder.state()).flatMap(state -> state.maker().handle());
    if (maker.isPresent()) {
      maker.get().destroy();
      Teardown.ended(maker.get(), MAKER_END);
    }
  }

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Takes it away.
   *
   * @throws IOException if something remains; {@link #down} may be tried then
   */
  @Override
  public void close() throws IOException {
    // An interrupt is why it ends, and must not keep it from ending whole.
    boolean interrupted = Thread.interrupted();
    try (lock) {
      @Nullable IOException failure = null;
      for (int i = processes.size() - 1; i >= 0; i--) {
        try {
          processes.get(i).close();
        } catch (IOException e) {
          failure = e;
        }
      }
      Teardown.of(state, folder);
      if (failure != null) {
        throw failure;
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
