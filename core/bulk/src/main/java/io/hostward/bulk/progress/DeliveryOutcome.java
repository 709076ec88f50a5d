package io.hostward.bulk.progress;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run has made of one delivery, told when the run is over.
 *
 * @param source the location of its file
 * @param how what has become of it; {@code LEFT} also if its turn never came
 * @param bytes the file's size; 0 if it could not be looked at
 * @param attempts how often this run began it
 * @param took how long it was under way, all attempts together
 * @param route over which it went, or failed last; empty if it came to none
 * @param domain whose failure it is; empty if it is none, or was given up with its datastore
 * @param problem what was tried, where, and what came back; empty if it is no failure
 */
public record DeliveryOutcome(
    String source,
    DatastorePath target,
    BulkEvent.End how,
    long bytes,
    int attempts,
    Duration took,
    String route,
    Optional<FailureDomain> domain,
    String problem) {}
