package io.hostward.lab.relay;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.FileSource;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.transfer.Pump;
import io.hostward.lab.transfer.Signal;
import io.hostward.lab.transfer.Upload;
import io.hostward.lab.transfer.Uploads;
import io.hostward.lab.wire.RateLimiter;
import io.hostward.lab.wire.ReadGate;
import io.hostward.lab.wire.ReadGate.Reason;
import io.hostward.lab.wire.Resets;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The host's side of one conversation on 902. */
final class NfcConversation extends SimpleChannelInboundHandler<Object> {
  private final LabState state;
  private final Uploads uploads;
  private final RateLimiter limiter;
  private @Nullable Upload upload;
  private boolean answered;

  NfcConversation(LabState state, HostState host, RateLimiter limiter) {
    this.state = state;
    this.uploads = new Uploads(state, host, Entrance.NFC);
    this.limiter = limiter;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Object message) {
    if (answered) {
      return;
    }
    try {
      if (message instanceof NfcRequest request) {
        begin(ctx, request);
      } else if (message instanceof ByteBuf piece) {
        obey(ctx, upload().accept(piece));
      } else {
        int status = upload().status();
        upload().finish();
        upload = null;
        answer(ctx, status);
      }
    } catch (StoreException e) {
      answer(ctx, Uploads.status(e));
    }
  }

  private Upload upload() {
    if (upload == null) {
      throw new IllegalStateException("bytes came before a PUT");
    }
    return upload;
  }

  private void begin(ChannelHandlerContext ctx, NfcRequest request) throws StoreException {
    Optional<DatastoreState> datastore = state.datastore(request.datastore());
    if (datastore.isEmpty()) {
      answer(ctx, 404);
    } else if (request.put()) {
      upload = uploads.put(datastore.get(), request.path());
    } else {
      send(ctx, datastore.get(), request);
    }
  }

  private void send(ChannelHandlerContext ctx, DatastoreState datastore, NfcRequest request)
      throws StoreException {
    FileSource source = datastore.store().openRead(request.path());
    answered = true;
    ctx.writeAndFlush(ctx.alloc().buffer(Integer.BYTES).writeInt(200));
    new Pump(
            ctx.channel(),
            uploads.get(source, datastore, request.first(), request.length()),
            limiter,
            ctx::writeAndFlush,
            ctx::close)
        .start();
  }

  private void obey(ChannelHandlerContext ctx, Signal signal) {
    switch (signal) {
      case CONTINUE -> {}
      case RESET -> Resets.reset(ctx.channel());
      case STALL -> {
        // Closes the file: a connection that is not read does not tell when vCenter leaves.
        abort();
        answered = true;
        ReadGate.of(ctx.channel()).hold(Reason.FAULT, true);
      }
    }
  }

  private void answer(ChannelHandlerContext ctx, int status) {
    answered = true;
    abort();
    ctx.writeAndFlush(ctx.alloc().buffer(Integer.BYTES).writeInt(status))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void abort() {
    if (upload != null) {
      upload.abort();
      upload = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    abort();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
