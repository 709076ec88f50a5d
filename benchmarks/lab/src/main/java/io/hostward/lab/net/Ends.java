package io.hostward.lab.net;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Both ends of a connection, as addresses of the network. */
final class Ends {
  /** Set on connections that came by a Unix domain socket: where their client was let in. */
  static final AttributeKey<InetSocketAddress> ADVERTISED =
      AttributeKey.valueOf("lab-advertised-address");

  private Ends() {}

  /** Where the client was let in. */
  static InetSocketAddress local(Channel channel) {
    return address(channel, channel.localAddress());
  }

  /** Where the client is; if the connection was carried, the carrier stands at the entrance. */
  static InetSocketAddress remote(Channel channel) {
    return address(channel, channel.remoteAddress());
  }

  private static InetSocketAddress address(Channel channel, @Nullable SocketAddress own) {
    if (own instanceof InetSocketAddress inet) {
      return inet;
    }
    InetSocketAddress advertised = channel.attr(ADVERTISED).get();
    if (advertised == null) {
      throw new IllegalStateException("a connection of " + own + " has no address");
    }
    return advertised;
  }
}
