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
    return new WorkFolder(Files.createTempDirectory(parent, "hostward-peers"));
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
