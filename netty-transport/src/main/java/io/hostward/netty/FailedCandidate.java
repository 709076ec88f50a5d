package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.Printable;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/**
 * Why one candidate was not connected to.
 *
 * @param phase how far it came
 * @param what which address, and what happened
 * @param remedy what to do about it
 */
record FailedCandidate(Phase phase, String what, String remedy, Throwable cause) {

  /** Returns true if no other candidate can do better. */
  boolean endsRace() {
    return cause instanceof ProxyException proxy && proxy.isWithAnyServer();
  }

  static FailedCandidate name(
      HostAddress server, @Nullable ProxyAddress proxy, Advice advice, Throwable cause) {
    if (proxy != null) {
      return of(ProxyException.away(proxy, "has a name that cannot be resolved"), cause);
    }
    return new FailedCandidate(
        Phase.CONNECT,
        "the name " + server.host() + " cannot be resolved",
        advice.unknownName(),
        cause);
  }

  static FailedCandidate connect(Way way, Advice advice, Throwable cause) {
    if (way.proxy() == null) {
      return straight(way.toString(), advice, cause);
    }
    String how =
        cause instanceof ConnectTimeoutException
            ? "did not answer in time"
            : cause instanceof ConnectException
                ? "refused the connection"
                : "cannot be reached (" + Printable.of(text(cause)) + ")";
    return of(ProxyException.away(way.proxy(), how), cause);
  }

  static FailedCandidate behind(Way way, ProxyAddress proxy, Throwable cause) {
    return of(Proxies.failure(proxy, way.server(), cause), cause);
  }

  private static FailedCandidate of(ProxyException failure, Throwable cause) {
    failure.initCause(cause);
    return new FailedCandidate(Phase.CONNECT, failure.what(), failure.remedy(), failure);
  }

  private static FailedCandidate straight(String where, Advice advice, Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      return new FailedCandidate(
          Phase.CONNECT, where + " did not answer in time", advice.unreachable(), cause);
    }
    if (cause instanceof ConnectException) {
      return new FailedCandidate(
          Phase.CONNECT, where + " refused the connection", advice.refused(), cause);
    }
    return new FailedCandidate(
        Phase.CONNECT,
        where + " cannot be reached (" + Printable.of(text(cause)) + ")",
        advice.unreachable(),
        cause);
  }

  static FailedCandidate tls(Way way, Advice advice, Throwable cause) {
    String where = way.toString();
    CertificateException refusal = find(cause, CertificateException.class);
    if (refusal != null) {
      return new FailedCandidate(
          Phase.TLS,
          where + " showed a certificate that is not trusted: " + Printable.of(text(refusal)),
          remedy(refusal, advice),
          cause);
    }
    if (cause instanceof SslHandshakeTimeoutException) {
      return new FailedCandidate(
          Phase.TLS,
          where + " did not finish the TLS handshake in time",
          advice.noHandshake(),
          cause);
    }
    if (find(cause, ClosedChannelException.class) != null) {
      return new FailedCandidate(
          Phase.TLS,
          where + " closed the connection during the TLS handshake",
          advice.noHandshake(),
          cause);
    }
    return new FailedCandidate(
        Phase.TLS,
        where + " and this client do not agree on TLS: " + Printable.of(text(cause)),
        "the server must offer TLS 1.2 or 1.3; Hostward does not go lower",
        cause);
  }

  private static String remedy(CertificateException refusal, Advice advice) {
    return refusal instanceof UntrustedCertificate untrusted && untrusted.remedy() != null
        ? untrusted.remedy()
        : advice.untrusted();
  }

  private static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static <T extends Throwable> @Nullable T find(Throwable cause, Class<T> type) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
