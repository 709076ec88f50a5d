package io.hostward.vsphere.inventory;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import io.hostward.inventory.SteadyClock;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
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

/** Loads datastores for the cache: at first for callers that wait, later in the background. */
final class SingleFlight implements AsyncCacheLoader<DatastoreName, KnownDatastore> {
  private static final Logger LOG = LoggerFactory.getLogger(SingleFlight.class);

  /** After these an old answer would be a wrong one. */
  private static final Set<Kind> AUTHORITATIVE =
      EnumSet.of(Kind.NOT_FOUND, Kind.AMBIGUOUS, Kind.PERMISSION);

  private final InventoryLoader loader;
  private final SteadyClock clock;
  private final Executor loading;
  private final LongAdder failures = new LongAdder();

  SingleFlight(InventoryLoader loader, SteadyClock clock, Executor loading) {
    this.loader = loader;
    this.clock = clock;
    this.loading = loading;
  }

  /** Times that the server was asked and failed. */
  long failures() {
    return failures.sum();
  }

  @Override
  public CompletableFuture<KnownDatastore> asyncLoad(DatastoreName name, Executor background) {
    CompletableFuture<KnownDatastore> loaded = new CompletableFuture<>();
    loading.execute(
        () -> {
          try {
            loaded.complete(load(name));
          } catch (Throwable e) {
            // Errors too: nobody else would end the load, for those that wait or come after.
            loaded.completeExceptionally(new LoadFailed(e));
          }
        });
    return loaded;
  }

  // Null drops the entry, says the documentation of CacheLoader; its signature does not.
  @SuppressWarnings("NullAway")
  @Override
  public CompletableFuture<KnownDatastore> asyncReload(
      DatastoreName name, KnownDatastore old, Executor background) {
    return CompletableFuture.supplyAsync(() -> reload(name, old), background);
  }

  private KnownDatastore load(DatastoreName name) throws VSphereException {
    try {
      FoundDatastore found = loader.load(name.datastore(), name.datacenter());
      return new KnownDatastore(found, found.snapshot().takenAt());
    } catch (VSphereException e) {
      failures.increment();
      throw e;
    }
  }

  private @Nullable KnownDatastore reload(DatastoreName name, KnownDatastore old) {
    try {
      return load(name);
    } catch (VSphereException e) {
      if (AUTHORITATIVE.contains(e.kind())) {
        return null;
      }
      if (e.kind() != Kind.CLOSED) {
        warn(old, e);
      }
      return new KnownDatastore(old.found(), clock.instant());
    }
  }

  private static void warn(KnownDatastore old, VSphereException e) {
    LOG.warn(
        "What is known of datastore {} dates from {} and cannot be renewed: {}",
        Printable.of(old.found().snapshot().datastore().name()),
        old.found().snapshot().takenAt(),
        e.getMessage());
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
