package io.hostward.bulk.ledger;

import io.hostward.bulk.schedule.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A ledger whose process is killed, and what it leaves. */
final class KilledLedger {
  private KilledLedger() {}

  /** Writes when it is told to, so that a kill can come before. */
  record LateCommitter(Database database, List<Runnable> pending) implements Committer {
    @Override
    public <T> CompletableFuture<T> write(Database.Work<T> work) {
      CompletableFuture<T> future = new CompletableFuture<>();
      pending.add(
          () -> {
            try {
              future.complete(database.transaction(work));
            } catch (IOException e) {
              future.completeExceptionally(e);
            }
          });
      return future;
    }

    @Override
    public void close() {
      while (!pending.isEmpty()) {
        pending.remove(0).run();
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    for (String part : List.of("", "-wal")) {
      Path source = from.resolveSibling(from.getFileName() + part);
      if (Files.exists(source)) {
        Files.copy(source, to.resolveSibling(to.getFileName() + part));
      }
    }
  }

  // Closing writes the log into the file; a killed process does not: its files are kept aside.
  static void copyBeforeClose(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".killed");
    Files.deleteIfExists(aside);
    Files.deleteIfExists(aside.resolveSibling(aside.getFileName() + "-wal"));
    copy(file, aside);
  }

  /** One of the things that can happen now. Alarms go off when nothing else does, or early. */
  static void step(
      Random random,
      FakeTime time,
      List<Runnable> writes,
      List<Runnable> actions,
      List<Runnable> world) {
    List<List<Runnable>> some =
        Stream.of(writes, actions, world).filter(list -> !list.isEmpty()).toList();
    if (some.isEmpty() || random.nextInt(20) == 0) {
      time.next();
      return;
    }
    List<Runnable> list = some.get(random.nextInt(some.size()));
    // Writes and decisions keep their order; what happens out there has none.
    list.remove(list == world ? random.nextInt(list.size()) : 0).run();
  }
}
