package io.hostward.bulk.mirror;

import io.hostward.bulk.progress.Tally.Amount;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of files whose source is gone.
 *
 * @param deleted those that this run has deleted
 * @param listed those that a run would delete, or would have but for the refusal; by datastore
 * @param kept how many were left alone, since they are not what was put there, or belong together
 *     with something that stays
 * @param failed how many could not be deleted, or not be looked at
 * @param refused why nothing was deleted, or nothing more; empty if nothing was refused
 * @param interrupted whether an interrupt left the rest for the next run
 */
public record MirrorReport(
    Amount deleted,
    Map<String, Amount> listed,
    long kept,
    long failed,
    Optional<String> refused,
    boolean interrupted) {
  public MirrorReport {
    listed = new TreeMap<>(listed);
  }

  /** Nothing is looked for, for this reason. */
  public static MirrorReport refused(String why) {
    return new MirrorReport(Amount.NONE, Map.of(), 0, 0, Optional.of(why), false);
  }

  /** Returns what is listed of all datastores together. */
  public Amount listedInAll() {
    return listed.values().stream().reduce(Amount.NONE, Amount::plus);
  }

  /** Returns true if what was to be deleted is gone. */
  public boolean isDone() {
    return failed == 0 && refused.isEmpty() && !interrupted;
  }
}
