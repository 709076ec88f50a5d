package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one connection to one address, through a proxy or not, and agrees on TLS. */
final class Dial {
  private static final Logger log = LoggerFactory.getLogger(Dial.class);

  /** The JDK's engine takes one record of 16 KiB at a time; BoringSSL takes a whole buffer. */
  private static final int WHOLE_BUFFERS = 0;

  /** The longest head of an answer. */
  static final int HEADER_BYTES = 32 << 10;

  /** The largest piece of an answer's body. */
  static final int CHUNK_BYTES = 64 << 10;

  /**
   * The kernel's buffer where it does not tell what it holds: a server that takes 15 KB/s empties
   * it well within the time for an answer. Where it tells, the kernel chooses, as long fat networks
   * need.
   */
  private static final int BLIND_BUFFER = 1 << 20;

  private final Resources resources;
  private final EventLoop loop;
  private final SslContext context;

  Dial(Resources resources, EventLoop loop, SslContext context) {
    this.resources = resources;
    this.loop = loop;
    this.context = context;
  }

  /**
   * Begins to connect.
   *
   * <p>Neither a failed write nor the end of the server's side may close the channel by itself: the
   * server's last words could still be unread (vSphere hosts answer 401 or 404 in mid-body and
   * close).
   */
  ChannelFuture open(Way way) {
    ProxyAddress proxy = way.proxy();
    Settings settings = resources.settings();
    Bootstrap bootstrap = new Bootstrap();
    if (!resources.queues().areKnown()) {
      bootstrap.option(ChannelOption.SO_SNDBUF, BLIND_BUFFER);
    }
    return bootstrap
        .group(loop)
        .channelFactory(resources.loops().sockets())
        .disableResolver()
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
        .option(ChannelOption.ALLOCATOR, Memory.ofLoops())
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (proxy != null) {
                  channel.pipeline().addLast(TlsConnection.PROXY, proxy(proxy, way.address()));
                }
                channel.pipeline().addLast(TlsConnection.GUARD, new RenegotiationGuard());
                channel.pipeline().addLast(TlsConnection.OUTFLOW, new Outflow());
                channel.pipeline().addLast(TlsConnection.TLS, tls(channel, way));
                channel.pipeline().addLast(TlsConnection.HTTP, http());
                channel.pipeline().addLast(TlsConnection.CONVERSATION, new NotYet());
              }
            })
        .connect(proxy == null ? way.address() : Proxies.destination(way.server()));
  }

  private ProxyHandler proxy(ProxyAddress proxy, InetSocketAddress address) {
    ProxyHandler handler = Proxies.handler(proxy, address);
    handler.setConnectTimeoutMillis(resources.settings().connectTimeout().toMillis());
    return handler;
  }

  private SslHandler tls(Channel channel, Way way) {
    HostAddress server = way.server();
    SslHandler handler =
        context.newHandler(
            channel.alloc(), server.host(), server.port(), resources.workers().executor());
    Settings settings = resources.settings();
    // Its clock starts when the proxy is reached, and the proxy may take its own time.
    Duration timeout =
        way.proxy() == null
            ? settings.tlsTimeout()
            : settings.tlsTimeout().plus(settings.connectTimeout());
    handler.setHandshakeTimeoutMillis(timeout.toMillis());
    handler.setWrapDataSize(WHOLE_BUFFERS);
    return handler;
  }

  /** What cuts the bytes of one answer, its head bounded. */
  static HttpClientCodec http() {
    HttpDecoderConfig config =
        new HttpDecoderConfig().setMaxHeaderSize(HEADER_BYTES).setMaxChunkSize(CHUNK_BYTES);
    return new HttpClientCodec(config, false, false);
  }

  /**
   * Returns why this process itself could not go on with a connection, or else the cause that the
   * race was told: for that a connection is closed, whatever closed it.
   */
  static Throwable cause(Channel channel, Throwable told) {
    return channel.pipeline().get(TlsConnection.CONVERSATION) instanceof NotYet early
            && early.own != null
        ? early.own
        : told;
  }

  /** Stands in for the conversation; the race learns of failures from futures. */
  private static final class NotYet extends ChannelInboundHandlerAdapter {
    private @Nullable Throwable own;

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      log.debug("before the connection stood", cause);
      if (OwnFailure.is(cause)) {
        own = cause;
        // Below TLS, which may be waiting for what has failed.
        ChannelHandlerContext tls = context.pipeline().context(TlsConnection.TLS);
        var unused = tls == null ? context.close() : tls.close();
      }
    }
  }
}
