package io.hostward.cli.report;

import io.hostward.inventory.HostSnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host that mounts a datastore.
 *
 * @param name its name in the inventory
 * @param id its managed object id
 * @param addresses its management addresses
 * @param usable whether it can take an upload
 * @param rank 1 is the best; absent if it is not usable
 * @param score 0 to 1 by the policy's own measure; absent if it is not usable
 * @param reason why it has its rank, or why it is not usable
 */
public record HostReport(
    String name,
    String id,
    List<String> addresses,
    boolean usable,
    @Nullable Integer rank,
    @Nullable Double score,
    String reason) {

  /** Returns the hosts of a selection: the usable ones by rank, then the others. */
  public static List<HostReport> of(Selection selection) {
    List<HostReport> hosts = new ArrayList<>();
    for (RankedHost ranked : selection.ranked()) {
      hosts.add(of(ranked.host(), hosts.size() + 1, ranked.score(), ranked.reason()));
    }
    for (Rejection refused : selection.refused()) {
      hosts.add(of(refused.host(), null, null, refused.reason()));
    }
    return hosts;
  }

  private static HostReport of(
      HostSnapshot host, @Nullable Integer rank, @Nullable Double score, String reason) {
    return new HostReport(
        host.name(),
        host.id().value(),
        host.managementAddresses(),
        rank != null,
        rank,
        score,
        reason);
  }
}
