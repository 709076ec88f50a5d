package io.hostward.pipeline;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadException;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.spi.Admission;
import io.hostward.spi.Datastore;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Stage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One download from request to result, on its caller's thread. Safe for use by many threads. */
public final class DownloadPipeline {
  private final VSphere vsphere;
  private final HostSelectionPolicy policy;
  private final SelectionStep selection;
  private final DownloadAttempt.Means means;

  DownloadPipeline(
      VSphere vsphere,
      HostSelectionPolicy policy,
      SelectionStep selection,
      DownloadAttempt.Means means) {
    this.vsphere = vsphere;
    this.policy = policy;
    this.selection = selection;
    this.means = means;
  }

  /**
   * Downloads.
   *
   * @throws DownloadException if no route brought the file; nothing is left of it
   * @throws InterruptedIOException if the thread was interrupted, which stays set
   */
  public DownloadResult run(DownloadRequest request)
      throws DownloadException, InterruptedIOException {
    DownloadRun run = new DownloadRun(request, means.time());
    try {
      return download(run);
    } catch (StepFailure e) {
      if (Thread.currentThread().isInterrupted()) {
        InterruptedIOException interrupted =
            new InterruptedIOException(request.source() + " was not downloaded: " + e.getMessage());
        interrupted.initCause(e.why());
        throw interrupted;
      }
      throw failed(run, e);
    }
  }

  private DownloadResult download(DownloadRun run) throws StepFailure {
    DownloadRequest request = run.request();
    Datastore datastore =
        means
            .patience()
            .ask(
                run,
                Stage.INVENTORY,
                () -> vsphere.datastore(request.source().datastore(), request.datacenter()),
                found -> found.snapshot().takenAt());
    DatastorePath file = datastore.snapshot().datastore().file(request.source().path());
    DatastoreEntry entry = entry(run, datastore, file);
    Selection ranking =
        selection.rank(
            request.policy().orElse(policy), datastore.snapshot(), OptionalLong.of(entry.size()));
    run.tell(at -> new DownloadEvent.Ranked(at, ranking, entry.size()));
    List<Route> routes = selection.routes(request.routes(), request.source().datastore(), ranking);
    try (Landing landing = landing(request)) {
      Arrival arrival = new Arrival(landing, entry);
      Route taken = fetch(run, routes, datastore, file, arrival);
      Optional<String> sha256 = finish(request, landing);
      run.tell(at -> new DownloadEvent.Arrived(at, taken, landing.bytes(), sha256));
      return new DownloadResult(
          file, taken, landing.bytes(), arrival.received(), sha256, run.failed(), run.elapsed());
    }
  }

  private DatastoreEntry entry(DownloadRun run, Datastore datastore, DatastorePath file)
      throws StepFailure {
    Optional<DatastoreEntry> found =
        means.patience().ask(run, Stage.PREPARATION, () -> datastore.find(file));
    if (found.isEmpty()) {
      throw StepFailure.refusal(Stage.PREPARATION, "there is no file " + file);
    } else if (found.get().isFolder()) {
      throw StepFailure.refusal(Stage.PREPARATION, file + " is a folder");
    }
    return found.get();
  }

  private static Landing landing(DownloadRequest request) throws StepFailure {
    try {
      return Landing.of(request);
    } catch (IOException e) {
      throw local(e, Stage.PREPARATION);
    }
  }

  private Route fetch(
      DownloadRun run, List<Route> routes, Datastore datastore, DatastorePath file, Arrival arrival)
      throws StepFailure {
    DownloadAttempt attempt = new DownloadAttempt(run, means, datastore, file, arrival);
    try (Admission leave = admitted(run)) {
      Optional<Route> taken = RouteLoop.first(routes, attempt);
      if (taken.isPresent()) {
        return taken.get();
      }
    }
    List<FailedAttempt> failed = run.failed();
    List<Throwable> causes = run.causes();
    if (failed.isEmpty()) {
      throw run.brokenOff(Stage.TRANSFER, new InterruptedException());
    }
    FailedAttempt last = failed.get(failed.size() - 1);
    StepFailure none =
        StepFailure.of(last.domain(), last.stage(), words(failed), causes.get(causes.size() - 1));
    causes.stream()
        .limit(causes.size() - 1L)
        .filter(cause -> cause != none.getCause())
        .forEach(none::addSuppressed);
    throw none;
  }

  private Admission admitted(DownloadRun run) throws StepFailure {
    CompletableFuture<Admission> asked = means.transport().admit();
    try {
      return asked.get();
    } catch (InterruptedException e) {
      asked.cancel(false);
      Thread.currentThread().interrupt();
      throw run.brokenOff(Stage.TICKET, e);
    } catch (ExecutionException e) {
      throw StepFailure.of(
          FailureDomain.REQUEST,
          Stage.TICKET,
          "the transport gave no leave to begin: " + e.getCause(),
          e);
    }
  }

  private static Optional<String> finish(DownloadRequest request, Landing landing)
      throws StepFailure {
    try {
      landing.settle();
      if (request.sha256().isPresent()) {
        String found = landing.sha256();
        if (!found.equals(request.sha256().get())) {
          throw StepFailure.of(
              FailureDomain.SOURCE,
              Stage.VERIFICATION,
              new IOException(
                  String.format(
                      "%s has the SHA-256 %s, and %s was expected",
                      request.source(), found, request.sha256().get())));
        }
      }
      landing.publish();
      return request.sha256();
    } catch (IOException e) {
      throw local(e, Stage.PUBLICATION);
    }
  }

  private static StepFailure local(IOException e, Stage stage) {
    return StepFailure.of(
        FailureDomain.REQUEST, stage, "it cannot be written here: " + reason(e), e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static String words(List<FailedAttempt> failed) {
    StringBuilder words = new StringBuilder("tried:");
    for (int i = 0; i < failed.size(); i++) {
      words.append(String.format("%n  %d. %s", i + 1, failed.get(i)));
    }
    return words.toString();
  }

  private static DownloadException failed(DownloadRun run, StepFailure failure) {
    DownloadException exception =
        new DownloadException(
            run.request().source() + " was not downloaded: " + failure.getMessage(),
            failure.domain(),
            failure.stage(),
            run.failed(),
            failure.why());
    for (Throwable suppressed : failure.getSuppressed()) {
      exception.addSuppressed(suppressed);
    }
    return exception;
  }
}
