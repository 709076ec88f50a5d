package io.hostward.bulk.mirror;

import io.hostward.bulk.progress.Tally.Amount;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of files whose source is gone.
 *
 * @param deleted those that earlier runs had put there, and this one has deleted
 * @param unknown those that none had put there, and this one has deleted
 * @param folders how many empty folders were removed
 * @param listed those that earlier runs have put there, and a run would delete, or would have but
 *     for the refusal; by datastore
 * @param unknownListed those that none has put there, likewise
 * @param kept how many were left alone, since they are not what was put there, or belong together
 *     with something that stays, or to vSphere
 * @param failed how many could not be deleted, or not be looked at
 * @param refused why nothing was deleted, or nothing more; empty if nothing was refused
 * @param interrupted whether an interrupt left the rest for the next run
 */
public record MirrorReport(
    Amount deleted,
    Amount unknown,
    long folders,
    Map<String, Amount> listed,
    Map<String, Amount> unknownListed,
    long kept,
    long failed,
    Optional<String> refused,
    boolean interrupted) {
  public MirrorReport {
    listed = new TreeMap<>(listed);
    unknownListed = new TreeMap<>(unknownListed);
  }

  /** Nothing is looked for, for this reason. */
  public static MirrorReport refused(String why) {
    return none(Optional.of(why), false);
  }

  /** Nothing was done. */
  static MirrorReport none(Optional<String> refused, boolean interrupted) {
    return new MirrorReport(
        Amount.NONE, Amount.NONE, 0, Map.of(), Map.of(), 0, 0, refused, interrupted);
  }

  /** Returns what is listed of all datastores together. */
  public Amount listedInAll() {
    return Stream.concat(listed.values().stream(), unknownListed.values().stream())
        .reduce(Amount.NONE, Amount::plus);
  }

  /** Returns what was deleted, files and folders, or would be. */
  public boolean isAnything() {
    return deleted.deliveries() + unknown.deliveries() + folders + listedInAll().deliveries() > 0;
  }

  /** Returns true if what was to be deleted is gone. */
  public boolean isDone() {
    return failed == 0 && refused.isEmpty() && !interrupted;
  }
}
