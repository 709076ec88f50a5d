package io.hostward.netty;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A future whose {@link #cancel} ends a transfer or a call, and which is done only when the source
 * or sink is no longer touched. Between the two it is neither done nor cancelled, for as long as it
 * takes the source to return from a read.
 */
final class TransferFuture<T> extends CompletableFuture<T> {
  private final Consumer<CancellationException> abort;

  TransferFuture(Consumer<CancellationException> abort) {
    this.abort = abort;
  }

  /** Closes the connection and returns at once. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (!isDone()) {
      abort.accept(new CancellationException("it was cancelled"));
      return true;
    }
    return isCancelled();
  }
}
