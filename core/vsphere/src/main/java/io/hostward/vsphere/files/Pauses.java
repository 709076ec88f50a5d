package io.hostward.vsphere.files;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Duration;

/** Pauses between questions, each twice as long as the last. For one thread. */
final class Pauses {
  private final Duration longest;
  private Duration pause;

  Pauses(Duration first, Duration longest) {
    this.pause = first;
    this.longest = longest;
  }

  /**
   * Waits.
   *
   * @param what is waited for, for the message if the wait is interrupted
   */
  void next(String what) throws VSphereException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.INTERRUPTED,
          "interrupted while waiting for " + what + ", which may still be carried out",
          e);
    }
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
