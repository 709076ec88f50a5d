package io.hostward.lab.ticket;

import io.hostward.lab.model.UserModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket for one HTTP request to one host ({@code SessionManagerGenericServiceTicket}).
 *
 * @param id what the cookie {@code vmware_cgi_ticket} carries; a secret
 * @param host managed object id of the host
 * @param method {@code GET}, {@code PUT}...; null for any
 * @param pathAndQuery as in the spec's URL, byte for byte
 * @param user who asked for it; their privileges are checked when it is used
 * @param expires from this instant on it is worthless
 */
public record ServiceTicket(
    String id,
    String host,
    @Nullable String method,
    String pathAndQuery,
    UserModel user,
    Instant expires) {

  /** Everything but the id. */
  @Override
  public String toString() {
    return "ServiceTicket[" + host + " " + method + " " + pathAndQuery + "]";
  }
}
