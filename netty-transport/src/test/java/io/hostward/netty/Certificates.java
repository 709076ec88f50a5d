package io.hostward.netty;

import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Identities for test servers. */
final class Certificates {
  static final X509Bundle HOST = selfSigned("CN=esx1.lab");
  static final X509Bundle STRANGER = selfSigned("CN=stranger.lab");
  static final X509Bundle AUTHORITY = authority();
  static final X509Bundle LOCALHOST = issued("CN=localhost", "localhost");
  static final X509Bundle ELSEWHERE = issued("CN=elsewhere.lab", "elsewhere.lab");

  private Certificates() {}

  static ServerTrust pin(X509Bundle identity) {
    return ServerTrust.pinned(thumbprint(identity));
  }

  static Thumbprint thumbprint(X509Bundle identity) {
    return Thumbprint.of(identity.getCertificate(), Thumbprint.Algorithm.SHA256);
  }

  static ServerTrust authorityTrust() {
    return new ServerTrust.Authorities(List.of(AUTHORITY.getCertificate()));
  }

  private static X509Bundle selfSigned(String subject) {
    try {
      return new CertificateBuilder()
          .subject(subject)
          .ecp256()
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Bundle authority() {
    try {
      return new CertificateBuilder()
          .subject("CN=lab authority")
          .ecp256()
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** For localhost, until a day before now. */
  static X509Bundle expired(Instant now) {
    Instant end = now.minus(Duration.ofDays(1));
    return issued("CN=localhost", "localhost", end.minus(Duration.ofDays(1)), end);
  }

  /** For localhost, from a day after now. */
  static X509Bundle early(Instant now) {
    Instant begin = now.plus(Duration.ofDays(1));
    return issued("CN=localhost", "localhost", begin, begin.plus(Duration.ofDays(1)));
  }

  private static X509Bundle issued(String subject, String name) {
    Instant now = Instant.now();
    return issued(subject, name, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)));
  }

  private static X509Bundle issued(String subject, String name, Instant begin, Instant end) {
    try {
      return new CertificateBuilder()
          .subject(subject)
          .ecp256()
          .notBefore(begin)
          .notAfter(end)
          .addSanDnsName(name)
          .addExtendedKeyUsageServerAuth()
          .buildIssuedBy(AUTHORITY);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
