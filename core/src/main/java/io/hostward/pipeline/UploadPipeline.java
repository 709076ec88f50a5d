package io.hostward.pipeline;

import io.hostward.model.Attempt;
import io.hostward.model.InventorySnapshot;
import io.hostward.model.Route;
import io.hostward.model.Selection;
import io.hostward.model.Stage;
import io.hostward.model.UploadException;
import io.hostward.model.UploadRequest;
import io.hostward.model.UploadResult;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.Transport;
import io.hostward.spi.UploadListener;
import io.hostward.spi.VSphere;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One upload from request to result. Stateless but for the count of uploads in flight; safe for use
 * by many threads.
 */
public final class UploadPipeline {
  private final InventoryStep inventory;
  private final SelectionStep selection;
  private final RouteAttempt attempt;
  private final Cleaner cleaner;
  private final InstantSource clock;
  private final HostsInFlight inFlight = new HostsInFlight();

  /** Wires the stages. */
  public UploadPipeline(
      VSphere vsphere, HostSelectionPolicy policy, Transport transport, InstantSource clock) {
    this.inventory = new InventoryStep(vsphere);
    this.selection = new SelectionStep(vsphere, policy, clock, inFlight);
    this.attempt = new RouteAttempt(vsphere, transport);
    this.cleaner = new Cleaner(vsphere);
    this.clock = clock;
  }

  /** Ranks the hosts of a datastore without uploading anything. */
  public Selection rank(String datastore, Optional<String> datacenter, OptionalLong size)
      throws UploadException {
    return selection.rank(inventory.load(datastore, datacenter), size);
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
    progress.enter(Stage.INVENTORY);
    InventorySnapshot snapshot = inventory.load(request);
    progress.enter(Stage.SELECTION);
    Selection ranking = selection.rank(snapshot, OptionalLong.of(request.source().size()));
    progress.selected(ranking);
    List<Route> routes = selection.routes(request, ranking);
    progress.enter(Stage.PREPARATION);
    attempt.prepare(request, snapshot);
    UploadJob job = new UploadJob(request, snapshot, progress, cancellation, new Leftovers());
    try {
      RouteAttempt.Success success = tryRoutes(job, routes);
      return new UploadResult(
          request.target(),
          success.route(),
          request.source().size(),
          success.sha256(),
          success.receipt(),
          success.failed(),
          ranking,
          progress.times(),
          Duration.between(begin, clock.instant()));
    } finally {
      cleaner.sweep(job);
    }
  }

  private RouteAttempt.Success tryRoutes(UploadJob job, List<Route> routes) throws UploadException {
    List<Attempt> failed = new ArrayList<>();
    for (Route route : routes) {
      job.progress().started(route);
      Instant begin = clock.instant();
      try (HostsInFlight.Mark mark = inFlight.enter(route)) {
        return attempt.run(job, route, failed);
      } catch (RouteFailure failure) {
        Attempt ended =
            failure.toAttempt(route, job.progress(), Duration.between(begin, clock.instant()));
        failed.add(ended);
        job.progress().failed(ended);
        cleaner.sweep(job);
        if (failure.isFinal() || job.cancellation().isRequested()) {
          throw Refusals.ended(job, failure, failed);
        }
      }
    }
    throw Refusals.noneLeft(job, failed);
  }
}
