package io.hostward.pipeline;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a transfer; an interrupt cancels it. */
final class TransferWait {
  /**
   * How long a cancelled transfer may take to let go of source and sink: a source that blocks in a
   * read, such as a terminal, may never.
   */
  private static final Duration LETTING_GO = Duration.ofSeconds(5);

  private TransferWait() {}

  /**
   * Waits.
   *
   * @param caught told that an interrupt was caught, before the transfer has let go
   */
  static <T> T on(CompletableFuture<T> transfer, Runnable caught)
      throws ExecutionException, InterruptedException {
    try {
      return transfer.get();
    } catch (InterruptedException e) {
      caught.run();
      transfer.cancel(true);
      awaitEnd(transfer);
      throw e;
    }
  }

  private static void awaitEnd(CompletableFuture<?> transfer) {
    try {
      transfer.get(LETTING_GO.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException
        | ExecutionException
        | CancellationException
        | TimeoutException e) {
      // It was given up in any case.
      return;
    }
  }
}
