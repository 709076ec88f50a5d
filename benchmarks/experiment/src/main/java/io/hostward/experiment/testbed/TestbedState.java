package io.hostward.experiment.testbed;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What is known of a testbed outside of the process that made it: enough to use it, and to tear it
 * down when that process was killed. Immutable.
 *
 * @param plan what it is like
 * @param maker the process that made it
 * @param processes those that it started, by the names of their nodes
 * @param access how to log in; empty until it is up
 */
record TestbedState(
    TestbedPlan plan, Running maker, Map<String, Running> processes, Optional<Access> access) {
  private static final String PROCESS = "process.";

  TestbedState {
    processes = Map.copyOf(processes);
  }

  /** Returns the text of its file. */
  String write() {
    Properties all = plan.toProperties();
    all.setProperty("maker", maker.toString());
    processes.forEach((name, process) -> all.setProperty(PROCESS + name, process.toString()));
    access.ifPresent(how -> how.write(all));
    StringWriter text = new StringWriter();
    try {
      all.store(text, "hostward testbed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads a file's text.
   *
   * @throws IllegalArgumentException if it is no such file
   */
  static TestbedState parse(String text) {
    Properties all = new Properties();
    try {
      all.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Running> processes = new TreeMap<>();
    for (String key : all.stringPropertyNames()) {
      if (key.startsWith(PROCESS)) {
        processes.put(key.substring(PROCESS.length()), Running.parse(all.getProperty(key)));
      }
    }
    return new TestbedState(
        TestbedPlan.of(all),
        Running.parse(all.getProperty("maker", "")),
        processes,
        Access.read(all));
  }

  /** Writes the file, which is whole whenever it is read. */
  void save(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, write());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads the file; empty if there is none. */
  static Optional<TestbedState> load(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
  }
}
