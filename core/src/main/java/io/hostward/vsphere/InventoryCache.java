package io.hostward.vsphere;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.hostward.model.DatastoreSnapshot;
import io.hostward.model.VSphereException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Remembers datastores for a while: callers at the same time share one load, and errors are not
 * remembered.
 */
final class InventoryCache {
  /**
   * Long enough for bulk uploads to ask once, short enough that a host in maintenance is seen soon.
   */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final LoadingCache<Key, DatastoreHandle> cache;

  record Key(String datastore, Optional<String> datacenter) {}

  InventoryCache(InventoryLoader loader, Executor executor) {
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(1_000)
            .refreshAfterWrite(FRESH)
            .expireAfterWrite(LONGEST)
            .executor(executor)
            .build(key -> loader.load(key.datastore(), key.datacenter()));
  }

  DatastoreHandle get(String datastore, Optional<String> datacenter) throws VSphereException {
    try {
      return cache.get(new Key(datastore, datacenter));
    } catch (CompletionException e) {
      throw e.getCause() instanceof VSphereException cause
          ? new VSphereException(cause.kind(), String.valueOf(cause.getMessage()), cause)
          : new VSphereException(
              VSphereException.Kind.OTHER, "the inventory cannot be read: " + e.getCause(), e);
    }
  }

  DatastoreHandle get(DatastoreSnapshot datastore) throws VSphereException {
    // Looked up by id first: the entry's key says how a caller named it, with a datacenter or
    // without.
    Optional<DatastoreHandle> known =
        cache.asMap().values().stream().filter(is(datastore)).findFirst();
    return known.isPresent()
        ? known.get()
        : get(datastore.name(), Optional.of(datastore.datacenterPath()));
  }

  void forget(DatastoreSnapshot datastore) {
    cache.asMap().values().removeIf(is(datastore));
  }

  private static Predicate<DatastoreHandle> is(DatastoreSnapshot datastore) {
    return handle -> handle.snapshot().datastore().id().equals(datastore.id());
  }
}
