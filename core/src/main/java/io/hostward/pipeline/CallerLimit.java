package io.hostward.pipeline;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gives what runs on its caller's thread no more than a time: it is interrupted when that is over.
 * Safe for use by many threads.
 */
public final class CallerLimit {
  private CallerLimit() {}

  /** What is to be done. */
  @FunctionalInterface
  public interface Call<T> {
    T run() throws VSphereException;
  }

  /**
   * Does it.
   *
   * @param limit more than zero
   * @throws VSphereException {@code INTERRUPTED} or {@code CANCELLED} if the time was up; the
   *     message says whether it may still be carried out, and the thread is not interrupted then
   */
  public static <T> T within(Duration limit, Call<T> call) throws VSphereException {
    // It has no cleanup of its own to be waited for: what it does when interrupted is bounded.
    Cancellation cancellation = new Cancellation(Duration.ZERO);
    if (!cancellation.begin()) {
      throw new IllegalStateException("nobody can have asked for its end");
    }
    String reason = "the deadline of " + DurationWords.of(limit) + " has passed";
    CompletableFuture<Void> timer = new CompletableFuture<>();
    var unused =
        timer.exceptionally(
            late -> {
              cancellation.request(reason);
              return null;
            });
    timer.orTimeout(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    try {
      return call.run();
    } catch (VSphereException e) {
      boolean brokenOff = e.kind() == Kind.INTERRUPTED || e.kind() == Kind.CANCELLED;
      throw brokenOff && cancellation.reason().filter(reason::equals).isPresent()
          ? new VSphereException(e.kind(), reason + ": " + e.getMessage(), e)
          : e;
    } finally {
      timer.complete(null);
      cancellation.end();
    }
  }
}
