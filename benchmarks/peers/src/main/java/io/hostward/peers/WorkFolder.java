package io.hostward.peers;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for all files of a run, in memory; it is gone afterwards.
 *
 * @param path the folder
 */
record WorkFolder(Path path) implements AutoCloseable {
  static WorkFolder create(Path parent) throws IOException {
    FileStore store = Files.getFileStore(parent);
    if (!store.type().equals("tmpfs")) {
      throw new IOException(
          parent + " is on " + store.type() + ": name a tmpfs, or the disk is measured (--folder)");
    }
    WorkFolder folder = new WorkFolder(Files.createTempDirectory(parent, "hostward-peers"));
    // Ctrl-C must not leave gigabytes of memory behind, nor a server.
    Runtime.getRuntime().addShutdownHook(new Thread(folder::abandon));
    return folder;
  }

  private void abandon() {
    if (Files.exists(path)) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      try {
        close();
      } catch (IOException e) {
        System.err.println("left behind: " + path + " (" + e + ")");
      }
    }
  }

  Path sub(String name) throws IOException {
    return Files.createDirectory(path.resolve(name));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(path)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
