package io.hostward.lab.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.SecureRandom;

/** TLS for servers: BoringSSL where the platform has it, the JDK's otherwise. */
public final class TlsContexts {
  private static final SecureRandom RANDOM = new SecureRandom();

  private TlsContexts() {}

  /**
   * Loads BoringSSL, the slowest step of a first start, so that it can be done in the background.
   */
  public static void load() {
    OpenSsl.isAvailable();
  }

  /**
   * A server context that shows an identity's certificate; TLS 1.2 and 1.3. It hands out session
   * tickets under a key of its own, so that a client which comes back need not be shown the
   * certificate again.
   */
  public static SslContext server(ServerIdentity identity) {
    try {
      SslContext context =
          SslContextBuilder.forServer(new OneKey(identity))
              // Unused, as no client shows a certificate; without it the JDK's whole list is
              // loaded.
              .trustManager(identity.certificate())
              .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .build();
      // The JDK's provider hands out tickets by itself.
      if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
        sessions.setTicketKeys(ticketKey());
      }
      return context;
    } catch (IOException e) {
      throw new IllegalStateException("no TLS with a certificate made a moment ago", e);
    }
  }

  private static OpenSslSessionTicketKey ticketKey() {
    return new OpenSslSessionTicketKey(
        random(OpenSslSessionTicketKey.NAME_SIZE),
        random(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
        random(OpenSslSessionTicketKey.AES_KEY_SIZE));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
