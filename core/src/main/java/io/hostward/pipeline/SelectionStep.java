package io.hostward.pipeline;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.memory.HostMemory;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the policy for a ranking and makes the ordered list of routes from it. */
final class SelectionStep {
  /** So many uploads may come between before one takes the host that it chose first of all. */
  private static final int MOST_TRIES = 32;

  private static final int MOST_LOGGED = 100;

  private static final Logger LOG = LoggerFactory.getLogger(SelectionStep.class);

  private final VSphere vsphere;
  private final Time time;
  private final PolicyInputs inputs;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  SelectionStep(VSphere vsphere, Time time, PolicyInputs inputs) {
    this.vsphere = vsphere;
    this.time = time;
    this.inputs = inputs;
  }

  /** Ranks as an upload begun now would, and leaves no trace. */
  Selection rank(HostSelectionPolicy policy, InventorySnapshot snapshot, OptionalLong size)
      throws StepFailure {
    Instant now = time.moment();
    return select(
        policy, snapshot, size, inputs.memory().view(snapshot.datastore().id(), now), now);
  }

  /**
   * For what a host is chosen.
   *
   * @param routes which routes may be taken
   * @param size the file's bytes
   */
  record Wish(RoutePreference routes, long size) {}

  /**
   * Ranks, and reserves the first host: of two uploads that begin at once, the second must see that
   * the first is on its way. One that was overtaken in between ranks again.
   */
  Selection choose(
      HostSelectionPolicy policy, Wish wish, InventorySnapshot snapshot, MemoryFeed feed)
      throws StepFailure {
    HostMemory memory = inputs.memory();
    String datastore = snapshot.datastore().id();
    long size = wish.size();
    for (int tries = 1; ; tries++) {
      Instant now = time.moment();
      HostMemory.View view = memory.view(datastore, now);
      Selection ranking = select(policy, snapshot, OptionalLong.of(size), view, now);
      if (!wish.routes().allowsDirect() || ranking.ranked().isEmpty()) {
        return ranking;
      }
      HostSnapshot first = ranking.ranked().get(0).host();
      Optional<HostMemory.Visit> reserved =
          tries < MOST_TRIES
              ? memory.reserve(view, datastore, first.id(), size, now)
              : Optional.of(memory.take(datastore, first.id(), size, now));
      if (reserved.isPresent()) {
        feed.reserved(reserved.get());
        return ranking;
      }
    }
  }

  private Selection select(
      HostSelectionPolicy policy,
      InventorySnapshot snapshot,
      OptionalLong size,
      HostMemory.View view,
      Instant now)
      throws StepFailure {
    SelectionContext context = inputs.context(view, size, now);
    try {
      Selection answer = policy.select(snapshot, context);
      Selection checked =
          SelectionCheck.of(snapshot, Objects.requireNonNull(answer, "it answered null"));
      checked.notes().forEach(note -> log(checked.policy(), note));
      return checked;
    } catch (RuntimeException e) {
      // A policy may be an application's code.
      throw StepFailure.of(
          FailureDomain.REQUEST,
          Stage.SELECTION,
          "the policy failed on datastore '" + snapshot.datastore().name() + "': " + e,
          e);
    }
  }

  /** Each note once: a policy says the same again for every file. */
  private void log(String name, String note) {
    if (logged.size() < MOST_LOGGED && logged.add(note)) {
      LOG.warn("The policy '{}' on its hosts: {}", name, note);
    }
  }

  /**
   * The routes in their order.
   *
   * @param allowed which may be taken
   * @param datastore what it is called, for messages
   */
  List<Route> routes(RoutePreference allowed, String datastore, Selection selection)
      throws StepFailure {
    List<Route> routes = new ArrayList<>();
    if (allowed.allowsDirect()) {
      selection.ranked().stream()
          .map(RankedHost::host)
          .distinct()
          .map(Route.Direct::new)
          .forEach(routes::add);
    }
    if (mayRelay(allowed, selection)) {
      vsphere.relay().ifPresent(routes::add);
    }
    if (routes.isEmpty()) {
      throw StepFailure.noRoute(refusal(allowed, datastore, selection), selection.refused());
    }
    return routes;
  }

  /** Whether the relay is a route: a request that allows nothing else overrules the policy. */
  private static boolean mayRelay(RoutePreference allowed, Selection selection) {
    return allowed.allowsRelay() && (selection.relay() || !allowed.allowsDirect());
  }

  private String refusal(RoutePreference allowed, String datastore, Selection selection) {
    String why;
    if (!allowed.allowsDirect()) {
      why = "it relays nothing, since it is a host itself";
    } else if (selection.refused().isEmpty()) {
      why = "no host mounts it, as far as this user may see";
    } else {
      why = "hosts refused: " + joined(selection.refused());
    }
    return String.format(
        "%s has no route to datastore '%s' (allowed: %s%s); %s%s",
        vsphere.describe(),
        datastore,
        allowed.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        allowed.allowsRelay() && !mayRelay(allowed, selection) ? "; " + noRelay(selection) : "",
        why,
        selection.notes().isEmpty() ? "" : "; note: " + joined(selection.notes()));
  }

  /** Words for a relay that the policy does not allow, and for what would allow it. */
  static String noRelay(Selection selection) {
    return String.format(
        "the policy '%s' allows no relay, 'first-of,of=(...),of=none' around it would",
        selection.policy());
  }

  private static String joined(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining("; "));
  }
}
