package io.hostward.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** A folder of a task's own, which goes with it. */
final class Scratch {
  private Scratch() {}

  static Path folder(TaskContext task, Path root) throws IOException {
    Path folder = Files.createTempDirectory(root, "hostward-shard-");
    TaskCompletionListener end = context -> delete(folder);
    task.addTaskCompletionListener(end);
    return folder;
  }

  private static void delete(Path folder) {
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> all = below.sorted(Comparator.reverseOrder()).toList();
      for (Path path : all) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
