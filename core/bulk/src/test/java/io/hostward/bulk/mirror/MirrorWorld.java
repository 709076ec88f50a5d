package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.BulkRun;
import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.schedule.Underway;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A real source folder, datastores in memory, and an account of its own of who put which file
 * there: a deletion that is not allowed fails the test where it happens.
 */
final class MirrorWorld implements Listings, Carrier, Deletions {
  static final List<DatastoreInfo> DATASTORES =
      List.of(
          new DatastoreInfo("a", Optional.empty(), Set.of()),
          new DatastoreInfo("b", Optional.empty(), Set.of()));

  final Map<DatastorePath, StoredFile> stored = new HashMap<>();

  /** What the ledger's runs have put there, and from where: the very object. */
  final Map<DatastorePath, StoredFile> ours = new HashMap<>();

  final Map<DatastorePath, String> cameFrom = new HashMap<>();
  final Set<DatastorePath> locked = new HashSet<>();
  final Set<String> failing = new HashSet<>();
  final List<DatastorePath> deleted = new ArrayList<>();
  final List<BulkEvent> events = new ArrayList<>();
  final FakeTime time = new FakeTime();
  final Path sources;
  private final Path folder;
  private Set<DatastorePath> targets = Set.of();
  private int killAfter = Integer.MAX_VALUE;
  private boolean killBefore;
  private int interruptAfter = -1;

  /** What a process dies of. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  MirrorWorld(Path folder) throws IOException {
    this.folder = folder;
    sources = Files.createDirectory(folder.resolve("sources"));
  }

  MirrorWorld file(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(sources.resolve(name).getParent());
      Files.writeString(sources.resolve(name), name);
    }
    return this;
  }

  void gone(String... names) throws IOException {
    for (String name : names) {
      Files.deleteIfExists(sources.resolve(name));
    }
  }

  /** The process dies at this deletion, before or after the server has heard of it. */
  void killAt(int deletion, boolean before) {
    killAfter = deletion;
    killBefore = before;
  }

  /** The thread is interrupted when so many are deleted. */
  void interruptAt(int deletions) {
    interruptAfter = deletions;
  }

  /** Somebody else puts a file there. */
  void foreign(String path, long size) {
    stored.put(DatastorePath.parse(path), new StoredFile(size, Optional.of(time.instant())));
  }

  BulkRunBuilder settings(DeleteLimit limit) {
    return BulkRun.builder()
        .ledger(folder.resolve("ledger"))
        .listings(this)
        .carrier(this)
        .clock(time)
        .retries(new RetryRule(1, Duration.ZERO, 1000))
        .listener(events::add)
        .mirror(
            new MirrorSettings(
                new MirrorScope(
                    List.of(sources.toString()),
                    List.of(new Place("a", "iso"), new Place("b", "iso"))),
                limit,
                this));
  }

  Deliveries work(PathRules rules) {
    return Deliveries.of(
        FileSource.folder(sources, rules, Links.SKIP),
        new Distribution(DATASTORES, PathTemplate.parse("iso/")));
  }

  BulkReport run(DeleteLimit limit) throws IOException {
    return run(limit, PathRules.all());
  }

  /** Runs, an hour after whatever happened before. */
  BulkReport run(DeleteLimit limit, PathRules rules) throws IOException {
    time.pass(Duration.ofHours(1));
    deleted.clear();
    events.clear();
    targets = new HashSet<>();
    try (var all = work(rules).open(passedOver -> {})) {
      all.forEach(delivery -> targets.add(delivery.target()));
    }
    return settings(limit).build().run(work(rules));
  }

  Set<DatastorePath> targets() {
    return targets;
  }

  boolean isSourceThere(DatastorePath target) {
    return Files.exists(Path.of(cameFrom.get(target)), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public synchronized CompletableFuture<CarryResult> carry(Task task, Underway underway) {
    if (failing.contains(task.delivery().source().name())) {
      return CompletableFuture.completedFuture(
          new CarryResult.Failed(FailureDomain.REQUEST, "no", ""));
    }
    DatastorePath target = task.delivery().target();
    stored.put(
        target,
        new StoredFile(task.delivery().source().size().orElseThrow(), Optional.of(time.instant())));
    ours.put(target, stored.get(target));
    cameFrom.put(target, task.delivery().source().location());
    return CompletableFuture.completedFuture(new CarryResult.Arrived("h", false, Optional.empty()));
  }

  @Override
  public synchronized void delete(DatastorePath file) throws IOException {
    assertMayGo(file);
    DatastorePath part = DatastorePath.parse(("" + file).replace(".vmdk", "-flat.vmdk"));
    boolean disk = !part.equals(file) && stored.containsKey(part);
    if (disk) {
      assertMayGo(part);
    }
    if (file.path().endsWith("-flat.vmdk")) {
      assertThat(stored)
          .as("the disk that is broken without " + file)
          .doesNotContainKey(DatastorePath.parse(("" + file).replace("-flat.vmdk", ".vmdk")));
    }
    if (killAfter == deleted.size() && killBefore) {
      throw new Killed();
    }
    if (locked.contains(file)) {
      throw new IOException(file + " is locked");
    }
    stored.remove(file);
    deleted.add(file);
    if (disk) {
      stored.remove(part);
    }
    if (deleted.size() == interruptAfter) {
      Thread.currentThread().interrupt();
    }
    if (killAfter < deleted.size()) {
      throw new Killed();
    }
  }

  private void assertMayGo(DatastorePath file) {
    assertThat(targets).as("a target of the run").doesNotContain(file);
    assertThat(stored.get(file)).as(file + " is what was put there").isSameAs(ours.get(file));
    assertThat(isSourceThere(file)).as("the source of " + file).isFalse();
  }

  @Override
  public synchronized FolderListing folder(String datastore, String in) {
    Map<String, StoredFile> found = new HashMap<>();
    stored.forEach(
        (path, file) -> {
          if (path.datastore().equals(datastore) && path.folder().equals(in)) {
            found.put(path.fileName(), file);
          }
        });
    return new FolderListing(found, true);
  }

  @Override
  public Map<String, StoredFile> named(String datastore, String in, Collection<String> names) {
    assertThat(names).hasSizeBetween(1, MOST_NAMES);
    Map<String, StoredFile> found = new HashMap<>(folder(datastore, in).files());
    found.keySet().retainAll(names);
    return found;
  }
}
