package io.hostward.lab.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpResponse;

/** The way back to the client of one request; used on its connection's event loop. */
public interface Responder {

  /**
   * Answers. If the request's body is still coming, the answer goes out at once and the connection
   * is closed shortly afterwards whatever the client still sends, as the real servers do.
   */
  void reply(HttpReply reply);

  /** Answers at once and closes the connection, even after a request that is whole. */
  void replyAndClose(HttpReply reply);

  /** Begins an answer whose body follows by {@link #write}; its headers frame the body. */
  void begin(HttpResponse head);

  /** Sends a part of the body, which this call releases, and flushes. */
  ChannelFuture write(Object part);

  /** The body begun is complete. */
  void finish();

  /** Resets the connection. */
  void reset();

  /** The connection. */
  Channel channel();
}
