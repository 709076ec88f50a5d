package io.hostward.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a stream ends where it was said to, by asking it for one byte more. What comes late
 * is only seen by who waits for it; a stream that neither ends nor gives a byte is waited for so
 * long and no longer, by a thread of its own, since a read can often not be broken off.
 *
 * <p>Asked by one thread at a time, any number of times; {@link #leave} may come from another.
 */
final class StreamEnd {
  private final InputStream stream;
  private final Duration longest;
  private final CompletableFuture<Boolean> more = new CompletableFuture<>();
  private boolean asked;

  StreamEnd(InputStream stream, Duration longest) {
    this.stream = stream;
    this.longest = longest;
  }

  /**
   * Returns true if there is a byte behind those that were read.
   *
   * @throws IOException what the stream throws in place of its end, a wrong checksum for example;
   *     or if it is not seen to end
   */
  boolean isMissed() throws IOException {
    if (!asked) {
      asked = true;
      Thread look = new Thread(this::look, "hostward-stream-end");
      look.setDaemon(true);
      look.start();
    }
    try {
      return more.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "it gave all that was stated, and in "
              + longest.toSeconds()
              + " s neither a byte more nor its end; close its writing side, or hand in a channel,"
              + " which is cut at its size",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the wait for its end was interrupted");
    } catch (CancellationException e) {
      throw new IOException("it was closed before its end was seen", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Nobody waits for the end any more. */
  void leave() {
    more.cancel(false);
  }

  private void look() {
    try {
      more.complete(stream.read() >= 0);
    } catch (Throwable e) {
      more.completeExceptionally(e);
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException ours) {
      throw ours;
    }
    if (cause instanceof Error grave) {
      throw grave;
    }
    return cause instanceof IOException known ? known : new IOException(cause);
  }
}
