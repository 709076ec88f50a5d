package io.hostward.pipeline;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.transfer.Route;
import io.hostward.upload.NoRouteException;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
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

  /** Ranks as an upload begun now would, and leaves no trace. */
  Selection rank(InventorySnapshot snapshot, OptionalLong size) throws UploadException {
    return select(snapshot, size, inputs.memory().turn(snapshot.datastore().id()));
  }

  /**
   * Ranks and marks the first host in one step: of two uploads that begin at once, the second must
   * see that the first is on its way.
   */
  Selection choose(UploadRequest request, InventorySnapshot snapshot, HostMark mark)
      throws UploadException {
    String datastore = snapshot.datastore().id();
    synchronized (choosing) {
      Selection ranking =
          select(
              snapshot,
              OptionalLong.of(request.source().size()),
              inputs.memory().nextTurn(datastore));
      if (request.routes().allowsDirect() && !ranking.ranked().isEmpty()) {
        HostSnapshot first = ranking.ranked().get(0).host();
        mark.enter(new Route.Direct(first));
        inputs.memory().chosen(datastore, first.id());
      }
      return ranking;
    }
  }

  private Selection select(InventorySnapshot snapshot, OptionalLong size, long turn)
      throws UploadException {
    SelectionContext context = inputs.context(snapshot, size, turn, clock.instant());
    try {
      return Objects.requireNonNull(policy.select(snapshot, context), "it answered null");
    } catch (RuntimeException e) {
      // A policy may be anybody's code.
      throw new UploadException(
          Stage.SELECTION,
          "the policy failed on datastore '" + snapshot.datastore().name() + "': " + e,
          List.of(),
          e);
    }
  }

  List<Route> routes(UploadRequest request, InventorySnapshot snapshot, Selection selection)
      throws NoRouteException {
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
      List<Rejection> rejections = rejections(snapshot, selection);
      throw new NoRouteException(refusal(request, rejections), rejections);
    }
    return routes;
  }

  private String refusal(UploadRequest request, List<Rejection> rejections) {
    String why =
        rejections.isEmpty()
            ? "no host mounts it, as far as this user may see"
            : "hosts refused: "
                + rejections.stream().map(Rejection::toString).collect(Collectors.joining("; "));
    if (!request.routes().allowsDirect()) {
      why = "it relays nothing, since it is a host itself";
    }
    return String.format(
        "%s has no route to datastore '%s' (allowed: %s); %s",
        vsphere.describe(),
        request.target().datastore(),
        request.routes().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        why);
  }

  /** The hosts that the policy refused, and those that it forgot: a user misses those, too. */
  private static List<Rejection> rejections(InventorySnapshot snapshot, Selection selection) {
    List<Rejection> rejections = new ArrayList<>(selection.refused());
    Set<HostSnapshot> named = new HashSet<>();
    selection.ranked().forEach(ranked -> named.add(ranked.host()));
    selection.refused().forEach(refused -> named.add(refused.host()));
    snapshot.mounts().stream()
        .map(Mount::host)
        .filter(host -> !named.contains(host))
        .map(host -> new Rejection(host, "the policy neither ranked nor refused it"))
        .forEach(rejections::add);
    return rejections;
  }
}
