package io.hostward.bulk.ledger;

import java.util.concurrent.CompletableFuture;

/** Writes into the ledger, soon. */
interface Committer extends AutoCloseable {

  /** Writes; the future completes when it is committed. */
  <T> CompletableFuture<T> write(Database.Work<T> work);

  /** Writes what is to be written yet. */
  @Override
  void close();
}
