package io.hostward.vsphere.inventory;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.SteadyClock;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.load.CacheTally;
import io.hostward.vsphere.load.LoadCache;
import io.hostward.vsphere.load.LoadReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Remembers datastores for a while: callers at the same time share one load and its outcome, what
 * is no longer fresh is renewed in the background, and errors are not remembered. While the server
 * cannot be asked, what was last known of a datastore is handed out however old it is; its age
 * shows in the snapshot.
 *
 * <p>A load runs on a thread of its own, so that a caller that is interrupted leaves at once while
 * the others get what they wait for.
 */
public final class InventoryCache {
  private final InventoryLoader loader;
  private final SingleFlight structure;
  private final CacheSettings settings;
  private final SteadyClock clock;
  private final Ticker ticker;
  private final LoadCache loads;
  private final AsyncLoadingCache<DatastoreName, KnownDatastore> cache;

  /** What each datastore was last called, by its id: no more than there are datastores. */
  private final Map<String, DatastoreName> names = new ConcurrentHashMap<>();

  /**
   * A cache.
   *
   * @param loading runs loads that callers wait for
   * @param background runs renewals
   */
  public InventoryCache(
      InventoryLoader loader,
      LoadReader loadReader,
      CacheSettings settings,
      SteadyClock clock,
      Executor loading,
      Executor background) {
    this.loader = loader;
    this.structure = new SingleFlight(loader, clock, loading, background);
    this.settings = settings;
    this.clock = clock;
    this.ticker = clock::nanoTime;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(settings.load().mostMounts())
            .weigher((DatastoreName name, KnownDatastore known) -> 1 + known.mounts())
            .ticker(ticker)
            .executor(background)
            .recordStats()
            .buildAsync(structure);
    this.loads =
        new LoadCache(
            loadReader,
            id -> known(id).map(FoundDatastore::loadQuestion),
            settings.load(),
            ticker,
            background);
  }

  /** The datastore with its newest snapshot. */
  public FoundDatastore get(String datastore, Optional<String> datacenter) throws VSphereException {
    DatastoreName name = new DatastoreName(datastore, datacenter);
    KnownDatastore known = get(name);
    InventorySnapshot recent = known.recent(ticker.read());
    if (recent != null) {
      return known.found().with(recent);
    }
    KnownDatastore current = isDue(known) ? renewed(name, known) : known;
    String id = current.found().snapshot().datastore().id();
    names.put(id, name);
    InventorySnapshot snapshot =
        current.with(loads.of(id, current.found().loadQuestion()), ticker.read());
    return current.found().with(snapshot);
  }

  /**
   * The datastore of that name, all of which was read when the disappointing one was there already.
   */
  public FoundDatastore afresh(
      String datastore, Optional<String> datacenter, FoundDatastore disappointing)
      throws VSphereException {
    loader.forget(disappointing);
    DatastoreName name = new DatastoreName(datastore, datacenter);
    drop(name, disappointing);
    FoundDatastore found = get(datastore, datacenter);
    if (isYounger(found, disappointing)) {
      return found;
    }
    // It was being loaded just then, for somebody whom older names or hosts had not disappointed.
    drop(name, disappointing);
    return get(datastore, datacenter);
  }

  private void drop(DatastoreName name, FoundDatastore disappointing) {
    cache
        .asMap()
        .computeIfPresent(
            name,
            (key, known) ->
                !known.isDone()
                        || known.isCompletedExceptionally()
                        || isYounger(known.join().found(), disappointing)
                    ? known
                    : null);
  }

  private static boolean isYounger(FoundDatastore found, FoundDatastore disappointing) {
    return found.readings().isAfter(disappointing.readings());
  }

  public CacheTally structureTally() {
    return CacheTally.of(cache.synchronous(), structure.failures());
  }

  public CacheTally loadTally() {
    return loads.tally();
  }

  private Optional<FoundDatastore> known(String datastoreId) {
    return Optional.ofNullable(names.get(datastoreId))
        .map(name -> cache.synchronous().asMap().get(name))
        .map(KnownDatastore::found)
        .filter(found -> found.is(datastoreId));
  }

  private KnownDatastore get(DatastoreName name) throws VSphereException {
    return SingleFlight.await(name, cache.get(name));
  }

  /** What it was put together from may have been read before it was, so a cache cannot tell. */
  private boolean isDue(KnownDatastore known) {
    return isOlder(known.triedAt(), settings.structure());
  }

  private boolean isOlder(Instant time, Duration age) {
    return Duration.between(time, clock.instant()).compareTo(age) > 0;
  }

  /** Begins a renewal, and waits for it if what is known is too old to be handed out. */
  private KnownDatastore renewed(DatastoreName name, KnownDatastore known) throws VSphereException {
    CompletableFuture<KnownDatastore> renewal = cache.synchronous().refresh(name);
    if (!isOlder(known.found().snapshot().takenAt(), settings.longestStructure())) {
      return known;
    }
    @Nullable KnownDatastore renewed = SingleFlight.await(name, renewal);
    return renewed == null ? get(name) : renewed;
  }
}
