package io.hostward.bulk;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.ledger.PastRate;
import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.bulk.plan.PlanTotals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run would do.
 *
 * @param totals of everything
 * @param datastores of each datastore, by name
 * @param rate how fast the last run of this ledger was, if there was one
 * @param passedOver the first hundred of what was found and is not delivered
 * @param unreadable how many of those that were passed over should be delivered
 * @param mirror which files whose source is gone would be deleted if everything arrived; empty if
 *     the run does not delete
 */
public record Rehearsal(
    PlanTotals totals,
    Map<String, PlanTotals> datastores,
    Optional<PastRate> rate,
    List<PassedOver> passedOver,
    long unreadable,
    Optional<MirrorReport> mirror) {
  public Rehearsal {
    datastores = new TreeMap<>(datastores);
    passedOver = List.copyOf(passedOver);
  }
}
