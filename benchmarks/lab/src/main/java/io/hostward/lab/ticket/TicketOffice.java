package io.hostward.lab.ticket;

import io.hostward.lab.model.UserModel;
import io.hostward.lab.ticket.Redemption.Verdict;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Issues and redeems one-time tickets. Thread-safe.
 *
 * <p>A ticket that is presented is spent, even when the request does not match it: whether a real
 * host burns a mismatched ticket is not documented, and a client that counts on the kinder answer
 * would fail on the stricter server.
 */
public final class TicketOffice {
  private final Duration lifetime;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, ServiceTicket> open = new ConcurrentHashMap<>();
  private final Set<String> spent = ConcurrentHashMap.newKeySet();

  /** No tickets yet; each lives for {@code lifetime}. */
  public TicketOffice(Duration lifetime, InstantSource clock) {
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * Issues a ticket.
   *
   * @param host managed object id
   * @param method {@code PUT} and so on; null for any
   * @param pathAndQuery the raw path and query of the spec's URL
   */
  public ServiceTicket issue(
      String host, @Nullable String method, String pathAndQuery, UserModel user) {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    String id = "cst-" + HexFormat.of().formatHex(bytes);
    ServiceTicket ticket =
        new ServiceTicket(id, host, method, pathAndQuery, user, clock.instant().plus(lifetime));
    open.put(id, ticket);
    return ticket;
  }

  /** Presents a ticket to a host. Only the first call for an id can be accepted. */
  public Redemption redeem(String id, String host, String method, String pathAndQuery) {
    ServiceTicket ticket = open.remove(id);
    if (ticket == null) {
      return new Redemption(spent.contains(id) ? Verdict.SPENT : Verdict.UNKNOWN, null);
    }
    spent.add(id);
    return new Redemption(judge(ticket, host, method, pathAndQuery), ticket);
  }

  private Verdict judge(ServiceTicket ticket, String host, String method, String pathAndQuery) {
    if (!ticket.host().equals(host)) {
      return Verdict.WRONG_HOST;
    }
    if (!clock.instant().isBefore(ticket.expires())) {
      return Verdict.EXPIRED;
    }
    if (ticket.method() != null && !ticket.method().equals(method)) {
      return Verdict.WRONG_METHOD;
    }
    return ticket.pathAndQuery().equals(pathAndQuery) ? Verdict.ACCEPTED : Verdict.WRONG_URL;
  }
}
