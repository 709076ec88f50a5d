package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run came to.
 *
 * @param status in a word
 * @param tally of all datastores together
 * @param datastores by name
 * @param sent what was sent for new folders, and is kept for the next run, since they have not
 *     appeared; part of what the tally has as open
 * @param stoppedBy why it ended before its end: the login was refused; empty otherwise
 */
public record RunReport(
    RunStatus status,
    Tally tally,
    Map<String, Tally> datastores,
    Tally.Amount sent,
    Optional<String> stoppedBy) {
  public RunReport {
    datastores = new TreeMap<>(datastores);
  }
}
