package io.hostward.vsphere.soap;

import io.hostward.net.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The session's cookie: sent with each call, and taken over when a server sets another. The value
 * travels exactly as received, quotes included: only that form is attested everywhere. Safe for use
 * by many threads.
 */
public final class SessionCookie {
  private static final String NAME = "vmware_soap_session=";

  private final AtomicReference<@Nullable Secret> current = new AtomicReference<>();

  /** What went out with a call. */
  record Sent(Optional<Secret> header) {}

  /** Returns {@code name=value} as the server gave it. */
  public Optional<Secret> header() {
    return Optional.ofNullable(current.get());
  }

  /**
   * Checks a header that was handed in and takes off the attributes after the value.
   *
   * @throws IllegalArgumentException if it is no session cookie; the message does not hold it
   */
  public static Secret checked(Secret header) {
    String text = value(header);
    if (!isSession(text)) {
      throw new IllegalArgumentException(
          "a session is handed in as "
              + NAME
              + "\"...\", the quotes included, as the server's Set-Cookie had it");
    }
    return Secret.of(text);
  }

  /** With a value, and such that it can be sent. */
  private static boolean isSession(String text) {
    String value = text.startsWith(NAME) ? text.substring(NAME.length()) : "";
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return !value.isEmpty() && !value.equals("\"\"");
  }

  /** False for a cookie that the server takes away. */
  private static boolean opens(Secret setCookie) {
    String[] parts = setCookie.reveal().split(";");
    for (int i = 1; i < parts.length; i++) {
      String[] attribute = parts[i].split("=", 2);
      String value = attribute.length < 2 ? "" : attribute[1].strip();
      if (attribute[0].strip().equalsIgnoreCase("max-age")
          && (value.equals("0") || value.startsWith("-"))) {
        return false;
      }
    }
    return true;
  }

  private static String value(Secret header) {
    return header.reveal().split(";", 2)[0].strip();
  }

  public void set(@Nullable Secret header) {
    current.set(header);
  }

  Sent sent() {
    return new Sent(header());
  }

  /**
   * An answer came.
   *
   * @param login whether it is a login's, which opens a session
   * @param sent what had gone out with the call
   * @param setCookies what the server sets
   */
  void received(boolean login, Sent sent, List<Secret> setCookies) {
    Secret received = session(setCookies);
    if (received == null) {
      return;
    }
    if (login) {
      current.set(received);
    } else {
      // An answer that was under way while another thread logged in must not bring the old session
      // back, nor the one without a user that servers give to callers without a session.
      replace(sent.header().orElse(null), received);
    }
  }

  /** The last one of those that open a session. */
  private static @Nullable Secret session(List<Secret> setCookies) {
    Secret last = null;
    for (Secret setCookie : setCookies) {
      if (opens(setCookie) && isSession(value(setCookie))) {
        last = Secret.of(value(setCookie));
      }
    }
    return last;
  }

  private void replace(@Nullable Secret before, Secret after) {
    current.compareAndSet(before, after);
  }
}
