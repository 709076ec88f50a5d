package io.hostward.netty;

import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener of each change, and survives what it throws. Called by one thread at a time. */
final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  private final LongConsumer listener;
  private long told;

  Progress(LongConsumer listener) {
    this.listener = listener;
  }

  void report(long bytes) {
    if (bytes == told) {
      return;
    }
    told = bytes;
    try {
      listener.accept(bytes);
    } catch (RuntimeException e) {
      log.debug("a listener of progress failed", e);
    }
  }
}
