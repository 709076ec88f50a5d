package io.hostward.vsphere.session;

import io.hostward.net.Printable;
import io.hostward.net.ProxyException;
import io.hostward.transfer.LongAnswerException;
import io.hostward.transfer.TransferException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says why a server gave no answer of the API's, and what can be done about it. */
final class NoAnswer {
  // As the reference runtime and as CXF write it; neither's exceptions are on every class path.
  private static final Pattern STATUS =
      Pattern.compile("HTTP status code (\\d{3})|HTTP response '(\\d{3}): ");

  // The JDK has no type of its own for it.
  private static final Pattern WRONG_NAME =
      Pattern.compile("No subject alternative|No name matching|does not match .*subject");

  private NoAnswer() {}

  /** Words that follow the name of a call and of its server. */
  static String words(Throwable failure) {
    return words(failure, Instant.now());
  }

  /**
   * The same at a given time.
   *
   * @param now what this machine's clock says, by which certificates are judged
   */
  static String words(Throwable failure, Instant now) {
    List<Throwable> causes = causes(failure);
    Optional<String> status = status(causes);
    if (status.isPresent()) {
      return "was answered with HTTP status "
          + status.get()
          + " instead of the API's answer; check that the URL is the SDK's and whether the service"
          + " or a proxy in front of it is in trouble";
    }
    // The transport's words name server and remedy already, and are printable.
    Optional<Throwable> known =
        causes.stream()
            .filter(cause -> cause instanceof TransferException || cause instanceof ProxyException)
            .findFirst();
    if (known.isPresent()) {
      return "got no answer: " + known.get().getMessage();
    }
    Throwable root = causes.get(causes.size() - 1);
    return "got no answer: " + text(root) + advice(causes, root, now);
  }

  /** True if there was an answer, and more of it than is read. */
  static boolean isTooLong(Throwable failure) {
    return has(causes(failure), LongAnswerException.class);
  }

  private static String advice(List<Throwable> causes, Throwable root, Instant now) {
    if (has(causes, CertificateExpiredException.class)) {
      return "; its certificate has expired: renew it" + orSetTheClock(now);
    } else if (has(causes, CertificateNotYetValidException.class)) {
      return "; its certificate is not valid yet: have it issued anew" + orSetTheClock(now);
    } else if (causes.stream().anyMatch(NoAnswer::isOfAnotherName)) {
      return "; its certificate is for other names than the one that was called: call it by one of"
          + " those, or pin its thumbprint";
    } else if (causes.stream().anyMatch(CertificateException.class::isInstance)
        || root.getClass().getName().contains("CertPath")) {
      return "; if this is the right server, trust its authority or pin its thumbprint";
    } else if (root instanceof UnknownHostException) {
      return "; check the name and the name service";
    } else if (root instanceof SocketTimeoutException) {
      return "; the server is overloaded, or something on the way drops packets: check it and try"
          + " again, or allow more time";
    } else if (root instanceof ConnectException || root instanceof NoRouteToHostException) {
      return "; check address and port, that the server runs, and firewalls on the way";
    } else if (causes.stream().anyMatch(SSLException.class::isInstance)) {
      return "; check that the port speaks TLS and which versions it speaks";
    }
    return "; try again, and look into the server's log if it happens again";
  }

  private static String orSetTheClock(Instant now) {
    return ", or, if this machine's clock ("
        + now.truncatedTo(ChronoUnit.SECONDS)
        + ") is wrong, set that";
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static boolean isOfAnotherName(Throwable cause) {
    return cause instanceof CertificateException
        && WRONG_NAME.matcher(String.valueOf(cause.getMessage())).find();
  }

  private static Optional<String> status(List<Throwable> causes) {
    return causes.stream()
        .map(cause -> STATUS.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .findFirst();
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return Printable.of(cause.getClass().getSimpleName() + (message == null ? "" : ": " + message));
  }

  /** The failure and what caused it, outermost first; ends where a chain runs in a circle. */
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }
}
