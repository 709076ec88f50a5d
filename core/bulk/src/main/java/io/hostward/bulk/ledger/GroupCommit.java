package io.hostward.bulk.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes what comes meanwhile in one transaction: whoever waits for its own row waits for one
 * commit, however many others write. The queue holds what is under way and no more.
 */
final class GroupCommit implements Committer {
  private static final int MOST = 1000;

  private final Database database;
  private final BlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean closed;

  private record Write<T>(Database.Work<T> work, CompletableFuture<T> future) {
    Runnable run(Database database) throws IOException, java.sql.SQLException {
      T result = work.run(database);
      return () -> future.complete(result);
    }
  }

  GroupCommit(Database database) {
    this.database = database;
    this.thread = new Thread(this::work, "hostward-ledger");
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes; the future completes on the ledger's thread. */
  @Override
  public <T> CompletableFuture<T> write(Database.Work<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        future.completeExceptionally(new LedgerException("the ledger is closed", null));
      } else {
        queue.add(new Write<>(work, future));
      }
    }
    return future;
  }

  private void work() {
    List<Write<?>> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(queue.take());
        queue.drainTo(batch, MOST);
        commit(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      // Closed: everything before was taken out of the queue.
      queue.drainTo(batch);
      commit(batch);
    }
  }

  private void commit(List<Write<?>> batch) {
    List<Runnable> completions = new ArrayList<>();
    try {
      database.transaction(
          open -> {
            for (Write<?> write : batch) {
              completions.add(write.run(open));
            }
            return true;
          });
      completions.forEach(Runnable::run);
    } catch (IOException | RuntimeException | Error e) {
      // Whoever waits for a row would wait for ever if this thread ended without a word.
      batch.forEach(write -> write.future().completeExceptionally(e));
    }
  }

  /** Writes what is in the queue, and ends the thread. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
