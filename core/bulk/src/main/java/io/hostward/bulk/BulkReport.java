package io.hostward.bulk;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.RunReport;
import java.util.List;

/**
 * What a run came to.
 *
 * @param status in a word; {@code SOME_FAILED} also if something was found that could not be read
 * @param plan what was found when it was planned
 * @param run what became of the deliveries
 * @param passedOver the first hundred of what was found and not delivered
 * @param unreadable how many of those that were passed over should have been delivered
 * @param failures how many rows the list of failures has; 0 if none was asked for
 */
public record BulkReport(
    RunStatus status,
    PlanTotals plan,
    RunReport run,
    List<PassedOver> passedOver,
    long unreadable,
    long failures) {
  public BulkReport {
    passedOver = List.copyOf(passedOver);
  }
}
