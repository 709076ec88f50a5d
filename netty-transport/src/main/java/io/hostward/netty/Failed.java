package io.hostward.netty;

import io.hostward.model.HostAddress;
import io.hostward.model.Printable;
import io.hostward.model.TransferException.Phase;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;

/**
 * Why one candidate was no good.
 *
 * @param phase how far it came
 * @param what which address, and what happened
 * @param remedy what to do about it
 */
record Failed(Phase phase, String what, String remedy, Throwable cause) {

  static Failed name(HostAddress server, Throwable cause) {
    return new Failed(
        Phase.CONNECT,
        "the name " + server.host() + " cannot be resolved",
        "check the name service, or have a HostAddressResolver name an address",
        cause);
  }

  static Failed connect(HostAddress server, InetSocketAddress address, Throwable cause) {
    String where = where(server, address);
    if (cause instanceof ConnectTimeoutException) {
      return new Failed(
          Phase.CONNECT,
          where + " did not answer in time",
          "check routes and firewalls between here and the host's management network",
          cause);
    }
    if (cause instanceof ConnectException) {
      return new Failed(
          Phase.CONNECT,
          where + " refused the connection",
          "check that the host's web service runs and that no firewall is in the way",
          cause);
    }
    return new Failed(
        Phase.CONNECT,
        where + " cannot be reached (" + Printable.of(String.valueOf(cause.getMessage())) + ")",
        "check routes and firewalls between here and the host's management network",
        cause);
  }

  static Failed tls(HostAddress server, InetSocketAddress address, Throwable cause) {
    String where = where(server, address);
    CertificateException refusal = find(cause, CertificateException.class);
    if (refusal != null) {
      return new Failed(
          Phase.TLS,
          where + " showed a certificate that is not trusted: " + Printable.of(text(refusal)),
          "if the certificate was renewed, reconnect the host in vCenter; otherwise somebody may be"
              + " listening in",
          cause);
    }
    if (cause instanceof SslHandshakeTimeoutException) {
      return new Failed(
          Phase.TLS, where + " did not finish the TLS handshake in time", BUSY, cause);
    }
    if (find(cause, ClosedChannelException.class) != null) {
      return new Failed(
          Phase.TLS, where + " closed the connection during the TLS handshake", BUSY, cause);
    }
    return new Failed(
        Phase.TLS,
        where + " and this client do not agree on TLS: " + Printable.of(text(cause)),
        "the server must offer TLS 1.2 or 1.3; Hostward does not go lower",
        cause);
  }

  private static final String BUSY =
      "check that the port is the host's HTTPS port and that its web service is not overloaded";

  private static String where(HostAddress server, InetSocketAddress address) {
    String ip = address.getAddress().getHostAddress();
    return ip.equals(server.host()) ? server.toString() : server + " (" + ip + ")";
  }

  private static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static <T extends Throwable> @org.jspecify.annotations.Nullable T find(
      Throwable cause, Class<T> type) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
