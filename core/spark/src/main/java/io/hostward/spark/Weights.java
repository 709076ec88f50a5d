package io.hostward.spark;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.shard.Load;
import io.hostward.bulk.source.Manifest;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.DatastoreNames;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest has for each datastore, in deliveries and bytes. A size that the manifest does
 * not tell is asked of the source, some at the same time; a source that cannot be looked at weighs
 * nothing, and fails where it is delivered. Memory grows with the datastores, not with the rows.
 */
final class Weights {
  private static final int WINDOW = 2048;
  private static final int LOOKS_AT_ONCE = 32;

  private final Map<String, Sum> sums = new HashMap<>();
  private final Sources sources;
  private long rows;

  /** Of one datastore. */
  private record Sum(long deliveries, long bytes) {
    Sum plus(Sum other) {
      return new Sum(deliveries + other.deliveries, bytes + other.bytes);
    }
  }

  private Weights(Sources sources) {
    this.sources = sources;
  }

  /**
   * Reads a manifest to its end.
   *
   * @throws IOException if it cannot be read, or a row is wrong, which is named
   */
  static Weights of(Manifest manifest, Sources sources) throws IOException {
    Weights weights = new Weights(sources);
    ExecutorService looks =
        Executors.newFixedThreadPool(
            LOOKS_AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "hostward-look");
              thread.setDaemon(true);
              return thread;
            });
    try (Stream<Delivery> deliveries = manifest.open()) {
      List<Delivery> window = new ArrayList<>(WINDOW);
      deliveries.forEach(
          delivery -> {
            window.add(delivery);
            if (window.size() == WINDOW) {
              weights.add(window, looks);
              window.clear();
            }
          });
      weights.add(window, looks);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      looks.shutdownNow();
    }
    return weights;
  }

  private void add(List<Delivery> window, ExecutorService looks) {
    Map<String, Future<Long>> unknown = new HashMap<>();
    for (Delivery delivery : window) {
      if (delivery.source().size().isEmpty()) {
        unknown.computeIfAbsent(
            delivery.source().location(), location -> looks.submit(() -> size(location)));
      }
    }
    for (Delivery delivery : window) {
      long bytes =
          delivery
              .source()
              .size()
              .orElseGet(() -> answer(unknown.get(delivery.source().location())));
      sums.merge(delivery.target().datastore(), new Sum(1, bytes), Sum::plus);
      rows++;
    }
  }

  private long size(String location) {
    try {
      return sources.look(location).size();
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  private static long answer(@Nullable Future<Long> look) {
    try {
      return look == null ? 0 : look.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while sources were looked at"));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Returns how many rows there are. */
  long rows() {
    return rows;
  }

  /** Returns how many bytes, as far as they are known. */
  long bytes() {
    return sums.values().stream().mapToLong(Sum::bytes).sum();
  }

  /**
   * Returns the datastores that something goes to, each once whatever the manifest calls it, with
   * the hosts that mount them.
   *
   * @throws IOException if the manifest names a datastore cluster
   */
  List<Load> loads(List<DatastoreInfo> datastores) throws IOException {
    Map<String, DatastoreInfo> known =
        datastores.stream().collect(Collectors.toMap(DatastoreInfo::name, Function.identity()));
    DatastoreNames names = DatastoreNames.of(datastores);
    Map<String, Sum> named = new HashMap<>();
    try {
      sums.keySet().forEach(names::requireNoCluster);
    } catch (IllegalArgumentException e) {
      throw new IOException("a target of the manifest: " + e.getMessage(), e);
    }
    sums.forEach((written, sum) -> named.merge(names.of(written), sum, Sum::plus));
    List<Load> loads = new ArrayList<>();
    named.forEach(
        (name, sum) ->
            loads.add(
                new Load(
                    known.getOrDefault(name, new DatastoreInfo(name, Optional.empty(), Set.of())),
                    sum.deliveries(),
                    sum.bytes())));
    return loads;
  }
}
