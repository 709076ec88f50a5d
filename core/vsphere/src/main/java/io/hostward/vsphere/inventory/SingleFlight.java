package io.hostward.vsphere.inventory;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import io.hostward.inventory.SteadyClock;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Gathering;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads datastores for the cache, those that are wanted at the same time together: at first for
 * callers that wait, later in the background.
 */
final class SingleFlight implements AsyncCacheLoader<DatastoreName, KnownDatastore> {
  private static final Logger LOG = LoggerFactory.getLogger(SingleFlight.class);

  /** After these an old answer would be a wrong one. */
  private static final Set<Kind> AUTHORITATIVE =
      EnumSet.of(Kind.NOT_FOUND, Kind.AMBIGUOUS, Kind.PERMISSION);

  /** What hosts and mounts of so many datastores take in an answer is some megabytes at most. */
  private static final int MOST_AT_ONCE = 50;

  private final SteadyClock clock;
  private final Gathering<DatastoreName, FoundDatastore> loads;
  private final Gathering<DatastoreName, FoundDatastore> renewals;
  private final LongAdder failures = new LongAdder();

  /**
   * Loads.
   *
   * @param loading runs loads that callers wait for
   * @param background runs renewals
   */
  SingleFlight(InventoryLoader loader, SteadyClock clock, Executor loading, Executor background) {
    this.clock = clock;
    this.loads = new Gathering<>(loader::load, MOST_AT_ONCE, loading);
    this.renewals = new Gathering<>(loader::load, MOST_AT_ONCE, background);
  }

  /** Times that the server was asked and failed. */
  long failures() {
    return failures.sum();
  }

  @Override
  public CompletableFuture<KnownDatastore> asyncLoad(DatastoreName name, Executor background) {
    CompletableFuture<KnownDatastore> loaded = new CompletableFuture<>();
    loads
        .ask(name)
        .whenComplete(
            (found, failure) -> {
              if (failure == null) {
                loaded.complete(new KnownDatastore(found));
              } else {
                count(failure);
                loaded.completeExceptionally(new LoadFailed(failure));
              }
            });
    return loaded;
  }

  // Null drops the entry, says the documentation of CacheLoader; its signature does not.
  @SuppressWarnings("NullAway")
  @Override
  public CompletableFuture<KnownDatastore> asyncReload(
      DatastoreName name, KnownDatastore old, Executor background) {
    return renewals
        .ask(name)
        .handle(
            (found, failure) -> failure == null ? new KnownDatastore(found) : kept(old, failure));
  }

  private @Nullable KnownDatastore kept(KnownDatastore old, Throwable failure) {
    count(failure);
    @Nullable Kind kind = failure instanceof VSphereException told ? told.kind() : null;
    if (kind != null && AUTHORITATIVE.contains(kind)) {
      return null;
    }
    if (kind != Kind.CLOSED) {
      warn(old, failure);
    }
    return old.triedAgain(clock.instant());
  }

  private void count(Throwable failure) {
    if (failure instanceof VSphereException) {
      failures.increment();
    }
  }

  private static void warn(KnownDatastore old, Throwable e) {
    LOG.warn(
        "What is known of datastore {} dates from {} and cannot be renewed: {}",
        Printable.of(old.found().snapshot().datastore().name()),
        old.found().snapshot().takenAt(),
        e instanceof VSphereException ? e.getMessage() : Printable.of(e.toString()));
  }

  /** Waits for a load; each of those that wait throws an exception of its own. */
  static <T> T await(DatastoreName name, Future<T> load) throws VSphereException {
    try {
      return load.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.INTERRUPTED, "interrupted while waiting for datastore " + name, e);
    } catch (CancellationException | ExecutionException e) {
      throw failure(name, e);
    }
  }

  private static VSphereException failure(DatastoreName name, Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof VSphereException)) {
      root = root.getCause();
    }
    return root instanceof VSphereException told
        ? new VSphereException(told.kind(), String.valueOf(told.getMessage()), told)
        : new VSphereException(
            Kind.FAULT,
            "the inventory cannot be read for " + name + ": " + Printable.of(root.toString()),
            failure);
  }

  /**
   * Caffeine logs the stack of every failure but of a cancellation; ours is told to the callers.
   */
  private static final class LoadFailed extends CancellationException {
    private static final long serialVersionUID = 1L;

    LoadFailed(Throwable cause) {
      initCause(cause);
    }
  }
}
