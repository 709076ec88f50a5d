package io.hostward.cli.upload;

import io.hostward.upload.Outcome;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hears how an upload ended, beside another listener. A cancelled upload's future says nothing of
 * its cleanup.
 */
final class UploadEnd implements UploadListener {
  // Cleaning up takes 30 seconds at most.
  private static final long LONGEST_SECONDS = 40;

  private final Optional<UploadListener> other;
  private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

  UploadEnd(Optional<UploadListener> other) {
    this.other = other;
  }

  @Override
  public void heard(UploadEvent event) {
    if (event instanceof UploadEvent.Ended end) {
      ended.complete(end.outcome());
    }
    other.ifPresent(listener -> listener.heard(event));
  }

  /** Waits for the end; empty if it does not come. */
  Optional<Outcome> outcome() {
    try {
      return Optional.of(ended.get(LONGEST_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }
}
