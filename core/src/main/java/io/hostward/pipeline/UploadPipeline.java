package io.hostward.pipeline;

import io.hostward.memory.HostMemory;
import io.hostward.ranking.Selection;
import io.hostward.spi.Datastore;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.transfer.Route;
import io.hostward.upload.Attempt;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One upload from request to result. Stateless but for the memory of what hosts did; safe for use
 * by many threads.
 */
public final class UploadPipeline {
  private final InventoryStep inventory;
  private final SelectionStep selection;
  private final PreparationStep preparation;
  private final RouteAttempt attempt;
  private final Cleaner cleaner;
  private final InstantSource clock;
  private final PolicyInputs inputs;

  /** Wires the stages, with a memory of its own, this machine's interfaces and seed 0. */
  public UploadPipeline(
      VSphere vsphere, HostSelectionPolicy policy, Transport transport, InstantSource clock) {
    this(
        vsphere,
        policy,
        transport,
        clock,
        new PolicyInputs(new HostMemory(), new ClientInterfaces(clock), 0));
  }

  /** Wires the stages. */
  public UploadPipeline(
      VSphere vsphere,
      HostSelectionPolicy policy,
      Transport transport,
      InstantSource clock,
      PolicyInputs inputs) {
    this.inventory = new InventoryStep(vsphere);
    this.selection = new SelectionStep(vsphere, policy, clock, inputs);
    this.preparation = new PreparationStep();
    this.attempt = new RouteAttempt(transport);
    this.cleaner = new Cleaner(Pause.REAL);
    this.clock = clock;
    this.inputs = inputs;
  }

  /** What is to be done: the upload, how the hosts were ranked, and the routes in their order. */
  private record Plan(UploadJob job, Selection ranking, List<Route> routes) {}

  /** Ranks the hosts of a datastore without uploading anything. */
  public Selection rank(String datastore, Optional<String> datacenter, OptionalLong size)
      throws UploadException {
    return selection.rank(inventory.load(datastore, datacenter).snapshot(), size);
  }

  /**
   * Uploads.
   *
   * @param cancellation asked between stages; it also interrupts the thread that runs this
   * @throws UploadException if no route took the file, after everything was cleaned up
   */
  UploadResult run(UploadRequest request, UploadListener listener, Cancellation cancellation)
      throws UploadException {
    Instant begin = clock.instant();
    Progress progress = new Progress(listener, clock);
    try (HostMark mark = new HostMark(inputs.memory(), clock, request.source().size())) {
      Plan plan = plan(request, progress, cancellation, mark);
      return upload(plan, begin);
    }
  }

  private UploadResult upload(Plan plan, Instant begin) throws UploadException {
    UploadRequest request = plan.job().request();
    List<Attempt> failed = new ArrayList<>();
    Optional<RouteAttempt.Success> success;
    try {
      success = tryRoutes(plan.job(), plan.routes(), failed);
    } finally {
      cleaner.sweepAtLast(plan.job());
    }
    if (success.isEmpty()) {
      throw Refusals.noneTook(plan.job(), failed, plan.routes().size());
    }
    return new UploadResult(
        plan.job().request().target(),
        success.get().route(),
        request.source().size(),
        success.get().sha256(),
        success.get().receipt(),
        success.get().failed(),
        plan.ranking(),
        plan.job().progress().times(),
        Duration.between(begin, clock.instant()));
  }

  private Plan plan(
      UploadRequest request, Progress progress, Cancellation cancellation, HostMark mark)
      throws UploadException {
    try {
      progress.enter(Stage.INVENTORY);
      Datastore found = inventory.load(request);
      progress.enter(Stage.SELECTION);
      Selection ranking = selection.choose(request, found.snapshot(), mark);
      if (ranking.ranked().isEmpty() && request.routes().allowsDirect()) {
        // The snapshot may be minutes old: give up on the hosts on a fresh one alone.
        found = inventory.loadAfresh(found);
        ranking = selection.choose(request, found.snapshot(), mark);
      }
      progress.selected(ranking);
      List<Route> routes = selection.routes(request, found.snapshot(), ranking);
      progress.enter(Stage.PREPARATION);
      UploadJob job = new UploadJob(request, found, progress, cancellation, new Footprint(), mark);
      preparation.prepare(job);
      return new Plan(job, ranking, routes);
    } catch (UploadException e) {
      throw cancellation
          .reason()
          .map(reason -> Refusals.brokenOff(request, reason, progress.stage(), e))
          .orElse(e);
    }
  }

  private Optional<RouteAttempt.Success> tryRoutes(
      UploadJob job, List<Route> routes, List<Attempt> failed) {
    boolean hostsAreCutOff = false;
    for (Route route : routes) {
      if (hostsAreCutOff && route instanceof Route.Direct) {
        continue;
      }
      if (job.cancellation().isRequested()) {
        return Optional.empty();
      }
      job.progress().started(route);
      Instant begin = clock.instant();
      job.mark().enter(route);
      try {
        RouteAttempt.Success success = attempt.run(job, route, failed);
        job.mark().succeeded();
        return Optional.of(success);
      } catch (RouteFailure failure) {
        job.mark().failed(failure, job.cancellation().isRequested());
        Attempt ended =
            failure.toAttempt(route, job.progress(), Duration.between(begin, clock.instant()));
        failed.add(ended);
        job.progress().failed(ended);
        if (failure.isFinal() || !job.request().source().canOpen()) {
          return Optional.empty();
        }
        hostsAreCutOff |= route instanceof Route.Direct && failure.isOfTheProxy();
      }
      if (failed.size() < routes.size()) {
        cleaner.sweep(job);
      }
    }
    return Optional.empty();
  }
}
