package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One upload over one route, from the ticket to the file's final name. */
final class RouteAttempt implements RouteLoop.Attempt<Route> {
  private static final int NOT_FOUND = 404;

  /** A service that broke off a relay is hardly back sooner. */
  private static final Duration BEFORE_THE_SAME = Duration.ofSeconds(1);

  /** Statuses that speak of the server or the ticket, and never of the file. */
  private static final Set<Integer> OF_THE_SERVER = Set.of(401, 407, 502, 503, 504);

  private final UploadJob job;
  private final Steps steps;
  private boolean lookedForObstacle;

  /** The stages, wired once for all uploads. */
  record Steps(
      PreparationStep preparation,
      TransferStep transfer,
      VerificationStep verification,
      PublicationStep publication,
      Cleaner cleaner,
      Patience patience) {}

  RouteAttempt(UploadJob job, Steps steps) {
    this.job = job;
    this.steps = steps;
  }

  @Override
  public Route over(Route route) throws StepFailure {
    DatastorePath target = job.request().target();
    DatastorePath file = job.isBeside() ? TemporaryName.beside(target, job.events().id()) : target;
    Optional<String> relayed =
        route instanceof Route.Relay ? Optional.of(RelayReason.of(job)) : Optional.empty();
    job.events().tell(origin -> new UploadEvent.RouteBegun(origin, route, file, relayed));
    try {
      run(route, file);
      return route;
    } catch (StepFailure e) {
      StepFailure failure = explained(e);
      failed(route, file, failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      StepFailure failure = unexpected(e);
      failed(route, file, failure);
      throw failure;
    }
  }

  /**
   * A server's status tells little. What stands in the way on the datastore itself would meet every
   * other route as well, after the whole body: it is looked for once, and ends the upload.
   */
  private StepFailure explained(StepFailure failure) {
    boolean refused =
        failure.stage() == Stage.TRANSFER
            && failure.domain() == FailureDomain.HOST
            && failure.status().isPresent()
            && !OF_THE_SERVER.contains(failure.status().getAsInt());
    // A move that may replace what is there is refused so by what it cannot replace.
    boolean occupied =
        failure.stage() == Stage.PUBLICATION
            && failure.domain() == FailureDomain.REQUEST
            && job.request().overwrite();
    if (!(refused || occupied) || lookedForObstacle || job.cancellation().isRequested()) {
      return failure;
    }
    lookedForObstacle = true;
    try {
      return Obstacle.to(job.request().target(), job.datastore())
          .map(
              why ->
                  StepFailure.of(
                          FailureDomain.REQUEST,
                          failure.stage(),
                          why + " (" + failure.getMessage() + ")",
                          failure.why())
                      .leaving(failure.trace()))
          .orElse(failure);
    } catch (VSphereException | RuntimeException | Error e) {
      // Whatever fails here, it must not hide how the route did.
      failure.addSuppressed(e);
      return failure;
    }
  }

  /** The move may have been asked for by then: whatever else its failure says, it does not tell. */
  private StepFailure unexpected(Throwable e) {
    Stage stage = job.events().account().stage();
    StepFailure failure = StepFailure.unexpected(stage, e);
    return stage == Stage.PUBLICATION ? failure.leaving(StepFailure.Trace.UNKNOWN) : failure;
  }

  @Override
  public boolean canGoOn() {
    // Once the bytes are there, no other route would do better.
    return job.run().place().mayMoveBodies()
        && !job.cancellation().isRequested()
        && job.request().source().canOpen();
  }

  @Override
  public void clear() {
    steps.cleaner().sweep(job);
  }

  @Override
  public boolean mayRepeat() {
    return steps.patience().lasts(BEFORE_THE_SAME);
  }

  @Override
  public void pause(StepFailure failure) throws StepFailure {
    steps
        .patience()
        .take(BEFORE_THE_SAME, FailureDomain.VCENTER, failure, job.run(), Stage.TRANSFER);
  }

  private void run(Route route, DatastorePath file) throws StepFailure {
    TransferStep.Sent sent = send(route, file);
    Optional<String> sha256 = steps.verification().verify(job, route, file, sent);
    job.events().tell(origin -> new UploadEvent.Verified(origin, sent.receipt(), sha256));
    job.run().place().bodiesAreOver();
    if (!file.equals(job.request().target())) {
      steps.publication().publish(job, file);
    }
    job.events().tell(origin -> new UploadEvent.Published(origin, job.request().target()));
  }

  private TransferStep.Sent send(Route route, DatastorePath file) throws StepFailure {
    try {
      return steps.transfer().send(job, route, file);
    } catch (StepFailure failure) {
      if (!folderMayMiss(file, failure)) {
        throw failure;
      }
      makeFolder(failure);
    }
    return steps.transfer().send(job, route, file);
  }

  /** Asked once for an upload: a server that misses an existing folder means something else. */
  private boolean folderMayMiss(DatastorePath file, StepFailure failure) {
    return failure.status().orElse(0) == NOT_FOUND
        && !file.folder().isEmpty()
        && !job.events().account().isFolderMade()
        && job.request().source().isRepeatable();
  }

  private void makeFolder(StepFailure missing) throws StepFailure {
    job.enter(Stage.PREPARATION);
    try {
      steps.preparation().makeFolder(job);
    } catch (StepFailure e) {
      e.why().addSuppressed(missing.why());
      throw e;
    }
  }

  private void failed(Route route, DatastorePath file, StepFailure failure) {
    UploadAccount account = job.events().account();
    // Progress is told now and then; the failure knows the last byte.
    long bytes =
        failure.stage() == Stage.TRANSFER
            ? Math.max(account.bytes(), failure.bytes())
            : account.bytes();
    boolean stored = failure.trace() != StepFailure.Trace.NOTHING;
    boolean beside = !file.equals(job.request().target());
    TargetState target =
        failure.trace() == StepFailure.Trace.UNKNOWN
            ? TargetState.UNKNOWN
            : stored && !beside ? TargetState.PERHAPS_PART : TargetState.UNCHANGED;
    job.events()
        .tell(
            origin ->
                new UploadEvent.RouteFailed(
                    origin,
                    route,
                    new FailedAttempt(
                        route.name(),
                        failure.stage(),
                        failure.domain(),
                        String.valueOf(failure.getMessage()),
                        failure.status().orElse(0),
                        bytes,
                        job.events().onRoute()),
                    target,
                    stored && beside ? Optional.of(file) : Optional.empty(),
                    failure.why()));
  }
}
