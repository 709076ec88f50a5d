package io.hostward.net;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The digest of a server's certificate (its DER form), by which vSphere tells which certificate to
 * expect.
 *
 * @param algorithm SHA-1 or SHA-256
 * @param hex the digest in upper-case pairs with colons, for example {@code AB:CD:...}
 */
public record Thumbprint(Algorithm algorithm, String hex) {
  private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

  /** The digests in use: SHA-1 before vSphere 7.0.3.1, SHA-256 since. */
  public enum Algorithm {
    /** 20 bytes. */
    SHA1("SHA-1", 20),
    /** 32 bytes. */
    SHA256("SHA-256", 32);

    private final String jcaName;
    private final int length;

    Algorithm(String jcaName, int length) {
      this.jcaName = jcaName;
      this.length = length;
    }
  }

  /** Checks that the text is a digest of the algorithm's length. */
  public Thumbprint {
    if (PAIRS.parseHex(hex).length != algorithm.length) {
      throw new IllegalArgumentException(
          "a " + algorithm.jcaName + " thumbprint has " + algorithm.length + " bytes");
    }
    hex = hex.toUpperCase(Locale.ROOT);
  }

  /**
   * Reads a thumbprint with or without colons between its pairs, in upper or lower case; its length
   * tells the algorithm.
   *
   * @throws IllegalArgumentException if it is not 20 or 32 bytes in hexadecimal
   */
  public static Thumbprint parse(String text) {
    byte[] digest = digest(text.strip());
    for (Algorithm algorithm : Algorithm.values()) {
      if (digest.length == algorithm.length) {
        return new Thumbprint(algorithm, PAIRS.formatHex(digest));
      }
    }
    throw new IllegalArgumentException(
        "a thumbprint is 20 bytes (SHA-1) or 32 bytes (SHA-256) in hexadecimal pairs, was: '"
            + Printable.of(text)
            + "'");
  }

  private static byte[] digest(String digits) {
    try {
      return (digits.indexOf(':') < 0 ? HexFormat.of() : PAIRS).parseHex(digits);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  public static Thumbprint of(X509Certificate certificate, Algorithm algorithm) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm.jcaName).digest(certificate.getEncoded());
      return new Thumbprint(algorithm, PAIRS.formatHex(digest));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("cannot digest a certificate with " + algorithm.jcaName, e);
    }
  }

  public boolean matches(X509Certificate certificate) {
    return equals(of(certificate, algorithm));
  }

  @Override
  public String toString() {
    return hex;
  }
}
