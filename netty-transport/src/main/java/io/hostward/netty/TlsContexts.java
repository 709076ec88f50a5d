package io.hostward.netty;

import io.hostward.net.ServerTrust;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * One TLS context for each {@link ServerTrust}, since building one costs more than a handshake. The
 * least recently used ones are dropped. Safe for use by many threads.
 */
final class TlsContexts {
  private static final int MOST = 64;

  private final SslProvider provider;
  private final Map<ServerTrust, SslContext> contexts = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  TlsContexts(SslProvider provider) {
    this.provider = provider;
  }

  /**
   * Returns the context for this trust. The first time this takes some milliseconds, with the
   * platform's trust store more, so not for event loops. Give it back with {@link #release}.
   *
   * @throws IllegalStateException after {@link #close}
   */
  synchronized SslContext acquire(ServerTrust trust) throws SSLException {
    if (closed) {
      throw new IllegalStateException("the transport is closed");
    }
    SslContext context = contexts.get(trust);
    if (context == null) {
      context = build(trust);
      contexts.put(trust, context);
      dropEldest();
    }
    return ReferenceCountUtil.retain(context);
  }

  static void release(SslContext context) {
    ReferenceCountUtil.release(context);
  }

  synchronized void close() {
    closed = true;
    contexts.values().forEach(TlsContexts::release);
    contexts.clear();
  }

  private void dropEldest() {
    if (contexts.size() > MOST) {
      var eldest = contexts.entrySet().iterator();
      release(eldest.next().getValue());
      eldest.remove();
    }
  }

  /**
   * Names are checked for every certificate that an authority vouches for; a trust manager for pins
   * does not look at them.
   */
  private SslContext build(ServerTrust trust) throws SSLException {
    return SslContextBuilder.forClient()
        .sslProvider(provider)
        .trustManager(new NamingTrustManager(trust.trustManager(), Clock.systemUTC()))
        .protocols("TLSv1.3", "TLSv1.2")
        .endpointIdentificationAlgorithm("HTTPS")
        .build();
  }
}
