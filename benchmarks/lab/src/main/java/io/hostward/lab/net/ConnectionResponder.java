package io.hostward.lab.net;

import io.hostward.lab.folder.FolderService;
import io.hostward.lab.wire.HttpReply;
import io.hostward.lab.wire.ReadGate;
import io.hostward.lab.wire.ReadGate.Reason;
import io.hostward.lab.wire.Resets;
import io.hostward.lab.wire.Responder;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;

/** The answer to one request on its connection. */
final class ConnectionResponder implements Responder {
  /**
   * How long, and how many bytes, a connection answered early still takes in. Real servers close
   * with the body unread; this much lets the answer reach a client that is still writing.
   */
  private static final long DRAIN_MILLIS = 200;

  private static final long DRAIN_BYTES = 1 << 20;

  private final ChannelHandlerContext ctx;
  private final HttpFront front;
  private final boolean bodyExpected;
  private boolean keepAlive;
  private boolean complete;
  private boolean draining;
  private long drained;

  ConnectionResponder(ChannelHandlerContext ctx, HttpFront front, HttpRequest request) {
    this.ctx = ctx;
    this.front = front;
    this.bodyExpected = HttpFront.hasBody(request);
    // A host serves one file request per connection.
    this.keepAlive =
        HttpUtil.isKeepAlive(request)
            && !(ctx.channel().hasAttr(Listener.SINGLE_REQUEST)
                && FolderService.matches(request.uri()));
  }

  ChannelHandlerContext context() {
    return ctx;
  }

  /** Whether the whole answer was written. */
  boolean complete() {
    return complete;
  }

  /** Whether the body is only drained; counts its bytes then and gives up on too many. */
  boolean draining(int bytes) {
    drained += draining ? bytes : 0;
    if (drained > DRAIN_BYTES) {
      ctx.close();
    }
    return draining;
  }

  @Override
  public void reply(HttpReply reply) {
    boolean early = bodyExpected && !front.requestWhole();
    send(reply, early);
  }

  @Override
  public void replyAndClose(HttpReply reply) {
    keepAlive = false;
    send(reply, bodyExpected && !front.requestWhole());
  }

  private void send(HttpReply reply, boolean early) {
    if (complete || !ctx.channel().isActive()) {
      return;
    }
    keepAlive &= !early;
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            Unpooled.wrappedBuffer(reply.body()));
    reply.headers().forEach(response.headers()::set);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
    frame(response);
    ChannelFuture sent = ctx.writeAndFlush(response);
    draining = early;
    completed(sent);
  }

  private void frame(HttpResponse response) {
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  private void completed(ChannelFuture sent) {
    complete = true;
    if (draining) {
      ReadGate.of(ctx.channel()).hold(Reason.BACK_PRESSURE, false);
      sent.addListener(
          f -> ctx.executor().schedule(() -> ctx.close(), DRAIN_MILLIS, TimeUnit.MILLISECONDS));
    } else if (!keepAlive) {
      sent.addListener(ChannelFutureListener.CLOSE);
    } else {
      front.next(this);
    }
  }

  @Override
  public void begin(HttpResponse head) {
    frame(head);
    ctx.write(head);
  }

  @Override
  public ChannelFuture write(Object part) {
    return ctx.writeAndFlush(part);
  }

  @Override
  public void finish() {
    completed(ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
  }

  @Override
  public void reset() {
    Resets.reset(ctx.channel());
  }

  @Override
  public Channel channel() {
    return ctx.channel();
  }
}
