package io.hostward.vsphere.inventory;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.load.CacheTally;
import io.hostward.vsphere.load.LoadCache;
import io.hostward.vsphere.load.LoadReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers datastores for a while: callers at the same time share one load, what is no longer
 * fresh is renewed in the background, and errors are not remembered. While the server cannot be
 * asked, what was last known of a datastore is handed out however old it is; its age shows in the
 * snapshot.
 */
public final class InventoryCache {
  private static final Logger LOG = LoggerFactory.getLogger(InventoryCache.class);

  /** After these an old answer would be a wrong one. */
  private static final Set<Kind> AUTHORITATIVE =
      EnumSet.of(Kind.NOT_FOUND, Kind.AMBIGUOUS, Kind.PERMISSION);

  private final InventoryLoader loader;
  private final CacheSettings settings;
  private final InstantSource clock;
  private final Ticker ticker;
  private final LoadCache loads;
  private final LongAdder failures = new LongAdder();
  private final LoadingCache<Key, KnownDatastore> cache;

  record Key(String datastore, Optional<String> datacenter) {}

  public InventoryCache(
      InventoryLoader loader,
      LoadReader loadReader,
      CacheSettings settings,
      InstantSource clock,
      Executor executor) {
    this.loader = loader;
    this.settings = settings;
    this.clock = clock;
    this.ticker = ticker(clock);
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(1_000)
            .refreshAfterWrite(settings.structure())
            .ticker(ticker)
            .executor(executor)
            .recordStats()
            .build(new Loader());
    this.loads =
        new LoadCache(
            loadReader,
            id -> known(id).map(DatastoreHandle::loadQuestion),
            settings.load(),
            ticker,
            executor);
  }

  /** A time that is injected rules; otherwise the one that nobody can set back. */
  private static Ticker ticker(InstantSource clock) {
    return clock.equals(InstantSource.system())
        ? Ticker.systemTicker()
        : () -> {
          Instant now = clock.instant();
          return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        };
  }

  /** The datastore with its newest snapshot. */
  public DatastoreHandle get(String datastore, Optional<String> datacenter)
      throws VSphereException {
    Key key = new Key(datastore, datacenter);
    KnownDatastore known = get(key);
    InventorySnapshot recent = known.recent(ticker.read());
    if (recent != null) {
      return known.handle().with(recent);
    }
    KnownDatastore current = isTooOld(known) ? renewed(key) : known;
    InventorySnapshot snapshot =
        current.with(
            loads.of(current.handle().snapshot().datastore().id(), current.handle().loadQuestion()),
            ticker.read());
    return current.handle().with(snapshot);
  }

  /** The datastore of that name, past what is remembered unless that is younger than this. */
  public DatastoreHandle afresh(
      String datastore, Optional<String> datacenter, DatastoreHandle disappointing)
      throws VSphereException {
    Instant taken = disappointing.snapshot().takenAt();
    cache
        .asMap()
        .computeIfPresent(
            new Key(datastore, datacenter),
            (key, known) -> known.handle().snapshot().takenAt().isAfter(taken) ? known : null);
    return get(datastore, datacenter);
  }

  public CacheTally structureTally() {
    return CacheTally.of(cache, failures.sum());
  }

  public CacheTally loadTally() {
    return loads.tally();
  }

  private Optional<DatastoreHandle> known(String datastoreId) {
    return cache.asMap().values().stream()
        .map(KnownDatastore::handle)
        .filter(handle -> handle.is(datastoreId))
        .findFirst();
  }

  private KnownDatastore get(Key key) throws VSphereException {
    try {
      return cache.get(key);
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  private boolean isTooOld(KnownDatastore known) {
    Instant now = clock.instant();
    Duration age = Duration.between(known.handle().snapshot().takenAt(), now);
    return age.compareTo(settings.longestStructure()) > 0
        && Duration.between(known.triedAt(), now).compareTo(settings.structure()) > 0;
  }

  /** Waits for the renewal that the request for an old entry has begun. */
  private KnownDatastore renewed(Key key) throws VSphereException {
    try {
      KnownDatastore renewed = cache.refresh(key).get();
      return renewed == null ? get(key) : renewed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.FAULT, "interrupted while waiting for datastore " + key.datastore(), e);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** A failure is shared by all who waited, and each throws an exception of its own. */
  private static VSphereException failure(Exception e) {
    return e.getCause() instanceof VSphereException cause
        ? new VSphereException(cause.kind(), String.valueOf(cause.getMessage()), cause)
        : new VSphereException(Kind.FAULT, "the inventory cannot be read: " + e.getCause(), e);
  }

  private final class Loader implements CacheLoader<Key, KnownDatastore> {
    @Override
    public KnownDatastore load(Key key) throws VSphereException {
      try {
        DatastoreHandle handle = loader.load(key.datastore(), key.datacenter());
        return new KnownDatastore(handle, handle.snapshot().takenAt());
      } catch (VSphereException e) {
        failures.increment();
        throw e;
      }
    }

    // Null drops the entry, says the documentation of CacheLoader; its signature does not.
    @SuppressWarnings("NullAway")
    @Override
    public @Nullable KnownDatastore reload(Key key, KnownDatastore old) {
      try {
        return load(key);
      } catch (VSphereException e) {
        if (AUTHORITATIVE.contains(e.kind())) {
          return null;
        }
        LOG.warn(
            "What is known of datastore {} dates from {} and cannot be renewed: {}",
            old.handle().snapshot().datastore().name(),
            old.handle().snapshot().takenAt(),
            e.getMessage());
        return new KnownDatastore(old.handle(), clock.instant());
      }
    }
  }
}
