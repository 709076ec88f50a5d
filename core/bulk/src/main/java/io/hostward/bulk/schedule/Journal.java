package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.Tally;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes down what happens, before and after. A port that the ledger fills. Each future completes
 * when what was written outlives the process; one that fails ends the run, since nothing may be
 * sent that is not written down. What is told of new folders fails by default: a journal of tasks
 * that have none.
 */
public interface Journal {

  /** A delivery is about to begin. */
  CompletableFuture<Void> begin(Task task);

  /** It arrived, or was there. */
  CompletableFuture<Void> arrived(Task task, CarryResult.Arrived how);

  /**
   * It was sent to where its new folder is kept, or was there.
   *
   * @return what is to be published now: it was the last of its folder, and none of it has failed
   */
  default CompletableFuture<Optional<Publication>> sent(Task task, CarryResult.Arrived how) {
    return noFolders();
  }

  /**
   * A new folder has appeared.
   *
   * @return what has arrived with it
   */
  default CompletableFuture<Tally.Amount> published(Publication publication) {
    return noFolders();
  }

  /**
   * A new folder has not appeared, and some of its deliveries are not sent any more.
   *
   * @param deliveries their numbers
   * @param present whether their files may be there all the same: who carries them again looks
   *     first
   * @param round in which that was
   * @param again whether they are open in the next round; otherwise they have failed
   * @return how much that is
   */
  default CompletableFuture<Tally.Amount> notPublished(
      List<Long> deliveries, boolean present, int round, boolean again, String why) {
    return noFolders();
  }

  /**
   * Nothing of a datastore is open any more: new folders that have not appeared by now do not
   * appear in this run.
   */
  default CompletableFuture<List<HeldFolder>> hold(String datastore) {
    return noFolders();
  }

  private static <T> CompletableFuture<T> noFolders() {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException(
            "a task goes into a new folder, and this journal keeps none: plan without whole"
                + " folders, or override what it is told of them"));
  }

  /**
   * It failed.
   *
   * @param again whether it is open in the next round
   */
  CompletableFuture<Void> failed(Task task, CarryResult.Failed why, boolean again);

  /** It was broken off, and stays open for the next run. */
  CompletableFuture<Void> left(Task task, String why);

  /**
   * All that a datastore still has open in a round is not tried in it.
   *
   * @param again whether it is open in the next round; otherwise it has failed
   * @param why the last failure
   * @return how much that was
   */
  CompletableFuture<Tally.Amount> putOff(String datastore, int round, boolean again, String why);
}
