package io.hostward.bulk.mirror;

import io.hostward.net.Printable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts what is to be deleted against the limit. Not thread-safe. */
final class Allowance {
  private static final String RAISE = "; raise the limit if all of it is to go";

  private final MirrorScope scope;
  private final DeleteLimit limit;
  private final KnownFiles known;
  private final Map<String, Map<String, Long>> delivered = new HashMap<>();
  private final Map<Heap, Long> counts = new HashMap<>();
  private final Map<String, Long> unknown = new HashMap<>();
  private final Map<String, Long> together = new HashMap<>();
  private long all;

  /** What a share is of. */
  private record Heap(String source, String datastore) {}

  Allowance(MirrorScope scope, DeleteLimit limit, KnownFiles known) {
    this.scope = scope;
    this.limit = limit;
    this.known = known;
  }

  /** One more. */
  void add(KnownFile file) {
    all++;
    together.merge(file.target().datastore(), 1L, Long::sum);
    counts.merge(
        new Heap(scope.sourceOf(file.source()).orElseThrow(), file.target().datastore()),
        1L,
        Long::sum);
  }

  /** One more that no run has put there. */
  void addUnknown(KnownFile file) {
    all++;
    together.merge(file.target().datastore(), 1L, Long::sum);
    unknown.merge(file.target().datastore(), 1L, Long::sum);
  }

  /** Returns what is beyond the limit, in words; empty if nothing is. */
  Optional<String> exceeded() throws IOException {
    if (!limit.percent()) {
      return all > limit.number()
          ? Optional.of(
              Printable.count(all, "file is", "files are")
                  + " to be deleted, and the limit is "
                  + limit
                  + RAISE)
          : Optional.empty();
    }
    for (Map.Entry<Heap, Long> count : counts.entrySet()) {
      long there = delivered(count.getKey());
      if (count.getValue() > limit.most(there)) {
        return Optional.of(
            count.getValue()
                + (count.getValue() == 1 ? " file from " : " files from ")
                + count.getKey().source()
                + (count.getValue() == 1 ? " is" : " are")
                + " to be deleted on ["
                + count.getKey().datastore()
                + "], and the limit is "
                + limit
                + " of the "
                + there
                + " that this run delivers there"
                + RAISE);
      }
    }
    return exceededByUnknown();
  }

  /** What no run has put there came from no folder: it is of all that goes to its datastore. */
  private Optional<String> exceededByUnknown() throws IOException {
    for (String datastore : unknown.keySet()) {
      long there = 0;
      for (String source : scope.sources()) {
        there += delivered(new Heap(source, datastore));
      }
      if (together.getOrDefault(datastore, 0L) > limit.most(there)) {
        return Optional.of(
            together.getOrDefault(datastore, 0L)
                + " files are to be deleted on ["
                + datastore
                + "], those that no run has put there among them, and the limit is "
                + limit
                + " of the "
                + there
                + " that this run delivers there"
                + RAISE);
      }
    }
    return Optional.empty();
  }

  private long delivered(Heap heap) throws IOException {
    Map<String, Long> there = delivered.get(heap.source());
    if (there == null) {
      there = known.delivered(heap.source());
      delivered.put(heap.source(), there);
    }
    return there.getOrDefault(heap.datastore(), 0L);
  }
}
