package io.hostward.pipeline;

import io.hostward.model.TransferException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for a transfer; an interrupt cancels it. */
final class Waiting {
  private Waiting() {}

  static <T> T on(CompletableFuture<T> transfer, Cancellation cancellation) throws IOException {
    try {
      return transfer.get();
    } catch (InterruptedException e) {
      transfer.cancel(true);
      Thread.currentThread().interrupt();
      throw new TransferException(
          TransferException.Phase.BODY,
          "the transfer was broken off: " + cancellation.reason().orElse("interrupted"),
          0,
          e);
    } catch (CancellationException e) {
      throw new IOException("the transfer was cancelled because the transport was closed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException("the transport failed: " + e.getCause(), e);
    }
  }
}
