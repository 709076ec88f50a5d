package io.hostward.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A connection between two calls, in the place of a conversation. Whatever the server does on it
 * before it is asked again ends it: a byte that nobody asked for would be taken for the beginning
 * of the next answer.
 *
 * <p>Each call has an HTTP codec of its own, so that what the last one left unread comes to light.
 */
final class KeptConnection extends ChannelInboundHandlerAdapter {
  private final TlsConnection connection;
  private final Consumer<KeptConnection> gone;
  private final Deadline deadline;
  private boolean over;

  KeptConnection(TlsConnection connection, Consumer<KeptConnection> gone) {
    this.connection = connection;
    this.gone = gone;
    this.deadline = new Deadline(loop());
  }

  EventLoop loop() {
    return connection.channel().eventLoop();
  }

  /** Takes the place of an exchange that has ended. On the event loop. */
  void park(Duration time) {
    ChannelPipeline pipeline = connection.channel().pipeline();
    pipeline.replace(TlsConnection.CONVERSATION, TlsConnection.CONVERSATION, this);
    // What the codec has not used up arrives at channelRead.
    pipeline.remove(TlsConnection.HTTP);
    deadline.set(time, this::end);
  }

  /** Returns true if nothing has happened since it was parked. On the event loop. */
  boolean isUsable() {
    return !over && connection.channel().isActive();
  }

  /** Returns the connection, ready for an exchange. On the event loop, if it is usable. */
  TlsConnection resume() {
    deadline.stop();
    connection.channel().pipeline().addAfter(TlsConnection.TLS, TlsConnection.HTTP, Dial.http());
    return connection;
  }

  /** Closes it, from any thread. */
  void close() {
    Channel channel = connection.channel();
    var unused = channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object unasked) {
    ReferenceCountUtil.release(unasked);
    end();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent) {
      end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end();
  }

  private void end() {
    if (!over) {
      over = true;
      deadline.stop();
      gone.accept(this);
      close();
    }
  }
}
