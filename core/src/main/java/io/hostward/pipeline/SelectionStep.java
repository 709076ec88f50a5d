package io.hostward.pipeline;

import io.hostward.model.InventorySnapshot;
import io.hostward.model.NoRouteException;
import io.hostward.model.RankedHost;
import io.hostward.model.Rejection;
import io.hostward.model.Route;
import io.hostward.model.Selection;
import io.hostward.model.Stage;
import io.hostward.model.UploadException;
import io.hostward.model.UploadRequest;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.SelectionContext;
import io.hostward.spi.VSphere;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Asks the policy for a ranking and makes the ordered list of routes from it. */
final class SelectionStep {
  private final VSphere vsphere;
  private final HostSelectionPolicy policy;
  private final InstantSource clock;
  private final HostsInFlight inFlight;

  SelectionStep(
      VSphere vsphere, HostSelectionPolicy policy, InstantSource clock, HostsInFlight inFlight) {
    this.vsphere = vsphere;
    this.policy = policy;
    this.clock = clock;
    this.inFlight = inFlight;
  }

  Selection rank(InventorySnapshot snapshot, OptionalLong size) throws UploadException {
    SelectionContext context = new SelectionContext(clock.instant(), size, inFlight.counts());
    try {
      return policy.select(snapshot, context);
    } catch (RuntimeException e) {
      // A policy may be anybody's code.
      throw new UploadException(
          Stage.SELECTION,
          "the policy failed on datastore '" + snapshot.datastore().name() + "': " + e,
          List.of(),
          e);
    }
  }

  List<Route> routes(UploadRequest request, Selection selection) throws NoRouteException {
    List<Route> routes = new ArrayList<>();
    if (request.routes().allowsDirect()) {
      selection.ranked().stream()
          .map(RankedHost::host)
          .distinct()
          .map(Route.Direct::new)
          .forEach(routes::add);
    }
    if (request.routes().allowsRelay()) {
      vsphere.relay().ifPresent(routes::add);
    }
    if (routes.isEmpty()) {
      throw new NoRouteException(refusal(request, selection), selection.refused());
    }
    return routes;
  }

  private String refusal(UploadRequest request, Selection selection) {
    String reasons =
        selection.refused().stream().map(Rejection::toString).collect(Collectors.joining("; "));
    return String.format(
        "%s has no route to datastore '%s' (allowed: %s); %s",
        vsphere.describe(),
        request.target().datastore(),
        request.routes().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
        reasons.isEmpty()
            ? "no host mounts it, as far as this user may see"
            : "hosts refused: " + reasons);
  }
}
