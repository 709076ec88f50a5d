package io.hostward.lab.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** TLS for servers: BoringSSL where the platform has it, the JDK's otherwise. */
public final class TlsContexts {
  private TlsContexts() {}

  /** A server context that shows an identity's certificate; TLS 1.2 and 1.3. */
  public static SslContext server(ServerIdentity identity) {
    try {
      return SslContextBuilder.forServer(identity.bundle().toKeyManagerFactory())
          .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no TLS with a certificate made a moment ago", e);
    }
  }
}
