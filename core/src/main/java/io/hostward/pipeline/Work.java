package io.hostward.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * One upload or download, as it looks to what queues, runs and ends both alike.
 *
 * @param <T> what it gives
 */
interface Work<T> {

  /** What it is, for messages, for example {@code the upload to [vmstore] disk.iso}. */
  String name();

  /** The request to end it. */
  Cancellation cancellation();

  /** Its place among those that wait and those that run. */
  Place place();

  /** Whether the calling thread is that of a listener which is being told something of it. */
  boolean isTelling();

  /**
   * Does it, on the calling thread, and tells of its end.
   *
   * @throws Exception its failure, after everything was cleaned up
   */
  T run() throws Exception;

  /** Tells of the end of what will never run, and returns the failure. */
  Throwable neverBegan(String reason, @Nullable Throwable cause);
}
