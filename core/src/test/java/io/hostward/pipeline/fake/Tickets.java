package io.hostward.pipeline.fake;

import io.hostward.net.HostAddress;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One-time tickets, each for one server, method and target. Remembers every misuse. */
public final class Tickets {
  private final Map<String, Issued> issued = new HashMap<>();
  private final List<String> misuses = new ArrayList<>();

  private static final class Issued {
    private final Route route;
    private final HttpMethod method;
    private final FolderTarget target;
    private boolean spent;

    Issued(Route route, HttpMethod method, FolderTarget target) {
      this.route = route;
      this.method = method;
      this.target = target;
    }
  }

  synchronized String issue(Route route, HttpMethod method, FolderTarget target) {
    String id = "ticket-" + issued.size();
    issued.put(id, new Issued(route, method, target));
    return id;
  }

  /** Spends a ticket on a request; empty if it is not good for that. */
  synchronized Optional<Route> spend(ServiceTicket ticket, HttpMethod method) {
    @Nullable Issued known = issued.get(ticket.cookie().reveal());
    if (known == null) {
      return misuse("unknown ticket");
    }
    if (known.spent) {
      return misuse("spent ticket: " + known.target);
    }
    known.spent = true;
    if (known.method != method || !known.target.equals(ticket.target())) {
      return misuse("ticket for " + known.method + " " + known.target + " used otherwise");
    }
    HostAddress server = ticket.addresses().get(0);
    String name =
        known.route instanceof Route.Direct direct
            ? direct.host().name()
            : FakeVSphere.VCENTER.host();
    return server.host().equals(name)
        ? Optional.of(known.route)
        : misuse("ticket for " + name + " used on " + server);
  }

  /** Returns what was done with tickets that must not be done. */
  public synchronized List<String> misuses() {
    return List.copyOf(misuses);
  }

  private Optional<Route> misuse(String what) {
    misuses.add(what);
    return Optional.empty();
  }
}
