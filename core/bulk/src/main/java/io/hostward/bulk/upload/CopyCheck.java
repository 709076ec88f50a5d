package io.hostward.bulk.upload;

import io.hostward.bulk.schedule.Task;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;

/** Compares a copy that was made inside vSphere with what it should be, besides its size. */
@FunctionalInterface
public interface CopyCheck {
  /** Leaves it at the size. */
  CopyCheck SIZE = (task, copy) -> {};

  /**
   * Looks at a copy before it gets its name. Called by several threads at once; blocks.
   *
   * @param copy where it is
   * @throws IOException if it is not what was to be delivered, or that cannot be found out: the
   *     file is sent instead
   */
  void check(Task task, DatastorePath copy) throws IOException;
}
