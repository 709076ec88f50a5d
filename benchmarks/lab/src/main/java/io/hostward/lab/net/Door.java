package io.hostward.lab.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;

/** The socket that an entrance listens on. Used under its listener's lock. */
interface Door {

  /** Sets the kind of channel, and what only this kind can be told. */
  void prepare(ServerBootstrap bootstrap);

  /** Binds; the future is done. */
  ChannelFuture bind(ServerBootstrap bootstrap);

  /** Where clients find it: once bound, with the port that it got. */
  InetSocketAddress address();

  /** The socket's name, for the message that it cannot be bound. */
  String describe();

  /** Called when the channel is closed; returns once nobody is let in any more. */
  void awaitClosed();
}
