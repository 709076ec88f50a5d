package io.hostward.cli.startup;

import java.util.Optional;

/**
 * What one round of uploads cost the client.
 *
 * @param concurrency uploads at a time
 * @param files in all
 * @param cpuNanos CPU time of all threads of the client, compilers and collector included
 * @param wallNanos from the first upload's start to the last one's end
 * @param calls questions to vCenter
 */
record WarmRound(int concurrency, int files, long cpuNanos, long wallNanos, long calls) {
  private static final String MARK = "ROUND";

  /** As a line from one process to another. */
  String line() {
    return String.join(
        " ",
        MARK,
        Integer.toString(concurrency),
        Integer.toString(files),
        Long.toString(cpuNanos),
        Long.toString(wallNanos),
        Long.toString(calls));
  }

  /** Reads such a line; empty for any other. */
  static Optional<WarmRound> parse(String line) {
    String[] parts = line.split(" ", -1);
    return parts.length == 6 && parts[0].equals(MARK)
        ? Optional.of(
            new WarmRound(
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5])))
        : Optional.empty();
  }

  double cpuMillisPerFile() {
    return cpuNanos / 1e6 / files;
  }

  double callsPerFile() {
    return (double) calls / files;
  }

  double filesPerSecond() {
    return files * 1e9 / wallNanos;
  }
}
