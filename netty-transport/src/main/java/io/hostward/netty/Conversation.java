package io.hostward.netty;

import io.netty.channel.ChannelHandler;
import java.util.concurrent.CompletableFuture;

/** One request and its answer over a connection. Called on its event loop, in this order. */
interface Conversation extends ChannelHandler {

  /** The handler is in the pipeline; the request may be sent. */
  void begin();

  /** The transfer has ended, well or not; the future is done when source or sink is left alone. */
  CompletableFuture<Void> end();

  /** Creates one for a connection. */
  @FunctionalInterface
  interface Factory {
    Conversation create(TlsConnection connection, Transfer transfer);
  }
}
