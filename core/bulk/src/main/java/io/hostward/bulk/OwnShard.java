package io.hostward.bulk;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.target.DatastoreNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this run does of all there is to do: everything, or one shard of a plan file.
 *
 * @param plan empty for everything
 * @param number of the shard, from 0
 */
record OwnShard(Optional<ShardPlan> plan, int number) {

  /** The shard that the settings say. */
  static OwnShard of(BulkRunBuilder settings, DatastoreNames names) {
    return new OwnShard(
        Optional.ofNullable(settings.shards).map(plan -> plan.named(names::of)), settings.shard);
  }

  boolean owns(Delivery delivery) {
    return plan.isEmpty() || plan.get().owner(delivery.target()) == number;
  }

  /** Returns whether other shards deliver to a datastore as well. */
  boolean isSplit(String datastore) {
    return plan.isPresent() && plan.get().isSplit(datastore);
  }

  /** Returns its limits by datastore, where they are not those of all. */
  Map<String, Integer> datastores() {
    return plan.map(all -> all.share(number).datastores()).orElse(Map.of());
  }

  /** Returns the hosts that it may send to; empty for any. */
  Optional<Set<String>> hosts() {
    return plan.map(all -> all.share(number).hosts());
  }
}
