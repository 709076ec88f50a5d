package io.hostward.spark;

import io.hostward.net.Printable;
import java.util.List;

/**
 * What a job came to.
 *
 * @param results the folder of this run: the table of deliveries, and the plan file
 * @param shards how many there were
 * @param sums of all shards
 * @param sessions how many the executors opened, beside the driver's own
 * @param orphans how many temporary files of lost tasks were deleted
 * @param stoppedBy why shards ended before their end: a login was refused; empty otherwise
 */
public record JobReport(
    String results, int shards, Sums sums, long sessions, long orphans, List<String> stoppedBy) {

  /**
   * Deliveries, by what became of them.
   *
   * @param planned all rows of the manifest
   * @param there stood there before this run
   * @param arrived delivered by this run
   * @param arrivedBytes bytes of those that arrived
   * @param failed not delivered, for the reasons that the table tells
   */
  public record Sums(long planned, long there, long arrived, long arrivedBytes, long failed) {

    /** Returns those whose turn never came. */
    public long left() {
      return Math.max(0, planned - there - arrived - failed);
    }
  }

  public JobReport {
    stoppedBy = List.copyOf(stoppedBy);
  }

  /**
   * Returns the exit code, as {@code hostward distribute} has it: 0 if everything that was missing
   * has arrived, 1 if some failed or are left, 3 if the login was refused, 5 if everything was
   * there already.
   */
  public int exitCode() {
    if (!stoppedBy.isEmpty()) {
      return 3;
    } else if (sums.failed() > 0 || sums.left() > 0) {
      return 1;
    }
    return sums.arrived() == 0 ? 5 : 0;
  }

  @Override
  public String toString() {
    String how =
        !stoppedBy.isEmpty()
            ? "stopped: " + stoppedBy.get(0)
            : switch (exitCode()) {
              case 0 -> "all done";
              case 5 -> "nothing to do: everything was there already";
              default -> "some failed";
            };
    return how
        + "; arrived "
        + sums.arrived()
        + " ("
        + Printable.count(sums.arrivedBytes(), "byte")
        + "), there already "
        + sums.there()
        + ", failed "
        + sums.failed()
        + (sums.left() > 0 ? ", left " + sums.left() : "")
        + (orphans > 0 ? "; temporary files of lost tasks removed: " + orphans : "")
        + "; "
        + Printable.count(shards, "shard")
        + ", "
        + Printable.count(sessions + 1, "session")
        + "; the table is in "
        + results;
  }
}
