package io.hostward.pipeline;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadException;
import io.hostward.download.DownloadOutcome;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.spi.Datastore;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.upload.Stage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;

/** One download from request to result. Safe for use by many threads. */
final class DownloadPipeline {
  private final VSphere vsphere;
  private final HostSelectionPolicy policy;
  private final SelectionStep selection;
  private final DownloadAttempt.Means means;
  private final Limits limits;

  DownloadPipeline(
      VSphere vsphere,
      HostSelectionPolicy policy,
      SelectionStep selection,
      DownloadAttempt.Means means,
      Limits limits) {
    this.vsphere = vsphere;
    this.policy = policy;
    this.selection = selection;
    this.means = means;
    this.limits = limits;
  }

  /** Where the file is, and over which routes it is to come. */
  private record Plan(
      Datastore datastore, DatastorePath file, DatastoreEntry entry, List<Route> routes) {}

  /** A file that is here, under its name. */
  private record Landed(
      DatastorePath file, Route route, long bytes, long received, Optional<String> sha256) {}

  /**
   * Downloads.
   *
   * @throws DownloadException if no route brought the file; nothing is left of it
   */
  DownloadResult run(DownloadRun run) throws DownloadException {
    run.events().begin();
    Landed landed;
    try {
      landed = land(run, plan(run));
    } catch (StepFailure e) {
      throw DownloadEnding.failed(run, e);
    } catch (RuntimeException | Error e) {
      throw DownloadEnding.failed(run, StepFailure.unexpected(run.events().stage(), e));
    }
    DownloadOutcome outcome = run.events().end(null);
    return new DownloadResult(
        run.events().id(),
        landed.file(),
        landed.route(),
        run.events().relayed(),
        landed.bytes(),
        landed.received(),
        landed.sha256(),
        run.events().elapsed(),
        outcome);
  }

  private Plan plan(DownloadRun run) throws StepFailure {
    DownloadRequest request = run.request();
    run.enter(Stage.INVENTORY);
    Datastore found =
        ask(run, () -> vsphere.datastore(request.source().datastore(), request.datacenter()));
    DatastorePath file = found.snapshot().datastore().file(request.source().path());
    run.enter(Stage.PREPARATION);
    DatastoreEntry entry = entry(run, found, file);
    run.enter(Stage.SELECTION);
    MemoryFeed feed = new MemoryFeed(means.memory(), entry.size(), means.time());
    run.events().feed(feed);
    SelectionStep.Wish wish = new SelectionStep.Wish(request.routes(), entry.size());
    HostSelectionPolicy chosen = request.policy().orElse(policy);
    Selection ranking = selection.choose(chosen, wish, found.snapshot(), feed);
    if (ranking.ranked().isEmpty() && request.routes().allowsDirect()) {
      // The snapshot may be minutes old: give up on the hosts on a fresh one alone.
      Datastore stale = found;
      found = ask(run, stale::afresh);
      ranking = selection.choose(chosen, wish, found.snapshot(), feed);
    }
    Selection told = ranking;
    run.events().tell(origin -> new DownloadEvent.Ranked(origin, told, entry.size()));
    return new Plan(
        found,
        file,
        entry,
        selection.routes(request.routes(), request.source().datastore(), ranking));
  }

  private Datastore ask(DownloadRun run, Patience.Question<Datastore> question) throws StepFailure {
    return means
        .patience()
        .ask(run, Stage.INVENTORY, question, found -> found.snapshot().takenAt());
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

  private Landed land(DownloadRun run, Plan plan) throws StepFailure {
    run.enter(Stage.PREPARATION);
    Landing landing = landing(run);
    try {
      Arrival arrival = new Arrival(landing, plan.entry());
      Route taken = fetch(run, plan, arrival);
      Optional<String> sha256 = verified(run, landing);
      publish(run, landing);
      run.events()
          .tell(origin -> new DownloadEvent.Arrived(origin, taken, landing.bytes(), sha256));
      return new Landed(plan.file(), taken, landing.bytes(), arrival.received(), sha256);
    } finally {
      landing
          .clear()
          .ifPresent(file -> run.events().tell(origin -> new DownloadEvent.Leftover(origin, file)));
    }
  }

  private static Landing landing(DownloadRun run) throws StepFailure {
    try {
      return Landing.of(run.request(), run.events().id());
    } catch (IOException e) {
      throw local(run, e, Stage.PREPARATION);
    }
  }

  private Route fetch(DownloadRun run, Plan plan, Arrival arrival) throws StepFailure {
    DownloadAttempt attempt =
        new DownloadAttempt(run, means, plan.datastore(), plan.file(), arrival);
    Optional<Route> taken;
    try {
      taken = RouteLoop.first(plan.routes(), attempt);
    } finally {
      run.place().bodiesAreOver();
    }
    if (taken.isEmpty()) {
      throw DownloadEnding.noneBrought(run);
    }
    return taken.get();
  }

  private static Optional<String> verified(DownloadRun run, Landing landing) throws StepFailure {
    DownloadRequest request = run.request();
    run.enter(Stage.VERIFICATION);
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
      return request.sha256();
    } catch (IOException e) {
      throw local(run, e, Stage.VERIFICATION);
    }
  }

  /** The last step is not broken off midway: its name, or an error, is there in a moment. */
  private void publish(DownloadRun run, Landing landing) throws StepFailure {
    run.enter(Stage.PUBLICATION);
    try (Cancellation.Cleanup time = run.cancellation().cleanup(limits.unhurried())) {
      landing.publish();
    } catch (IOException e) {
      throw local(run, e, Stage.PUBLICATION);
    }
  }

  private static StepFailure local(DownloadRun run, IOException e, Stage stage) {
    return e instanceof ClosedByInterruptException
        ? run.brokenOff(stage, e)
        : StepFailure.of(
            FailureDomain.REQUEST, stage, "it cannot be written here: " + reason(e), e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
