package io.hostward.netty;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a refusal which certificate was presented, and what is wrong with it if that is plain.
 */
final class NamingTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;
  private final InstantSource clock;

  NamingTrustManager(X509ExtendedTrustManager judge, InstantSource clock) {
    this.judge = judge;
    this.clock = clock;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, type, engine);
    } catch (CertificateException e) {
      throw told(chain, type, engine.getPeerHost(), e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, type, socket);
    } catch (CertificateException e) {
      throw told(chain, type, null, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    try {
      judge.checkServerTrusted(chain, type);
    } catch (CertificateException e) {
      throw told(chain, type, null, e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }

  private CertificateException told(
      X509Certificate[] chain, String type, @Nullable String called, CertificateException refusal) {
    return called != null && isOnlyMisnamed(chain, type)
        ? UntrustedCertificate.named(chain, called, refusal)
        : UntrustedCertificate.dated(chain, clock.instant(), refusal);
  }

  /** Without an engine nothing tells a judge what the server was called. For words only. */
  private boolean isOnlyMisnamed(X509Certificate[] chain, String type) {
    try {
      judge.checkServerTrusted(chain, type);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }
}
