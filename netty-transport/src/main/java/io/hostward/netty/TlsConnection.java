package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import javax.net.ssl.SSLSession;

/**
 * A connection on which TLS stands and the server's certificate was accepted.
 *
 * @param channel with the handlers up to {@link #HTTP}
 * @param server the candidate that was reached
 * @param untilConnected time since the transfer began
 */
record TlsConnection(Channel channel, HostAddress server, Duration untilConnected) {
  /*
   * The handlers in the order in which received bytes meet them. PROXY: asks a proxy to connect,
   * where there is one, and lets everything pass once it has; TLS: decrypts; HTTP: cuts the bytes
   * into an answer's head and pieces of its body, and writes the request's head; CONVERSATION: an
   * Upload or a Download, put there by Transfer when the race is won.
   */
  static final String PROXY = "proxy";
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
}
