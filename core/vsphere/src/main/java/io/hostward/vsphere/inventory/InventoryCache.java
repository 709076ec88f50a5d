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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private final SingleFlight structure;
  private final CacheSettings settings;
  private final SteadyClock clock;
  private final Ticker ticker;
  private final LoadCache loads;
  private final AsyncLoadingCache<DatastoreName, KnownDatastore> cache;

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
    this.structure = new SingleFlight(loader, clock, loading);
    this.settings = settings;
    this.clock = clock;
    this.ticker = clock::nanoTime;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(1_000)
            .refreshAfterWrite(settings.structure())
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
    KnownDatastore current = isTooOld(known) ? renewed(name) : known;
    InventorySnapshot snapshot =
        current.with(
            loads.of(current.found().snapshot().datastore().id(), current.found().loadQuestion()),
            ticker.read());
    return current.found().with(snapshot);
  }

  /** The datastore of that name, past what is remembered unless that is younger than this. */
  public FoundDatastore afresh(
      String datastore, Optional<String> datacenter, FoundDatastore disappointing)
      throws VSphereException {
    cache
        .asMap()
        .computeIfPresent(
            new DatastoreName(datastore, datacenter),
            (name, known) -> isYounger(known, disappointing) ? known : null);
    return get(datastore, datacenter);
  }

  /** What is just being loaded will be younger than what was handed out before. */
  private static boolean isYounger(
      CompletableFuture<KnownDatastore> known, FoundDatastore disappointing) {
    return !known.isDone()
        || known.isCompletedExceptionally()
        || known.join().found().reading() > disappointing.reading();
  }

  public CacheTally structureTally() {
    return CacheTally.of(cache.synchronous(), structure.failures());
  }

  public CacheTally loadTally() {
    return loads.tally();
  }

  private Optional<FoundDatastore> known(String datastoreId) {
    return cache.synchronous().asMap().values().stream()
        .map(KnownDatastore::found)
        .filter(found -> found.is(datastoreId))
        .findFirst();
  }

  private KnownDatastore get(DatastoreName name) throws VSphereException {
    return SingleFlight.await(name, cache.get(name));
  }

  private boolean isTooOld(KnownDatastore known) {
    Instant now = clock.instant();
    Duration age = Duration.between(known.found().snapshot().takenAt(), now);
    return age.compareTo(settings.longestStructure()) > 0
        && Duration.between(known.triedAt(), now).compareTo(settings.structure()) > 0;
  }

  /** Waits for the renewal that the request for an old entry has begun. */
  private KnownDatastore renewed(DatastoreName name) throws VSphereException {
    @Nullable KnownDatastore renewed = SingleFlight.await(name, cache.synchronous().refresh(name));
    return renewed == null ? get(name) : renewed;
  }
}
