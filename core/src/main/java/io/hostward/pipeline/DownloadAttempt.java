package io.hostward.pipeline;

import io.hostward.download.DownloadEvent;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.memory.HostMemory;
import io.hostward.spi.Datastore;
import io.hostward.spi.Transport;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One download over one route after another. What a route has brought is kept, and the next is
 * asked for the rest; a route that breaks off after it has brought something is asked again, at
 * once, or after all others if it fell silent.
 */
final class DownloadAttempt implements RouteLoop.Attempt<Route> {
  /** How often one route is asked: a line that breaks more often than that is not to be trusted. */
  private static final int MOST_ASKED = 5;

  private static final Duration BEFORE_THE_SAME = Duration.ofSeconds(1);

  private final DownloadRun run;
  private final Means means;
  private final Datastore datastore;
  private final DatastorePath file;
  private final Arrival arrival;
  private final Map<Route, Integer> asked = new HashMap<>();
  private boolean begun;

  /** Whether the last request has brought something that can be gone on from. */
  private boolean joins;

  /** What all downloads share. */
  record Means(Transport transport, Patience patience, Time time, HostMemory memory) {}

  DownloadAttempt(
      DownloadRun run, Means means, Datastore datastore, DatastorePath file, Arrival arrival) {
    this.run = run;
    this.means = means;
    this.datastore = datastore;
    this.file = file;
    this.arrival = arrival;
  }

  @Override
  public Route over(Route route) throws StepFailure {
    Optional<String> relayed =
        route instanceof Route.Relay ? Optional.of(run.events().relayReason()) : Optional.empty();
    run.events().tell(origin -> new DownloadEvent.RouteBegun(origin, route, relayed));
    long before = arrival.received();
    try {
      fetch(route);
      return route;
    } catch (StepFailure e) {
      failed(route, e, arrival.received() - before);
      throw e;
    } catch (RuntimeException | Error e) {
      StepFailure failure = StepFailure.unexpected(Stage.TRANSFER, e);
      failed(route, failure, arrival.received() - before);
      throw failure;
    }
  }

  private void fetch(Route route) throws StepFailure {
    Optional<String> ended = Optional.empty();
    while (true) {
      int times = asked.merge(route, 1, Integer::sum);
      long before = arrival.received();
      try {
        ask(route, ended);
        return;
      } catch (StepFailure e) {
        joins = arrival.received() > before || arrival.hasChanged();
        // What came whole and is not the file is fetched once more, and not again and again.
        int most = e.stage() == Stage.TRANSFER ? MOST_ASKED : 2;
        if (e.domain() != FailureDomain.HOST || times >= most || !joins || e.isSilence()) {
          throw e;
        }
        ended = Optional.of(String.valueOf(e.getMessage()));
      }
    }
  }

  /** A server that fell silent would take its time again: all others come first. */
  @Override
  public boolean comesBack(Route route, StepFailure failure) {
    return failure.isSilence() && joins && asked.getOrDefault(route, 0) < MOST_ASKED;
  }

  private void ask(Route route, Optional<String> ended) throws StepFailure {
    if (begun) {
      lookAgain();
      if (arrival.isWhole()) {
        return;
      }
    }
    begun = true;
    run.enter(Stage.TICKET);
    ServiceTicket ticket =
        means
            .patience()
            .ask(run, Stage.TICKET, () -> datastore.ticket(route, HttpMethod.GET, file));
    run.enter(Stage.TRANSFER);
    long from = arrival.begin(ticket);
    run.events().tell(origin -> new DownloadEvent.Asked(origin, route, from, ended));
    int mine = run.events().transfer();
    CompletableFuture<TransferReceipt> transfer;
    try {
      transfer =
          means
              .transport()
              .getFrom(
                  ticket,
                  from,
                  arrival,
                  bytes -> run.events().received(mine, arrival.bytes(), arrival.total()));
    } catch (RuntimeException e) {
      throw TransferStep.failed(Stage.TRANSFER, e);
    }
    await(transfer);
    arrival.requireWhole(file);
  }

  private void await(CompletableFuture<TransferReceipt> transfer) throws StepFailure {
    try {
      TransferReceipt unused = TransferWait.on(transfer, run.cancellation()::caughtInterrupt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw run.brokenOff(Stage.TRANSFER, e);
    } catch (CancellationException e) {
      throw StepFailure.of(
          FailureDomain.REQUEST,
          Stage.TRANSFER,
          "the transfer was cancelled: the transport was closed",
          e);
    } catch (ExecutionException e) {
      Optional<StepFailure> own = arrival.failure();
      throw own.isPresent()
          ? own.get()
          : TransferStep.failed(Stage.TRANSFER, e.getCause() == null ? e : e.getCause());
    }
  }

  /** Before the rest is asked for: is it still the same file? */
  private void lookAgain() throws StepFailure {
    Optional<DatastoreEntry> now =
        means.patience().ask(run, Stage.TRANSFER, () -> datastore.find(file));
    if (now.isEmpty() || now.get().isFolder()) {
      throw StepFailure.of(
          FailureDomain.SOURCE,
          Stage.TRANSFER,
          new IOException(file + " was deleted while it was read"));
    }
    arrival.expect(now.get());
  }

  @Override
  public boolean canGoOn() {
    return run.place().mayMoveBodies() && !run.cancellation().isRequested();
  }

  @Override
  public void clear() {}

  @Override
  public boolean mayRepeat() {
    return means.patience().lasts(BEFORE_THE_SAME);
  }

  @Override
  public void pause(StepFailure failure) throws StepFailure {
    means.patience().take(BEFORE_THE_SAME, FailureDomain.VCENTER, failure, run, Stage.TRANSFER);
  }

  private void failed(Route route, StepFailure failure, long received) {
    String problem = String.valueOf(failure.getMessage());
    FailedAttempt attempt =
        new FailedAttempt(
            route.name(),
            failure.stage(),
            failure.domain(),
            problem,
            failure.status().orElse(0),
            received,
            run.events().onRoute());
    run.events()
        .tell(origin -> new DownloadEvent.RouteFailed(origin, route, attempt, failure.why()));
  }
}
