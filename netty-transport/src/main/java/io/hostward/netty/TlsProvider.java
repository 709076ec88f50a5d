package io.hostward.netty;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/** Which implementation does the cryptography of TLS. */
public enum TlsProvider {
  /** BoringSSL where its native library can be loaded, else the JDK. The default. */
  BEST,
  /** BoringSSL; building the transport fails where it cannot be loaded. */
  BORINGSSL,
  /** The JDK. Slower, needs no native code. */
  JDK;

  SslProvider provider() {
    return switch (this) {
      case BEST -> OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
      case BORINGSSL -> {
        if (!OpenSsl.isAvailable()) {
          throw new IllegalStateException(
              "BoringSSL cannot be loaded on this platform; choose TlsProvider.BEST or JDK",
              OpenSsl.unavailabilityCause());
        }
        yield SslProvider.OPENSSL_REFCNT;
      }
      case JDK -> SslProvider.JDK;
    };
  }
}
