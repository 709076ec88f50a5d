package io.hostward.bulk.shard;

import java.util.Set;

/**
 * A datastore, or one of the parts that it is split into.
 *
 * @param datastore its name
 * @param hosts the hosts that mount it
 * @param number from 0
 * @param of how many parts there are
 * @param weight of this part
 * @param limit deliveries at once
 */
record Part(String datastore, Set<String> hosts, int number, int of, double weight, int limit) {}
