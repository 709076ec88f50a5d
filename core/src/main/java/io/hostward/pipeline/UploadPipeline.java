package io.hostward.pipeline;

import io.hostward.ranking.Selection;
import io.hostward.spi.Datastore;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.transfer.Route;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.WriteMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One upload from request to result. Stateless but for the memory of what hosts did, and of whether
 * vCenter answers; safe for use by many threads.
 */
public final class UploadPipeline {
  private final VSphere vsphere;
  private final HostSelectionPolicy policy;
  private final Time time;
  private final InventoryStep inventory;
  private final SelectionStep selection;
  private final RouteAttempt.Steps steps;
  private final PolicyInputs inputs;
  private final DownloadPipeline downloads;
  private final Questions questions;

  public UploadPipeline(
      VSphere vsphere,
      HostSelectionPolicy policy,
      Transport transport,
      Time time,
      PolicyInputs inputs,
      Limits limits,
      Pause pause) {
    Patience patience = new Patience(limits.patience(), time, pause);
    TransferStep transfer = new TransferStep(transport, patience);
    this.vsphere = vsphere;
    this.policy = policy;
    this.time = time;
    this.inventory = new InventoryStep(vsphere, patience);
    this.selection = new SelectionStep(vsphere, time, inputs);
    this.inputs = inputs;
    this.questions = new Questions(patience);
    this.downloads =
        new DownloadPipeline(
            vsphere,
            policy,
            selection,
            new DownloadAttempt.Means(transport, patience, time, inputs.memory()),
            limits);
    this.steps =
        new RouteAttempt.Steps(
            new PreparationStep(patience),
            transfer,
            new VerificationStep(transport, patience, transfer),
            new PublicationStep(patience, limits),
            new Cleaner(patience, limits),
            patience);
  }

  /** Returns what downloads by the same policy, memory and patience. */
  DownloadPipeline downloads() {
    return downloads;
  }

  /** Returns what asks vCenter with the same patience. */
  public Questions questions() {
    return questions;
  }

  /** What is to be done: the upload, and the routes in their order. */
  private record Plan(UploadJob job, List<Route> routes) {}

  /** Ranks the hosts of a datastore without uploading anything. */
  public Selection rank(
      String datastore,
      Optional<String> datacenter,
      OptionalLong size,
      Optional<HostSelectionPolicy> other)
      throws UploadException {
    try {
      return selection.rank(
          other.orElse(policy), vsphere.datastore(datastore, datacenter).snapshot(), size);
    } catch (VSphereException e) {
      throw Ending.notRanked(StepFailure.of(Stage.INVENTORY, e));
    } catch (StepFailure e) {
      throw Ending.notRanked(e);
    }
  }

  /**
   * Uploads.
   *
   * @throws UploadException if no route took the file, after everything was cleaned up
   */
  UploadResult run(UploadRequest request, UploadRun run) throws UploadException {
    run.events().begin();
    try {
      UploadRequest checked = CheckedSource.in(request);
      MemoryFeed feed = new MemoryFeed(inputs.memory(), checked.source().size(), time);
      run.events().feed(feed::hear);
      return upload(plan(checked, run, feed));
    } catch (StepFailure e) {
      throw Ending.refused(run, e);
    } catch (RuntimeException | Error e) {
      throw Ending.broken(run.events(), e);
    }
  }

  private UploadResult upload(Plan plan) throws UploadException {
    Optional<Route> taken;
    try {
      taken = RouteLoop.first(plan.routes(), new RouteAttempt(plan.job(), steps));
    } finally {
      plan.job().run().place().bodiesAreOver();
      steps.cleaner().sweepAtLast(plan.job());
    }
    if (taken.isEmpty()) {
      throw Ending.noneTook(plan.job(), plan.routes().size());
    }
    return Ending.success(plan.job().events());
  }

  /** What no call of a datastore can do. */
  private static void requirePossible(UploadRequest request) throws StepFailure {
    if (request.writeMode() != WriteMode.ATOMIC && !request.overwrite()) {
      // A PUT replaces what is there; of two that saw nothing, one would silently lose its file.
      throw StepFailure.refusal(
          Stage.INVENTORY,
          request.target()
              + " cannot be written in place and without overwriting: a server replaces whatever"
              + " appears under the name meanwhile; choose one of the two");
    }
  }

  private Plan plan(UploadRequest request, UploadRun run, MemoryFeed feed) throws StepFailure {
    HostSelectionPolicy chosen = request.policy().orElse(policy);
    SelectionStep.Wish wish = new SelectionStep.Wish(request.routes(), request.source().size());
    run.enter(Stage.INVENTORY);
    requirePossible(request);
    Datastore found = inventory.find(run, request);
    run.enter(Stage.SELECTION);
    Selection ranking = selection.choose(chosen, wish, found.snapshot(), feed);
    if (ranking.ranked().isEmpty() && request.routes().allowsDirect()) {
      // The snapshot may be minutes old: give up on the hosts on a fresh one alone.
      found = inventory.findAfresh(run, request, found);
      ranking = selection.choose(chosen, wish, found.snapshot(), feed);
    }
    Selection told = ranking;
    run.events().tell(origin -> new UploadEvent.Ranked(origin, told));
    List<Route> routes = selection.routes(request.routes(), request.target().datastore(), ranking);
    run.enter(Stage.PREPARATION);
    UploadJob job = new UploadJob(run, request, found);
    steps.preparation().prepare(job);
    return new Plan(job, routes);
  }
}
