package io.hostward.experiment.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The experiment of 2013: a file is copied to the local datastore of one host, and to the shared
 * datastore, each time through vCenter and then as Hostward does it, round after round. Before the
 * first round a small file goes each way and is not counted.
 */
public final class TwoCopies {
  private static final long WARM_UP = 8L << 20;

  private final RunningTestbed testbed;
  private final String client;

  /**
   * The experiment in a testbed that is up.
   *
   * @param client the main class of the process that uploads, in the client's namespace. Its
   *     arguments: vCenter's URL, user and thumbprint, datastore, file, size, and a {@link
   *     Copy.Way}; {@link #password} tells the password. It prints {@link ClientLine}s, the first
   *     READY; begins when it is told a line; stays until its standard input ends, and then deletes
   *     the file.
   */
  public TwoCopies(RunningTestbed testbed, String client) {
    this.testbed = testbed;
    this.client = client;
  }

  /** Returns the password of the client's process from its environment; empty if it has none. */
  public static Optional<String> password() {
    return Optional.ofNullable(System.getenv(CopyRunner.PASSWORD));
  }

  /** Returns the datastores, in the order of the copies. */
  public static List<String> datastores() {
    return List.of(TestbedPlan.LOCAL_HOST + "-local", TestbedPlan.SHARED);
  }

  /**
   * Runs.
   *
   * @param bytes the file's size
   * @param rounds how often each copy is made each way
   * @param heard told of each copy when it is done
   * @throws TestbedException if another run measures in this testbed
   * @throws IOException if a client cannot be started or dies; an upload that fails is a copy with
   *     a problem
   */
  public List<Copy> run(long bytes, int rounds, Consumer<Copy> heard)
      throws IOException, InterruptedException {
    TestbedFolder folder = TestbedFolder.STANDARD;
    Path log = Files.createTempFile("hostward-testbed-", ".log");
    try (HeldLock lock =
        HeldLock.take(folder.runLock()).orElseThrow(() -> new TestbedException(busy(folder)))) {
      CopyRunner runner = new CopyRunner(testbed, client, log);
      List<Copy> copies = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        for (String datastore : datastores()) {
          for (Copy.Way way : Copy.Way.values()) {
            Copy copy =
                runner.copy(round, datastore, way, round == 0 ? Math.min(WARM_UP, bytes) : bytes);
            if (round > 0) {
              copies.add(copy);
              heard.accept(copy);
            }
          }
        }
      }
      return copies;
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static String busy(TestbedFolder folder) {
    try {
      return "the process "
          + HeldLock.holder(folder.runLock())
          + " is measuring in this testbed, and two would measure each other: wait for its end";
    } catch (IOException e) {
      return "another process is measuring in this testbed: wait for its end";
    }
  }
}
