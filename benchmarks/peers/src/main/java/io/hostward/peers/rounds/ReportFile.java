package io.hostward.peers.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown file of sections, each of which is written by a command of its own.
 *
 * @param file the file, which need not exist
 */
public record ReportFile(Path file) {
  private static final String TITLE = "# Hostward beside its peers";
  private static final String SECTION = "## ";

  /**
   * Puts a section in place of the one with the same heading, or at the end.
   *
   * @param lines what stands below the heading; lines that begin a section are not allowed
   */
  public void write(String heading, List<String> lines) throws IOException {
    List<String> before = new ArrayList<>(List.of(TITLE, ""));
    List<String> after = new ArrayList<>();
    if (Files.exists(file)) {
      List<String> old = Files.readAllLines(file);
      int start = old.indexOf(SECTION + heading);
      int end = start < 0 ? old.size() : nextSection(old, start + 1);
      before = new ArrayList<>(old.subList(0, start < 0 ? end : start));
      after.addAll(old.subList(end, old.size()));
    }
    while (!before.isEmpty() && before.get(before.size() - 1).isBlank()) {
      before.remove(before.size() - 1);
    }
    before.addAll(List.of("", SECTION + heading, ""));
    before.addAll(lines);
    if (!after.isEmpty()) {
      before.add("");
      before.addAll(after);
    }
    Files.write(file, before);
  }

  private static int nextSection(List<String> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).startsWith(SECTION)) {
        return i;
      }
    }
    return lines.size();
  }
}
