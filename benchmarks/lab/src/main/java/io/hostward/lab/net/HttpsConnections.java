package io.hostward.lab.net;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.fault.Phase;
import io.hostward.lab.state.LabState;
import io.hostward.lab.state.TrafficMeter;
import io.hostward.lab.tls.ServerIdentity;
import io.hostward.lab.tls.TlsContexts;
import io.hostward.lab.wire.Meter;
import io.hostward.lab.wire.RateLimiter;
import io.hostward.lab.wire.ReadGate;
import io.hostward.lab.wire.ReadGate.Reason;
import io.hostward.lab.wire.Throttle;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sets up the HTTPS connections of one server: meter, cap, TLS, HTTP, front, in this order.
 * Sharable among them; thread-safe.
 */
final class HttpsConnections extends ChannelInitializer<Channel> {
  private static final int LARGEST_CHUNK = 1 << 20;

  private final LabState state;
  private final String server;
  private final Router router;
  private final RateLimiter in;
  private final SslContext tls;

  HttpsConnections(LabState state, String server, Router router, RateLimiter in) {
    this.state = state;
    this.server = server;
    this.router = router;
    this.in = in;
    this.tls = TlsContexts.server(state.identity(server));
  }

  @Override
  public boolean isSharable() {
    return true;
  }

  @Override
  protected void initChannel(Channel channel) {
    TrafficMeter traffic = state.traffic(server);
    channel
        .pipeline()
        .addLast(new Meter(traffic.in(Entrance.HTTPS), traffic.out(Entrance.HTTPS)))
        .addLast(new Throttle(in));
    if (take(Phase.CONNECT).isPresent()) {
      // Accepted by the kernel, and that is all that will ever happen.
      ReadGate.of(channel).hold(Reason.FAULT, true);
      return;
    }
    Optional<Fault> fault = take(Phase.HANDSHAKE);
    if (fault.isPresent() && fault.get() instanceof Fault.SlowHandshake slow) {
      ReadGate.of(channel).hold(Reason.FAULT, true);
      channel
          .eventLoop()
          .schedule(() -> openLate(channel), slow.delay().toNanos(), TimeUnit.NANOSECONDS);
    } else {
      boolean wrong = fault.isPresent();
      open(channel, wrong ? TlsContexts.server(stranger()) : tls);
    }
  }

  private Optional<Fault> take(Phase phase) {
    return state.faults().take(server, Entrance.HTTPS, phase, null);
  }

  private static ServerIdentity stranger() {
    return ServerIdentity.selfSigned("stranger.lab", "127.0.0.1");
  }

  private void openLate(Channel channel) {
    if (channel.isOpen()) {
      open(channel, tls);
      ReadGate.of(channel).hold(Reason.FAULT, false);
    }
  }

  private void open(Channel channel, SslContext context) {
    SslHandler handler = context.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(60_000);
    channel
        .pipeline()
        .addLast(handler)
        .addLast(
            new HttpServerCodec(
                new HttpDecoderConfig().setMaxChunkSize(LARGEST_CHUNK).setMaxHeaderSize(64 << 10)))
        .addLast(new HttpFront(router));
  }
}
