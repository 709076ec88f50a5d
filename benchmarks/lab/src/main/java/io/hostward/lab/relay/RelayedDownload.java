package io.hostward.lab.relay;

import io.hostward.lab.state.HostState;
import io.hostward.lab.wire.HttpReply;
import io.hostward.lab.wire.RateLimiter;
import io.hostward.lab.wire.ReadGate;
import io.hostward.lab.wire.ReadGate.Reason;
import io.hostward.lab.wire.Responder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One download from a host through vCenter; the host is read only as fast as the client reads. */
final class RelayedDownload extends ByteToMessageDecoder {
  private final Responder client;
  private final RateLimiter cap;
  private final HttpResponse head;
  private final long length;
  private boolean begun;
  private boolean done;
  private long passed;
  private @Nullable ChannelFuture lastWrite;

  RelayedDownload(Responder client, RateLimiter cap, HttpResponse head, long length) {
    this.client = client;
    this.cap = cap;
    this.head = head;
    this.length = length;
  }

  void connect(NfcLink link, HostState from, NfcRequest request) {
    ChannelFuture connecting = link.connect(from, request, this);
    client.channel().closeFuture().addListener(f -> connecting.channel().close());
    connecting.addListener(
        f -> {
          if (!f.isSuccess()) {
            answer(503);
          }
        });
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (begun) {
      pass(ctx, in);
    } else if (in.readableBytes() >= Integer.BYTES) {
      int status = in.readInt();
      if (status == 200) {
        begun = true;
        client.begin(head);
        finishIfWhole(ctx);
      } else {
        answer(status);
      }
    }
  }

  private void pass(ChannelHandlerContext ctx, ByteBuf in) {
    ByteBuf piece = in.readRetainedSlice(in.readableBytes());
    passed += piece.readableBytes();
    cap.spend(piece.readableBytes());
    ReadGate.of(ctx.channel()).hold(Reason.BACK_PRESSURE, true);
    lastWrite = client.write(new DefaultHttpContent(piece));
    lastWrite.addListener(f -> readOn(ctx));
    finishIfWhole(ctx);
  }

  private void readOn(ChannelHandlerContext ctx) {
    long nanos = cap.waitNanos();
    if (nanos > 0) {
      ctx.executor().schedule(() -> readOn(ctx), nanos, TimeUnit.NANOSECONDS);
    } else {
      ReadGate.of(ctx.channel()).hold(Reason.BACK_PRESSURE, false);
    }
  }

  private void finishIfWhole(ChannelHandlerContext ctx) {
    if (passed >= length && !done) {
      done = true;
      client.finish();
      ctx.close();
    }
  }

  private void answer(int status) {
    if (!done) {
      done = true;
      client.reply(HttpReply.status(status));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    if (!begun) {
      answer(500);
    } else if (!done) {
      client.reset();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
