package io.hostward.net;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which certificates of a server are accepted. Immutable. There is no default that accepts
 * everything: {@link #unverified()} has to be asked for by name.
 */
public sealed interface ServerTrust {

  /** Accepts exactly the certificates with one of these thumbprints, whatever names they carry. */
  record Pinned(Set<Thumbprint> thumbprints) implements ServerTrust {
    /** Copies the set, which must not be empty. */
    public Pinned {
      thumbprints = Set.copyOf(thumbprints);
      if (thumbprints.isEmpty()) {
        throw new IllegalArgumentException("pinning needs at least one thumbprint");
      }
    }
  }

  /**
   * Accepts certificates issued by one of these authorities for the name or address that was
   * called.
   */
  record Authorities(List<X509Certificate> roots) implements ServerTrust {
    /** Copies the list, which must not be empty. */
    public Authorities {
      roots = List.copyOf(roots);
      if (roots.isEmpty()) {
        throw new IllegalArgumentException("there must be at least one authority's certificate");
      }
    }

    @Override
    public String toString() {
      return "Authorities"
          + roots.stream().map(root -> root.getSubjectX500Principal().getName()).toList();
    }
  }

  /**
   * Accepts what the Java platform's own trust store accepts for the name or address that was
   * called.
   */
  record SystemAuthorities() implements ServerTrust {}

  /** Accepts what any of these accepts. */
  record AnyOf(List<ServerTrust> alternatives) implements ServerTrust {
    public AnyOf {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * Accepts any certificate: anybody on the way can read and change everything, the session cookie
   * included.
   */
  record Unverified() implements ServerTrust {}

  /** Trust in one or more certificates by their thumbprints. */
  static ServerTrust pinned(Thumbprint... thumbprints) {
    return new Pinned(Arrays.stream(thumbprints).collect(Collectors.toUnmodifiableSet()));
  }

  /** Trust in the Java platform's authorities. */
  static ServerTrust system() {
    return new SystemAuthorities();
  }

  /** No verification at all. For throw-away test systems. */
  static ServerTrust unverified() {
    return new Unverified();
  }

  /**
   * Trust in the authorities of a PEM or DER file. A byte order mark of UTF-8 before the PEM does
   * not count.
   *
   * @throws IOException if the file cannot be read, holds no certificate, or is text in UTF-16
   */
  static ServerTrust authorities(Path file) throws IOException {
    return CertificateFile.read(file);
  }

  /**
   * Returns a trust manager that enforces this. Give it to a TLS engine whose endpoint
   * identification is {@code HTTPS}: authorities are then checked against the name that was called,
   * a pin is not.
   */
  default X509ExtendedTrustManager trustManager() {
    return TrustManagers.of(this);
  }
}
