package io.hostward.pipeline;

import io.hostward.model.Attempt;
import io.hostward.model.InventorySnapshot;
import io.hostward.model.Route;
import io.hostward.model.Selection;
import io.hostward.model.Stage;
import io.hostward.model.UploadException;
import io.hostward.model.UploadRequest;
import io.hostward.model.UploadResult;
import io.hostward.spi.HostMemory;
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
 * One upload from request to result. Stateless but for the memory of what hosts did; safe for use
 * by many threads.
 */
public final class UploadPipeline {
  private final InventoryStep inventory;
  private final SelectionStep selection;
  private final RouteAttempt attempt;
  private final Cleaner cleaner;
  private final InstantSource clock;

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
    SelectionStep.Choice choice = selection.choose(request, snapshot);
    try (HostMark mark = choice.mark()) {
      progress.selected(choice.ranking());
      progress.enter(Stage.PREPARATION);
      attempt.prepare(request, snapshot);
      UploadJob job =
          new UploadJob(request, snapshot, progress, cancellation, new Leftovers(), mark);
      return upload(job, choice, begin);
    }
  }

  private UploadResult upload(UploadJob job, SelectionStep.Choice choice, Instant begin)
      throws UploadException {
    try {
      RouteAttempt.Success success = tryRoutes(job, choice.routes());
      return new UploadResult(
          job.request().target(),
          success.route(),
          job.request().source().size(),
          success.sha256(),
          success.receipt(),
          success.failed(),
          choice.ranking(),
          job.progress().times(),
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
      job.mark().enter(route);
      try {
        RouteAttempt.Success success = attempt.run(job, route, failed);
        job.mark().succeeded();
        return success;
      } catch (RouteFailure failure) {
        job.mark().failed(failure, job.cancellation().isRequested());
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
