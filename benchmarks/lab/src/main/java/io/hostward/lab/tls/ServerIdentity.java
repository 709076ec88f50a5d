package io.hostward.lab.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** A server's self-signed certificate with its key. Immutable and thread-safe. */
public final class ServerIdentity {
  private final X509Bundle bundle;

  private ServerIdentity(X509Bundle bundle) {
    this.bundle = bundle;
  }

  /**
   * A new identity for a server with this name and IP address; both are in its SAN, and 127.0.0.1
   * for machines that have no other loopback address.
   */
  public static ServerIdentity selfSigned(String name, String address) {
    String dnsName = name.replaceAll("[^A-Za-z0-9.-]", "-");
    try {
      return new ServerIdentity(
          new CertificateBuilder()
              .subject("CN=" + dnsName + ",O=Hostward lab")
              .algorithm(CertificateBuilder.Algorithm.ecp256)
              .addSanDnsName(dnsName)
              .addSanIpAddress(address)
              .addSanIpAddress("127.0.0.1")
              .setIsCertificateAuthority(true)
              .buildSelfSigned());
    } catch (Exception e) {
      throw new IllegalStateException("no certificate for " + name + " at " + address, e);
    }
  }

  /** The certificate with its private key, for the TLS server. */
  public X509Bundle bundle() {
    return bundle;
  }

  public X509Certificate certificate() {
    return bundle.getCertificate();
  }

  /** The certificate in PEM. */
  public String pem() {
    return bundle.getCertificatePEM();
  }

  /** SHA-1 over the DER form: 20 upper-case hex pairs with colons, as vCenter writes it. */
  public String sha1() {
    return thumbprint("SHA-1");
  }

  /** SHA-256 over the DER form: 32 upper-case hex pairs with colons. */
  public String sha256() {
    return thumbprint("SHA-256");
  }

  private String thumbprint(String algorithm) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(certificate().getEncoded());
      return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
