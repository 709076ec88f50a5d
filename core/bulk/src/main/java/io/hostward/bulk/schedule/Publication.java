package io.hostward.bulk.schedule;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.progress.Tally;
import java.io.IOException;
import java.util.List;

/**
 * A new folder to which everything was sent, and which is to appear now.
 *
 * @param folder what it is called, and where it is kept until then
 * @param files what it is to hold
 * @param sent how many files of this run that are, and their bytes
 */
public record Publication(NewFolder folder, Files files, Tally.Amount sent) {

  /** Tells what the folder is to hold. Safe for use by many threads. */
  @FunctionalInterface
  public interface Files {

    /**
     * Returns the next files.
     *
     * @param after the number of the last that was returned; 0 for the first
     * @param most how many at most
     * @return fewer only if there are no more
     */
    List<Sent> next(long after, int most) throws IOException;
  }

  /**
   * A file that was sent there.
   *
   * @param id its delivery's number in the ledger
   * @param path below the folder
   * @param size its bytes
   * @param wanted whether this run delivers it; otherwise an earlier run has left it, and it is not
   *     to appear
   */
  public record Sent(long id, String path, long size, boolean wanted) {}
}
