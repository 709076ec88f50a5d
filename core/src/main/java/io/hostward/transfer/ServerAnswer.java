package io.hostward.transfer;

import io.hostward.net.Secret;
import java.util.List;

/**
 * What a server answered to a {@link ServerCall}, whatever its status. Its body may hold a ticket:
 * it is neither printed nor compared.
 *
 * @param status the HTTP status, 200 to 599; redirections are answers like any
 * @param setCookies the values of its {@code Set-Cookie} headers, in their order
 * @param body its body, unpacked
 */
public record ServerAnswer(int status, List<Secret> setCookies, byte[] body) {
  /** Copies the list. */
  public ServerAnswer {
    setCookies = List.copyOf(setCookies);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "status " + status + ", " + body.length + " bytes";
  }
}
