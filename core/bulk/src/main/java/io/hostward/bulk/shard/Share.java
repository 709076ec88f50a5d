package io.hostward.bulk.shard;

import java.util.Map;
import java.util.Set;

/**
 * What one shard does.
 *
 * @param hosts the hosts that it may send to, by managed object id; no other shard sends to them.
 *     What none of them mounts goes through the relay
 * @param datastores how many deliveries it may have under way at once, by datastore
 */
public record Share(Set<String> hosts, Map<String, Integer> datastores) {
  public Share {
    hosts = Set.copyOf(hosts);
    datastores = Map.copyOf(datastores);
  }
}
