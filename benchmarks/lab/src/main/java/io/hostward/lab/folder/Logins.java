package io.hostward.lab.folder;

import io.hostward.lab.session.Session;
import io.hostward.lab.session.Sessions;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Authentication by session cookie or Basic, the same on vCenter and on a host. */
final class Logins {
  private Logins() {}

  /** The grant of a live session, or of a user and password, which opens a session. */
  static Optional<Grant> grant(Sessions sessions, HttpRequest request) {
    return sessions
        .find(request.headers().get(HttpHeaderNames.COOKIE))
        .map(session -> new Grant(session.user(), null))
        .or(() -> basic(sessions, request).map(s -> new Grant(s.user(), s.setCookie())));
  }

  private static Optional<Session> basic(Sessions sessions, HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : sessions.login(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
