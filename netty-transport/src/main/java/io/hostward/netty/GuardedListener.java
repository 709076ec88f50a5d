package io.hostward.netty;

import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A caller's listener of progress that hears each change once, and whose exceptions do no harm. */
final class GuardedListener {
  private static final Logger log = LoggerFactory.getLogger(GuardedListener.class);

  private final LongConsumer listener;
  private long told;

  GuardedListener(LongConsumer listener) {
    this.listener = listener;
  }

  /** Called by one thread at a time. */
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
