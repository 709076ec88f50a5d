package io.hostward.pipeline.fake;

import io.hostward.transfer.TransferReceipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cancelling it closes it, and either a file was made before or none is. Its body has ended before
 * anybody can see that it is done, and may move the next one.
 */
final class FakeConnection extends CompletableFuture<TransferReceipt> {
  private final AtomicBoolean moving = new AtomicBoolean(true);
  private final Runnable bodyEnds;

  FakeConnection(Runnable bodyEnds) {
    this.bodyEnds = bodyEnds;
  }

  @Override
  public boolean complete(TransferReceipt receipt) {
    end();
    return super.complete(receipt);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    end();
    return super.completeExceptionally(failure);
  }

  @Override
  public synchronized boolean cancel(boolean mayInterruptIfRunning) {
    end();
    return super.cancel(mayInterruptIfRunning);
  }

  private void end() {
    if (moving.getAndSet(false)) {
      bodyEnds.run();
    }
  }
}
