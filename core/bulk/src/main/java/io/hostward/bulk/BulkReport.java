package io.hostward.bulk;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param status in a word; {@code SOME_FAILED} also if something was found that could not be read,
 *     or was to be deleted and was not
 * @param plan what was found when it was planned
 * @param run what became of the deliveries
 * @param passedOver the first hundred of what was found and not delivered
 * @param unreadable how many of those that were passed over should have been delivered
 * @param failures how many rows the list of failures has; 0 if none was asked for
 * @param mirror what became of files whose source is gone; empty if the run does not delete
 */
public record BulkReport(
    RunStatus status,
    PlanTotals plan,
    RunReport run,
    List<PassedOver> passedOver,
    long unreadable,
    long failures,
    Optional<MirrorReport> mirror) {
  public BulkReport {
    passedOver = List.copyOf(passedOver);
  }

  /** A report of a run that deletes nothing. */
  public BulkReport(
      RunStatus status,
      PlanTotals plan,
      RunReport run,
      List<PassedOver> passedOver,
      long unreadable,
      long failures) {
    this(status, plan, run, passedOver, unreadable, failures, Optional.empty());
  }
}
