package io.hostward.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A {@link LabMain} that was started. */
final class LabProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final List<String> head;

  LabProcess(int hosts, long bytesPerSecond) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                LabMain.class.getName(),
                String.valueOf(hosts),
                String.valueOf(bytesPerSecond))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers = process.inputReader();
    head = lines();
  }

  String url() {
    return head.get(0);
  }

  String thumbprint() {
    return head.get(1);
  }

  String user() {
    return head.get(2);
  }

  String password() {
    return head.get(3);
  }

  /** As {@code --resolve} takes them. */
  List<String> addresses() {
    return head.subList(4, head.size());
  }

  /** Bodies of files that came whole to hosts' doors. */
  long whole() {
    return number("whole");
  }

  /** The most bodies that one host ever had at a time. */
  long most() {
    return number("most");
  }

  long logins() {
    return number("logins");
  }

  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    for (String line : ask("files")) {
      int space = line.indexOf(' ');
      files.put(line.substring(space + 1), line.substring(0, space));
    }
    return files;
  }

  private long number(String question) {
    return Long.parseLong(ask(question).get(0));
  }

  private synchronized List<String> ask(String question) {
    try {
      process.outputWriter().write(question + "\n");
      process.outputWriter().flush();
      return lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = answers.readLine(); !".".equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IOException("the lab's process has ended");
      }
      lines.add(line);
    }
    return lines;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
