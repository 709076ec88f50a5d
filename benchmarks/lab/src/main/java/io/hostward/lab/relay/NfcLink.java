package io.hostward.lab.relay;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.TrafficMeter;
import io.hostward.lab.wire.Meter;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Connects vCenter to a host's 902, on the event loop of the client's own connection. */
final class NfcLink {
  private static final int CONNECT_TIMEOUT_MILLIS = 5000;

  private final EventLoop loop;
  private final TrafficMeter traffic;

  NfcLink(EventLoop loop, TrafficMeter traffic) {
    this.loop = loop;
    this.traffic = traffic;
  }

  /** Connects and sends the head; the future is the connection's. */
  ChannelFuture connect(HostState host, NfcRequest request, ChannelHandler handler) {
    Meter meter = new Meter(traffic.in(Entrance.NFC), traffic.out(Entrance.NFC));
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 19, 1 << 20))
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(meter, handler);
                  }
                })
            .connect(host.address(), host.nfcPort());
    connecting.addListener(
        f -> {
          if (f.isSuccess()) {
            ByteBuf head = connecting.channel().alloc().buffer();
            request.encode(head);
            connecting.channel().writeAndFlush(head);
          }
        });
    return connecting;
  }
}
