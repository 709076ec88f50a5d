package io.hostward.peers;

import io.hostward.peers.machine.MachineFacts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How this program was called, and when.
 *
 * @param arguments the arguments
 * @param clock tells the date
 */
record Invocation(List<String> arguments, Clock clock) {
  /** Copies the list. */
  Invocation {
    arguments = List.copyOf(arguments);
  }

  /**
   * Returns what stands above tables: date, command, machine, and how busy it was at the start.
   *
   * @param base what ratios are to
   */
  List<String> head(String base) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.add(LocalDate.now(clock) + ", by");
    lines.add("");
    lines.add("    java -jar benchmarks/peers/target/peers.jar " + String.join(" ", arguments));
    lines.add("");
    lines.add("median (least-most); a ratio is that to " + base + " in the same round.");
    lines.add("");
    MachineFacts.lines().forEach(fact -> lines.add("- " + fact));
    lines.add("- load average at the start: " + MachineFacts.load());
    return lines;
  }
}
