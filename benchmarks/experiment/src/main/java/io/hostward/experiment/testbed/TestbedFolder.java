package io.hostward.experiment.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a testbed keeps its lock, its state, its sockets and its logs; nobody but root looks in.
 *
 * @param path the folder, whose path is short enough for sockets
 */
record TestbedFolder(Path path) {
  /** Of this machine; gone after a restart, as the network is. */
  static final TestbedFolder STANDARD = new TestbedFolder(Path.of("/run/hostward-testbed"));

  void create() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path runLock() {
    return path.resolve("run.lock");
  }

  Path state() {
    return path.resolve("state");
  }

  Path sockets() {
    return path.resolve("sockets");
  }

  Path log(Node node) {
    return path.resolve(node.namespace() + ".log");
  }

  /** Removes all but the locks, the state last. */
  void clear() throws IOException {
    for (Path folder : List.of(sockets(), path)) {
      if (Files.isDirectory(folder)) {
        for (Path file : files(folder)) {
          if (Files.isRegularFile(file) && !isKept(file) || folder.equals(sockets())) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
    Files.deleteIfExists(sockets());
    Files.deleteIfExists(state());
  }

  private boolean isKept(Path file) {
    return file.equals(lock()) || file.equals(runLock()) || file.equals(state());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
