package io.hostward.lab.relay;

import io.hostward.lab.state.HostState;
import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.HttpReply;
import io.hostward.lab.wire.RateLimiter;
import io.hostward.lab.wire.ReadGate;
import io.hostward.lab.wire.ReadGate.Reason;
import io.hostward.lab.wire.Responder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One upload on its way from the client through vCenter to a host. The client is read only as fast
 * as the host takes the bytes. Both connections live on one event loop, so nothing here is shared
 * between threads.
 */
public final class RelayedUpload extends ChannelInboundHandlerAdapter implements Exchange {
  private final Responder client;
  private final RateLimiter cap;
  private final Queue<ByteBuf> beforeConnect = new ArrayDeque<>();
  private @Nullable Channel host;
  private boolean answered;

  RelayedUpload(Responder client, RateLimiter cap) {
    this.client = client;
    this.cap = cap;
  }

  void connect(NfcLink link, HostState to, NfcRequest request) {
    gate().hold(Reason.BACK_PRESSURE, true);
    ChannelFuture connecting = link.connect(to, request, this);
    connecting.addListener(
        f -> {
          if (!f.isSuccess()) {
            answer(503);
          } else if (answered) {
            connecting.channel().close();
          } else {
            host = connecting.channel();
            beforeConnect.forEach(host::write);
            beforeConnect.clear();
            host.flush();
            resume();
          }
        });
  }

  @Override
  public void content(ByteBuf bytes) {
    if (bytes.isReadable() && !answered) {
      cap.spend(bytes.readableBytes());
      send(bytes.alloc().buffer(Integer.BYTES).writeInt(bytes.readableBytes()), bytes.retain());
      resume();
    }
  }

  @Override
  public void end() {
    if (!answered) {
      send(client.channel().alloc().buffer(Integer.BYTES).writeInt(0));
    }
  }

  private void send(ByteBuf... parts) {
    for (ByteBuf part : parts) {
      if (host == null) {
        beforeConnect.add(part);
      } else {
        host.write(part, host.voidPromise());
      }
    }
    if (host != null) {
      host.flush();
    }
  }

  /** Reads on from the client if the host keeps up and the cap allows it, and waits otherwise. */
  private void resume() {
    long nanos = cap.waitNanos();
    boolean ready = host != null && host.isWritable();
    gate().hold(Reason.BACK_PRESSURE, !answered && (!ready || nanos > 0));
    if (ready && nanos > 0) {
      client.channel().eventLoop().schedule(this::resume, nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    resume();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf status = (ByteBuf) message;
    try {
      answer(status.readableBytes() < Integer.BYTES ? 500 : status.readInt());
    } finally {
      ReferenceCountUtil.release(status);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    answer(500);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private void answer(int status) {
    if (answered) {
      return;
    }
    answered = true;
    dropQueue();
    gate().hold(Reason.BACK_PRESSURE, false);
    client.reply(HttpReply.status(status));
  }

  /** The client has gone: the host sees the connection end without an end frame. */
  @Override
  public void aborted() {
    answered = true;
    dropQueue();
    if (host != null) {
      host.close();
    }
  }

  private ReadGate gate() {
    return ReadGate.of(client.channel());
  }

  private void dropQueue() {
    beforeConnect.forEach(ReferenceCountUtil::release);
    beforeConnect.clear();
  }
}
