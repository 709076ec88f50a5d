package io.hostward.bulk.schedule;

import io.hostward.transfer.FailureDomain;
import java.util.List;

/** What the publication of a new folder came to. */
public sealed interface PublishResult {

  /**
   * All of it stands under its name, and was looked up there.
   *
   * @param whole whether it appeared at once; false if something stood there by then, and the files
   *     were moved one by one
   */
  record Published(boolean whole) implements PublishResult {}

  /**
   * Some of what was sent is not there, or not of its size: nothing has appeared that was not there
   * before.
   *
   * @param deliveries their numbers: they are to be sent again
   * @param problem what was found
   */
  record Incomplete(List<Long> deliveries, String problem) implements PublishResult {
    public Incomplete {
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * It could not be moved, or it could not be found out whether it was.
   *
   * @param domain whose failure it is: says whether it is tried again
   * @param problem what was tried, where, what came back, what to do
   */
  record Failed(FailureDomain domain, String problem) implements PublishResult {}
}
