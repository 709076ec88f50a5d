package io.hostward.netty;

import java.util.concurrent.CompletableFuture;

/** Something that the transport's close has to end. */
interface UnderWay {

  /** Returns what is done once it has ended. */
  CompletableFuture<?> future();

  /** Ends it from any thread, unless it has ended. */
  void abort(Throwable reason);
}
