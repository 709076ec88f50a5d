package io.hostward.netty;

import io.hostward.net.Printable;
import io.hostward.net.Thumbprint;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Adds to a refusal which certificate was presented, so that an operator can compare its thumbprint
 * with the one on the host's console.
 */
final class NamingTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;

  NamingTrustManager(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, type, engine);
    } catch (CertificateException e) {
      throw named(chain, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, type, socket);
    } catch (CertificateException e) {
      throw named(chain, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    try {
      judge.checkServerTrusted(chain, type);
    } catch (CertificateException e) {
      throw named(chain, e);
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

  private static CertificateException named(X509Certificate[] chain, CertificateException refusal) {
    X509Certificate leaf = chain[0];
    StringBuilder message = new StringBuilder(String.valueOf(refusal.getMessage()));
    for (Throwable other : refusal.getSuppressed()) {
      message.append("; nor was it accepted otherwise: ").append(other.getMessage());
    }
    message
        .append(" (presented was '")
        .append(Printable.of(leaf.getSubjectX500Principal().getName()))
        .append("', SHA-256 ")
        .append(Thumbprint.of(leaf, Thumbprint.Algorithm.SHA256))
        .append(')');
    return new CertificateException(message.toString(), refusal);
  }
}
