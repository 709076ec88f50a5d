package io.hostward.vsphere.load;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Gathering;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  /** Each adds a series for each of its hosts to a question and to its answer. */
  private static final int MOST_AT_ONCE = 20;

  private final LoadReader reader;
  private final Gathering<String, LoadReading> readings;
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
    this.readings = new Gathering<>(this::ask, MOST_AT_ONCE, executor);
    this.known = known;
    this.settings = settings;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(settings.mostMounts())
            .weigher((String id, LoadReading figures) -> 1 + figures.byHost().size())
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

  /** Reads those that are wanted at the same time together. */
  private void ask(Map<String, CompletableFuture<LoadReading>> asked) throws VSphereException {
    Map<LoadCounters, Map<String, LoadQuestion>> questions = new LinkedHashMap<>();
    asked.forEach(
        (datastore, answer) ->
            known
                .apply(datastore)
                .ifPresentOrElse(
                    question ->
                        questions
                            .computeIfAbsent(question.counters(), key -> new LinkedHashMap<>())
                            .put(datastore, question),
                    () -> answer.complete(LoadReading.NONE)));
    for (Map<String, LoadQuestion> alike : questions.values()) {
      Map<String, Map<HostId, HostLoad>> read = reader.read(alike);
      asked.forEach(
          (datastore, answer) -> {
            @Nullable Map<HostId, HostLoad> figures = read.get(datastore);
            if (figures != null) {
              answer.complete(new LoadReading(figures, true));
            }
          });
    }
  }

  private LoadReading noFigures(Throwable failure) {
    failures.increment();
    if (failure instanceof VSphereException) {
      LOG.debug("Hosts are chosen without counters of load: {}", failure.getMessage());
    } else {
      LOG.warn("Hosts are chosen without counters of load", failure);
    }
    return LoadReading.NONE;
  }

  private final class Loader implements AsyncCacheLoader<String, LoadReading> {
    @Override
    public CompletableFuture<LoadReading> asyncLoad(String datastore, Executor executor) {
      return readings.ask(datastore).exceptionally(LoadCache.this::noFigures);
    }

    @Override
    public CompletableFuture<LoadReading> asyncReload(
        String datastore, LoadReading old, Executor executor) {
      // Old figures carry their age, and are better than none.
      return asyncLoad(datastore, executor).thenApply(figures -> figures.told() ? figures : old);
    }
  }
}
