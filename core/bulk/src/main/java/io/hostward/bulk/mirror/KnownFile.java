package io.hostward.bulk.mirror;

import io.hostward.inventory.DatastorePath;
import java.time.Instant;

/**
 * A file that an earlier run has put onto a datastore, and that is no target of this run.
 *
 * @param id its number in the ledger
 * @param target where it was put
 * @param source the location that it came from
 * @param size its bytes, as it was put there
 * @param until when it was known to have arrived. One that was changed later is another; so is, for
 *     safety, each file of a datastore whose clock is ahead of ours
 */
public record KnownFile(long id, DatastorePath target, String source, long size, Instant until) {}
