package io.hostward.bulk.upload;

import io.hostward.Hostward;
import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.Publication;
import io.hostward.bulk.schedule.PublishResult;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.schedule.Underway;
import io.hostward.bulk.source.Sources;
import io.hostward.spi.Datastore;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.WriteMode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;

/**
 * Carries a delivery out as an upload. Hosts that have as much of this run as they may are passed
 * over. A file that is not what was planned is a failure of the source. Copying inside vSphere is
 * not among what it does: what could be copied is sent, unless a {@link CopyingCarrier} comes
 * first. Safe for use by many threads.
 *
 * <p>The library's own bound on bodies at once, in its transport, holds besides the schedule's.
 */
public final class UploadCarrier implements Carrier {
  private final Hostward hostward;
  private final VSphere vsphere;
  private final HostSelectionPolicy policy;
  private final UnaryOperator<UploadRequest> settings;
  private final Sources sources;
  private final Executor executor;

  /**
   * A carrier of local files. What is handed in stays its owner's.
   *
   * @param hostward uploads
   * @param vsphere the one that it uploads to; is asked what a target holds where the plan could
   *     not find out
   * @param policy ranks the hosts
   * @param settings changes each request as the run's owner wishes: verification, deadline, routes;
   *     its policy and listener are replaced
   * @param executor for the little that blocks
   */
  public UploadCarrier(
      Hostward hostward,
      VSphere vsphere,
      HostSelectionPolicy policy,
      UnaryOperator<UploadRequest> settings,
      Executor executor) {
    this(hostward, vsphere, policy, settings, Sources.local(), executor);
  }

  /**
   * A carrier.
   *
   * @param sources opens what is to go
   */
  public UploadCarrier(
      Hostward hostward,
      VSphere vsphere,
      HostSelectionPolicy policy,
      UnaryOperator<UploadRequest> settings,
      Sources sources,
      Executor executor) {
    this.hostward = hostward;
    this.vsphere = vsphere;
    this.policy = policy;
    this.settings = settings;
    this.sources = sources;
    this.executor = executor;
  }

  @Override
  public CompletableFuture<PublishResult> publish(Publication publication) {
    CompletableFuture<PublishResult> published = new CompletableFuture<>();
    FutureTask<Boolean> work =
        new FutureTask<>(
            () -> {
              try {
                published.complete(new FolderPublisher(vsphere).publish(publication));
              } catch (IOException | RuntimeException e) {
                published.completeExceptionally(e);
              }
            },
            Boolean.TRUE);
    var unused =
        published.whenComplete(
            (result, failure) -> {
              if (published.isCancelled()) {
                work.cancel(true);
              }
            });
    executor.execute(work);
    return published;
  }

  @Override
  public void discard(NewFolder folder) throws IOException {
    new FolderPublisher(vsphere).discard(folder);
  }

  @Override
  public CompletableFuture<CarryResult> carry(Task task, Underway underway) {
    CompletableFuture<CarryResult> carried = new CompletableFuture<>();
    executor.execute(() -> begin(task, underway, carried));
    return carried;
  }

  private void begin(Task task, Underway underway, CompletableFuture<CarryResult> carried) {
    if (carried.isDone()) {
      return;
    }
    try {
      if (task.lookFirst() && isThere(task)) {
        carried.complete(new CarryResult.Arrived("", true, Optional.empty()));
        return;
      }
      UploadRequest request =
          settings
              .apply(request(task))
              .by(new PolicyWithinLimits(policy, underway))
              .heardBy(new UnderwayListener(underway));
      follow(task, hostward.uploadAsync(request), carried);
    } catch (VSphereException e) {
      carried.complete(failed(e.domain(), e));
    } catch (IOException e) {
      carried.complete(failed(FailureDomain.SOURCE, e));
    } catch (RuntimeException e) {
      carried.completeExceptionally(e);
    }
  }

  /**
   * Where nobody reads yet, a file is sent to its own name at the first attempt. Later ones come as
   * everywhere: a host that was given up may be writing still.
   */
  private UploadRequest request(Task task) throws IOException {
    UploadRequest request = UploadRequest.of(source(task), task.place());
    return task.folder().isPresent() && task.round() == 1
        ? request.written(WriteMode.STAGED)
        : request;
  }

  private static CarryResult failed(FailureDomain domain, IOException e) {
    return new CarryResult.Failed(domain, String.valueOf(e.getMessage()), "");
  }

  private boolean isThere(Task task) throws VSphereException {
    Datastore datastore = vsphere.files(task.datastore(), Optional.empty());
    // Its folder may have appeared though the answer to that was lost.
    return isThere(datastore.size(task.place()), task)
        || (task.folder().isPresent() && isThere(datastore.size(task.delivery().target()), task));
  }

  private static boolean isThere(OptionalLong size, Task task) {
    return size.isPresent() && size.getAsLong() == task.bytes();
  }

  /**
   * What was planned is sent, or nothing: the ledger's totals and digests are those of the plan.
   */
  private UploadSource source(Task task) throws IOException {
    SourceFile planned = task.delivery().source();
    UploadSource source = sources.open(planned.location());
    if (source.size() != task.bytes() || !isOfTime(planned)) {
      throw new IOException(
          planned.location() + " was changed since the run was planned; begin the run again");
    }
    Optional<ContentDigest> digest = planned.digest();
    return digest.isPresent() ? new ExpectedContent(source, digest.get()) : source;
  }

  private boolean isOfTime(SourceFile planned) throws IOException {
    Instant now = sources.look(planned.location()).modified();
    // The ledger keeps milliseconds.
    return planned.modified().isEmpty()
        || planned
            .modified()
            .get()
            .truncatedTo(ChronoUnit.MILLIS)
            .equals(now.truncatedTo(ChronoUnit.MILLIS));
  }

  private static void follow(
      Task task, CompletableFuture<UploadResult> upload, CompletableFuture<CarryResult> carried) {
    var unused =
        upload.whenComplete(
            (result, failure) -> {
              if (failure == null) {
                carried.complete(arrived(result));
              } else if (cause(failure) instanceof UploadException e) {
                carried.complete(new CarryResult.Failed(e.domain(), words(task, e), route(e)));
              } else {
                carried.completeExceptionally(cause(failure));
              }
            });
    var alsoUnused =
        carried.whenComplete(
            (result, failure) -> {
              if (carried.isCancelled()) {
                upload.cancel(true);
              }
            });
  }

  /** Names the target, and not where the file is kept until its folder appears. */
  private static String words(Task task, UploadException failure) {
    return String.valueOf(failure.getMessage())
        .replace(task.place().toString(), task.delivery().target().toString());
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static CarryResult arrived(UploadResult result) {
    return new CarryResult.Arrived(
        result.route().toString(), false, result.sha256().map(ContentDigest::new));
  }

  private static String route(UploadException failure) {
    List<FailedAttempt> attempts = failure.attempts();
    return attempts.isEmpty() ? "" : attempts.get(attempts.size() - 1).route().toString();
  }
}
