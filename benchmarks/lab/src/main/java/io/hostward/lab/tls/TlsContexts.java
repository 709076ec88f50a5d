package io.hostward.lab.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;

/** TLS for servers: BoringSSL where the platform has it, the JDK's otherwise. */
public final class TlsContexts {
  private TlsContexts() {}

  /**
   * Loads BoringSSL, the slowest step of a first start, so that it can be done in the background.
   */
  public static void load() {
    OpenSsl.isAvailable();
  }

  /** A server context that shows an identity's certificate; TLS 1.2 and 1.3. */
  public static SslContext server(ServerIdentity identity) {
    try {
      return SslContextBuilder.forServer(new OneKey(identity))
          // Unused, as no client shows a certificate; without it the JDK's whole list is loaded.
          .trustManager(identity.certificate())
          .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (IOException e) {
      throw new IllegalStateException("no TLS with a certificate made a moment ago", e);
    }
  }
}
