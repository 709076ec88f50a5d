package io.hostward.lab.net;

import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.HttpReply;
import io.hostward.lab.wire.Responder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns a connection's HTTP messages into one {@link Exchange} after the other. What comes while an
 * answer is still due waits, so that answers keep the order of the requests.
 */
final class HttpFront extends ChannelInboundHandlerAdapter {
  private final BiFunction<HttpRequest, Responder, Exchange> router;
  private final Queue<Object> waiting = new ArrayDeque<>();
  private @Nullable Exchange exchange;
  private @Nullable ConnectionResponder responder;
  private boolean requestWhole;

  HttpFront(BiFunction<HttpRequest, Responder, Exchange> router) {
    this.router = router;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest && exchange != null || !waiting.isEmpty()) {
      waiting.add(message);
      return;
    }
    try {
      process(ctx, message);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void process(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      begin(ctx, request);
    }
    if (message instanceof HttpContent content && exchange != null && responder != null) {
      body(content, exchange, responder);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    requestWhole = false;
    ConnectionResponder answer = new ConnectionResponder(ctx, this, request);
    responder = answer;
    exchange = Exchange.ANSWERED;
    if (request.decoderResult().isFailure()) {
      answer.replyAndClose(HttpReply.status(400));
    } else {
      Exchange opened = router.apply(request, answer);
      if (!answer.complete()) {
        exchange = opened;
      }
    }
  }

  private void body(HttpContent content, Exchange current, ConnectionResponder answer) {
    if (content.decoderResult().isFailure()) {
      current.aborted();
      answer.replyAndClose(HttpReply.status(400));
      return;
    }
    ByteBuf bytes = content.content();
    if (answer.draining(bytes.readableBytes())) {
      return;
    }
    if (bytes.isReadable()) {
      current.content(bytes);
    }
    if (content instanceof LastHttpContent) {
      requestWhole = true;
      current.end();
      next(answer);
    }
  }

  /** Whether a request announces a body. */
  static boolean hasBody(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request)
        || HttpUtil.getContentLength(request, 0L) > 0
        || request.headers().contains(HttpHeaderNames.EXPECT);
  }

  boolean requestWhole() {
    return requestWhole;
  }

  /** The answer is out: if the request is in, the connection is free for the next. */
  void next(ConnectionResponder answered) {
    if (!requestWhole || !answered.complete() || responder != answered) {
      return;
    }
    exchange = null;
    responder = null;
    Object message = waiting.poll();
    while (message != null) {
      try {
        process(answered.context(), message);
      } finally {
        ReferenceCountUtil.release(message);
      }
      message = exchange != null && requestWhole ? null : waiting.poll();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    if (exchange != null && responder != null && !responder.complete()) {
      exchange.aborted();
    }
    exchange = null;
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // A reset, a broken handshake: nothing that an answer would reach.
    ctx.close();
  }
}
