package io.hostward.netty;

import io.hostward.model.HostAddress;
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
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one connection to one address and agrees on TLS. */
final class Dial {
  private static final Logger log = LoggerFactory.getLogger(Dial.class);

  /** The JDK's engine takes one record of 16 KiB at a time; BoringSSL takes a whole buffer. */
  private static final int WHOLE_BUFFERS = 0;

  private static final int HEADER_BYTES = 32 << 10;
  private static final int CHUNK_BYTES = 64 << 10;

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
  ChannelFuture open(HostAddress server, InetSocketAddress address) {
    Settings settings = resources.settings();
    return new Bootstrap()
        .group(loop)
        .channelFactory(resources.loops().sockets())
        .disableResolver()
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
        .option(ChannelOption.ALLOCATOR, resources.memory().pool())
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(Connection.TLS, tls(channel, server));
                channel.pipeline().addLast(Connection.HTTP, http());
                channel.pipeline().addLast(Connection.CONVERSATION, new NotYet());
              }
            })
        .connect(address);
  }

  private SslHandler tls(Channel channel, HostAddress server) {
    SslHandler handler =
        context.newHandler(channel.alloc(), server.host(), server.port(), resources.workers());
    handler.setHandshakeTimeoutMillis(resources.settings().tlsTimeout().toMillis());
    handler.setWrapDataSize(WHOLE_BUFFERS);
    return handler;
  }

  private static HttpClientCodec http() {
    HttpDecoderConfig config =
        new HttpDecoderConfig().setMaxHeaderSize(HEADER_BYTES).setMaxChunkSize(CHUNK_BYTES);
    return new HttpClientCodec(config, false, false);
  }

  /** Holds the conversation's place; the race hears of failures from futures. */
  private static final class NotYet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      log.debug("before the connection stood", cause);
    }
  }
}
