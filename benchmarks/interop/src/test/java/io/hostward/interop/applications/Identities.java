package io.hostward.interop.applications;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who servers say that they are. */
final class Identities {
  private static final X509Bundle AUTHORITY = authority();

  /** Issued by the authority, for where the servers of the tests listen. */
  static final X509Bundle TRUSTED = issued(new CertificateBuilder().addSanIpAddress("127.0.0.1"));

  /** Issued by the authority, for another server. */
  static final X509Bundle ELSEWHERE = issued(new CertificateBuilder().addSanDnsName("elsewhere"));

  /** Issued by nobody, for where the servers of the tests listen. */
  static final X509Bundle STRANGER = stranger();

  private Identities() {}

  /** A file with the authority's certificate. */
  static Path authority(Path folder) throws IOException {
    return Files.writeString(folder.resolve("authority.pem"), AUTHORITY.getCertificatePEM());
  }

  private static X509Bundle authority() {
    try {
      return new CertificateBuilder()
          .subject("CN=authority")
          .ecp256()
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Bundle issued(CertificateBuilder names) {
    try {
      return names
          .subject("CN=server")
          .ecp256()
          .addExtendedKeyUsageServerAuth()
          .buildIssuedBy(AUTHORITY);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Bundle stranger() {
    try {
      return new CertificateBuilder()
          .subject("CN=stranger")
          .ecp256()
          .addSanIpAddress("127.0.0.1")
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
