package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection on which TLS stands and the server's certificate was accepted.
 *
 * @param channel with the handlers up to {@link #HTTP}
 * @param server the candidate that was reached
 * @param untilConnected time since the transfer began
 */
record TlsConnection(Channel channel, HostAddress server, Duration untilConnected) {
  private static final Logger log = LoggerFactory.getLogger(TlsConnection.class);

  /*
   * The handlers in the order in which received bytes meet them. PROXY: asks a proxy to connect,
   * where there is one, and lets everything pass once it has; GUARD: refuses to negotiate TLS anew; OUTFLOW: counts what is sent; TLS: decrypts; HTTP: cuts the bytes
   * into an answer's head and pieces of its body, and writes the request's head; CONVERSATION: an
   * Upload or a Download, put there by Transfer when the race is won, or a CallExchange, put there by
   * Call. Between two calls HTTP is not there and CONVERSATION is a KeptConnection.
   */
  static final String PROXY = "proxy";
  static final String GUARD = "guard";
  static final String OUTFLOW = "outflow";
  static final String TLS = "tls";
  static final String HTTP = "http";
  static final String CONVERSATION = "conversation";

  /** Returns protocol and cipher suite. */
  String tls() {
    SslHandler handler = (SslHandler) channel.pipeline().get(TLS);
    if (handler == null) {
      return "TLS";
    }
    SSLSession session = handler.engine().getSession();
    return session.getProtocol() + " " + session.getCipherSuite();
  }

  /**
   * Closes at once, below TLS: a close in good order would wait behind bytes that nobody takes. The
   * reset tells the server that no more comes and drops what the kernel still holds.
   */
  void drop() {
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      log.debug("the connection was closed already", e);
    }
    ChannelHandlerContext tls = channel.pipeline().context(TLS);
    var unused = tls == null ? channel.close() : tls.close();
  }
}
