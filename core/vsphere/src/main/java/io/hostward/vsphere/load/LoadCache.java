package io.hostward.vsphere.load;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers figures of load by datastore. They are read in the background, and no caller fails
 * without them: no upload needs them, and a user may lack the right to read them.
 */
public final class LoadCache {
  private static final Logger LOG = LoggerFactory.getLogger(LoadCache.class);

  /** How long a server that failed is left alone. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final LoadReader reader;
  private final Function<String, Optional<LoadQuestion>> known;
  private final LoadSettings settings;
  private final LongAdder failures = new LongAdder();
  private final AsyncLoadingCache<String, LoadReading> cache;

  /**
   * A cache.
   *
   * @param known the datastore of an id, while it is remembered
   */
  public LoadCache(
      LoadReader reader,
      Function<String, Optional<LoadQuestion>> known,
      LoadSettings settings,
      Ticker ticker,
      Executor executor) {
    this.reader = reader;
    this.known = known;
    this.settings = settings;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(1_000)
            .refreshAfterWrite(settings.lifetime())
            .expireAfter(
                Expiry.<String, LoadReading>writing(
                    (id, figures) -> figures.told() ? settings.longest() : RETRY))
            .ticker(ticker)
            .executor(executor)
            .recordStats()
            .buildAsync(new Loader());
  }

  /** The figures, or none if they are not here in time. */
  public LoadReading of(String datastoreId, LoadQuestion question) {
    if (!settings.enabled() || question.counters().ids().isEmpty()) {
      return LoadReading.NONE;
    }
    return await(cache.get(datastoreId));
  }

  public CacheTally tally() {
    return CacheTally.of(cache.synchronous(), failures.sum());
  }

  private LoadReading await(CompletableFuture<LoadReading> figures) {
    if (!figures.isDone() && settings.patience().isZero()) {
      return LoadReading.NONE;
    }
    try {
      return figures.get(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return LoadReading.NONE;
    } catch (ExecutionException | TimeoutException e) {
      return LoadReading.NONE;
    }
  }

  private final class Loader implements CacheLoader<String, LoadReading> {
    @Override
    public LoadReading load(String datastore) {
      Optional<LoadQuestion> question = known.apply(datastore);
      if (question.isEmpty()) {
        return LoadReading.NONE;
      }
      try {
        return new LoadReading(reader.read(question.get()), true);
      } catch (VSphereException e) {
        failures.increment();
        LOG.debug("Hosts are chosen without counters of load: {}", e.getMessage());
        return LoadReading.NONE;
      }
    }

    @Override
    public LoadReading reload(String datastore, LoadReading old) {
      LoadReading figures = load(datastore);
      // Old figures carry their age, and are better than none.
      return figures.told() ? figures : old;
    }
  }
}
