package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.progress.Tally;

/**
 * A new folder that does not appear, since something that belongs into it has failed.
 *
 * @param folder what it is called, and where what was sent is kept
 * @param sent what was sent
 * @param problem the first failure
 */
public record HeldFolder(NewFolder folder, Tally.Amount sent, String problem) {}
