package io.hostward.bulk.ledger;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.schedule.Underway;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.DatastoreNames;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Local files and datastores, which outlive any process, and what the present process is about to
 * do, which does not. Whoever drives it chooses what happens next.
 */
final class SimulatedWorld implements Listings, Carrier {
  static final DatastoreNames NAMES =
      DatastoreNames.of(
          Stream.of("ds0", "ds1", "ds2")
              .map(
                  name -> new DatastoreInfo(name, Optional.empty(), Set.of(), Set.of("id-" + name)))
              .toList());

  private final Map<DatastorePath, StoredFile> stored = new HashMap<>();
  private final Map<DatastorePath, Integer> sends = new HashMap<>();
  private final List<DatastorePath> sentAgain = new ArrayList<>();
  private final Set<DatastorePath> hopeless = new HashSet<>();
  private final List<Delivery> wanted = new ArrayList<>();
  private final Set<DatastorePath> published = new HashSet<>();
  private final FakeTime time;
  private final Random random;
  private final int failures;

  /** What this process has still to do; dies with it. */
  final List<Runnable> pending = new ArrayList<>();

  SimulatedWorld(FakeTime time, Random random, int files, int failures) {
    this.time = time;
    this.random = random;
    this.failures = failures;
    for (int n = 0; n < files; n++) {
      long size = random.nextInt(5);
      SourceFile source =
          new SourceFile(
              "/src/f" + n,
              "f" + n,
              OptionalLong.of(size),
              Optional.of(Instant.EPOCH),
              Optional.empty());
      DatastorePath target =
          new DatastorePath("ds" + random.nextInt(3), random.nextBoolean() ? "x/f" + n : "f" + n);
      wanted.add(new Delivery(source, target));
      int before = random.nextInt(6);
      if (before < 2) {
        // An old file: of the same size, which counts as there, or of another.
        stored.put(target, new StoredFile(size + before, Optional.of(Instant.EPOCH)));
      } else if (before == 2 && failures > 0) {
        hopeless.add(target);
      }
    }
  }

  List<Delivery> wanted() {
    return wanted;
  }

  /** The same, each datastore by one of its names. */
  List<Delivery> written() {
    List<Delivery> written = new ArrayList<>();
    for (Delivery delivery : wanted) {
      DatastorePath target = delivery.target();
      String name = (random.nextBoolean() ? "id-" : "") + target.datastore();
      written.add(new Delivery(delivery.source(), new DatastorePath(name, target.path())));
    }
    return written;
  }

  // Whatever name it is asked by.
  private static String own(String datastore) {
    return datastore.replace("id-", "");
  }

  private static DatastorePath target(Task task) {
    DatastorePath target = task.delivery().target();
    return new DatastorePath(own(target.datastore()), target.path());
  }

  boolean isHopeless(DatastorePath target) {
    return hopeless.contains(target);
  }

  boolean isWhole(Delivery delivery) {
    StoredFile file = stored.get(delivery.target());
    return file != null && file.size() == delivery.source().size().orElseThrow();
  }

  /** Files of which a second copy was begun after the first had arrived. */
  List<DatastorePath> sentAgain() {
    return sentAgain;
  }

  int sends() {
    return sends.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public CompletableFuture<CarryResult> carry(Task task, Underway underway) {
    CompletableFuture<CarryResult> future = new CompletableFuture<>();
    DatastorePath target = target(task);
    if (published.contains(target)) {
      sentAgain.add(target);
    }
    sends.merge(target, 1, Integer::sum);
    pending.add(() -> body(task, underway, future));
    return future;
  }

  private void body(Task task, Underway underway, CompletableFuture<CarryResult> future) {
    underway.sent(task.bytes());
    if (isHopeless(target(task)) || random.nextInt(100) < failures) {
      FailureDomain domain = random.nextBoolean() ? FailureDomain.HOST : FailureDomain.REQUEST;
      pending.add(() -> future.complete(new CarryResult.Failed(domain, "no, \"thanks\"", "h")));
    } else {
      pending.add(() -> publish(task, future));
    }
  }

  // The file stands there, and nobody has been told: the moment that matters.
  private void publish(Task task, CompletableFuture<CarryResult> future) {
    stored.put(target(task), new StoredFile(task.bytes(), Optional.of(time.instant())));
    published.add(target(task));
    pending.add(
        () -> future.complete(new CarryResult.Arrived("direct to h", false, Optional.empty())));
  }

  @Override
  public FolderListing folder(String datastore, String folder) {
    Map<String, StoredFile> files = new HashMap<>();
    stored.forEach(
        (path, file) -> {
          if (path.datastore().equals(own(datastore)) && path.folder().equals(folder)) {
            files.put(path.fileName(), file);
          }
        });
    return new FolderListing(files, true);
  }

  @Override
  public Map<String, StoredFile> named(String datastore, String folder, Collection<String> names) {
    throw new AssertionError("no folder is large here");
  }
}
