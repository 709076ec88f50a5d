package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.BulkListener;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * How a schedule works.
 *
 * @param limits how much at once, to begin with
 * @param rule what comes again
 * @param copies how files are copied between datastores, where the plan says that they may be
 * @param hosts which hosts mount a datastore, by managed object id; one that is missing here is not
 *     held back for its hosts' sake
 * @param datastoreLimits deliveries at once for single datastores, where that is less than {@code
 *     limits} say: the parts that a shard has of them
 * @param own the hosts that may be sent to: those of a shard; empty for all
 * @param listener hears what happens
 * @param clock the time; the system's may be set meanwhile, any other may not
 * @param alarm calls back
 * @param executor where the schedule works, on one thread at a time; reads of the ledger are made
 *     there, and never on the threads of a carrier
 */
public record ScheduleSettings(
    ScheduleLimits limits,
    RetryRule rule,
    CopyLimits copies,
    Map<String, Set<String>> hosts,
    Map<String, Integer> datastoreLimits,
    Optional<Set<String>> own,
    BulkListener listener,
    InstantSource clock,
    Alarm alarm,
    Executor executor) {
  public ScheduleSettings {
    hosts = new HashMap<>(hosts);
    datastoreLimits = new HashMap<>(datastoreLimits);
    own = own.map(Set::copyOf);
  }
}
