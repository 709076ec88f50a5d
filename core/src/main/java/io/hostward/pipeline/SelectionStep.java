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
  private final PolicyInputs inputs;
  private final Object choosing = new Object();

  SelectionStep(
      VSphere vsphere, HostSelectionPolicy policy, InstantSource clock, PolicyInputs inputs) {
    this.vsphere = vsphere;
    this.policy = policy;
    this.clock = clock;
    this.inputs = inputs;
  }

  /** The ranking, the routes that follow from it, and the upload's mark on the first host. */
  record Choice(Selection ranking, List<Route> routes, HostMark mark) {
    Choice {
      routes = List.copyOf(routes);
    }
  }

  /** Ranks as an upload begun now would, and leaves no trace. */
  Selection rank(InventorySnapshot snapshot, OptionalLong size) throws UploadException {
    return select(snapshot, size, inputs.memory().turn(snapshot.datastore().id()));
  }

  /**
   * Ranks and takes the first route in one step: of two uploads that begin at once, the second must
   * see that the first is on its way.
   */
  Choice choose(UploadRequest request, InventorySnapshot snapshot) throws UploadException {
    long size = request.source().size();
    String datastore = snapshot.datastore().id();
    synchronized (choosing) {
      Selection ranking =
          select(snapshot, OptionalLong.of(size), inputs.memory().nextTurn(datastore));
      List<Route> routes = routes(request, ranking);
      HostMark mark = new HostMark(inputs.memory(), clock, size);
      mark.enter(routes.get(0));
      if (routes.get(0) instanceof Route.Direct direct) {
        inputs.memory().chosen(datastore, direct.host().id());
      }
      return new Choice(ranking, routes, mark);
    }
  }

  private Selection select(InventorySnapshot snapshot, OptionalLong size, long turn)
      throws UploadException {
    SelectionContext context = inputs.context(snapshot, size, turn, clock.instant());
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

  private List<Route> routes(UploadRequest request, Selection selection) throws NoRouteException {
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
