package io.hostward.netty;

import io.hostward.net.Printable;
import io.hostward.net.Thumbprint;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that names the certificate that was presented, so that an operator can compare its
 * thumbprint with the one on the host's console, and says what to do where that is plain.
 */
final class UntrustedCertificate extends CertificateException {
  private static final long serialVersionUID = 1L;

  /** More names than these fill a screen. */
  private static final int MOST_NAMES = 10;

  private static final Integer DNS_NAME = 2;
  private static final Integer ADDRESS = 7;

  private final @Nullable String remedy;

  private UntrustedCertificate(
      String reason, @Nullable String remedy, X509Certificate leaf, CertificateException refusal) {
    super(
        reason
            + " (presented was '"
            + subject(leaf)
            + "', SHA-256 "
            + Thumbprint.of(leaf, Thumbprint.Algorithm.SHA256)
            + ')',
        refusal);
    this.remedy = remedy;
  }

  /** One of which nothing more is known than what the judge said. */
  static UntrustedCertificate plain(X509Certificate[] chain, CertificateException refusal) {
    StringBuilder reason = new StringBuilder(String.valueOf(refusal.getMessage()));
    for (Throwable other : refusal.getSuppressed()) {
      reason.append("; nor was it accepted otherwise: ").append(other.getMessage());
    }
    return new UntrustedCertificate(reason.toString(), null, chain[0], refusal);
  }

  /** One that would be accepted for a server of one of its own names. */
  static UntrustedCertificate named(
      X509Certificate[] chain, String called, CertificateException refusal) {
    List<String> names = names(chain[0]);
    if (names.isEmpty() || names.contains(called)) {
      return plain(chain, refusal);
    }
    return new UntrustedCertificate(
        "its certificate is for "
            + String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
            + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "")
            + ", and it was called "
            + Printable.of(called),
        "call it by "
            + (names.size() == 1 ? "that name" : "one of those names")
            + ", or pin its thumbprint",
        chain[0],
        refusal);
  }

  /**
   * One that was refused for the time, or else {@link #plain}.
   *
   * @param now what this machine's clock says
   */
  static UntrustedCertificate dated(
      X509Certificate[] chain, Instant now, CertificateException refusal) {
    if (isDueTo(CertificateExpiredException.class, refusal)) {
      Optional<X509Certificate> old =
          find(chain, one -> now.isAfter(one.getNotAfter().toInstant()));
      if (old.isPresent()) {
        return new UntrustedCertificate(
            whose(old.get(), chain) + " expired on " + old.get().getNotAfter().toInstant(),
            "renew it, or, if this machine's clock (" + now + ") is wrong, set that",
            chain[0],
            refusal);
      }
    }
    if (isDueTo(CertificateNotYetValidException.class, refusal)) {
      Optional<X509Certificate> early =
          find(chain, one -> now.isBefore(one.getNotBefore().toInstant()));
      if (early.isPresent()) {
        return new UntrustedCertificate(
            whose(early.get(), chain) + " is valid from " + early.get().getNotBefore().toInstant(),
            "replace it, or, if this machine's clock (" + now + ") is wrong, set that",
            chain[0],
            refusal);
      }
    }
    return plain(chain, refusal);
  }

  /** Returns what to do, or null if that depends on who named the server. */
  @Nullable String remedy() {
    return remedy;
  }

  private static Optional<X509Certificate> find(
      X509Certificate[] chain, Predicate<X509Certificate> wrong) {
    return Arrays.stream(chain).filter(wrong).findFirst();
  }

  private static String whose(X509Certificate certificate, X509Certificate[] chain) {
    return certificate.equals(chain[0])
        ? "its certificate"
        : "the certificate '" + subject(certificate) + "' of its issuer";
  }

  private static String subject(X509Certificate certificate) {
    return Printable.of(certificate.getSubjectX500Principal().getName());
  }

  /** Returns true if it, or any refusal that it sums up, has a cause of this kind. */
  private static boolean isDueTo(Class<? extends Throwable> type, Throwable refusal) {
    for (Throwable at = refusal; at != null; at = at.getCause()) {
      if (type.isInstance(at)
          || Arrays.stream(at.getSuppressed()).anyMatch(other -> isDueTo(type, other))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the names and addresses that it is for; the subject's counts where there are none. */
  private static List<String> names(X509Certificate leaf) {
    try {
      Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
      if (alternatives == null) {
        return common(leaf);
      }
      return alternatives.stream()
          .filter(name -> DNS_NAME.equals(name.get(0)) || ADDRESS.equals(name.get(0)))
          .map(name -> Printable.of(String.valueOf(name.get(1))))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static List<String> common(X509Certificate leaf) {
    return Stream.of(subject(leaf).split(","))
        .filter(part -> part.startsWith("CN="))
        .map(part -> part.substring(3))
        .toList();
  }
}
