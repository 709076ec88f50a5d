package io.hostward.pipeline;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.memory.HostMemory;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the policy for a ranking and makes the ordered list of routes from it. */
final class SelectionStep {
  /** So many uploads may come between before one takes the host that it chose first of all. */
  private static final int MOST_TRIES = 32;

  private final VSphere vsphere;
  private final InstantSource clock;
  private final PolicyInputs inputs;

  SelectionStep(VSphere vsphere, InstantSource clock, PolicyInputs inputs) {
    this.vsphere = vsphere;
    this.clock = clock;
    this.inputs = inputs;
  }

  /** Ranks as an upload begun now would, and leaves no trace. */
  Selection rank(HostSelectionPolicy policy, InventorySnapshot snapshot, OptionalLong size)
      throws StepFailure {
    Instant now = clock.instant();
    return select(
        policy, snapshot, size, inputs.memory().view(snapshot.datastore().id(), now), now);
  }

  /**
   * Ranks, and reserves the first host: of two uploads that begin at once, the second must see that
   * the first is on its way. One that was overtaken in between ranks again.
   */
  Selection choose(
      HostSelectionPolicy policy,
      UploadRequest request,
      InventorySnapshot snapshot,
      MemoryFeed feed)
      throws StepFailure {
    HostMemory memory = inputs.memory();
    String datastore = snapshot.datastore().id();
    long size = request.source().size();
    for (int tries = 1; ; tries++) {
      Instant now = clock.instant();
      HostMemory.View view = memory.view(datastore, now);
      Selection ranking = select(policy, snapshot, OptionalLong.of(size), view, now);
      if (!request.routes().allowsDirect() || ranking.ranked().isEmpty()) {
        return ranking;
      }
      HostSnapshot first = ranking.ranked().get(0).host();
      Optional<HostMemory.Visit> reserved =
          tries < MOST_TRIES
              ? memory.reserve(view, datastore, first.id(), size, now)
              : Optional.of(memory.take(datastore, first.id(), size, now));
      if (reserved.isPresent()) {
        feed.reserved(reserved.get(), now);
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
      return Objects.requireNonNull(policy.select(snapshot, context), "it answered null");
    } catch (RuntimeException e) {
      // A policy may be an application's code.
      throw StepFailure.of(
          FailureDomain.REQUEST,
          Stage.SELECTION,
          "the policy failed on datastore '" + snapshot.datastore().name() + "': " + e,
          e);
    }
  }

  List<Route> routes(UploadRequest request, InventorySnapshot snapshot, Selection selection)
      throws StepFailure {
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
      throw StepFailure.noRoute(refusal(request, rejections), rejections);
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

  /** The hosts that the policy refused, and those that it forgot: a user looks for those, too. */
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
