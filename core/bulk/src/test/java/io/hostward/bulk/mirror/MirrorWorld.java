package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.BulkRun;
import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A real source folder, datastores in memory, and an account of its own of who put which file
 * there: a deletion that is not allowed fails the test where it happens.
 */
final class MirrorWorld extends MirrorStores implements Carrier {
  static final List<DatastoreInfo> DATASTORES =
      List.of(
          new DatastoreInfo("a", Optional.empty(), Set.of(), Set.of("datastore-1")),
          new DatastoreInfo("b", Optional.empty(), Set.of()));

  /** What the ledger's runs have put there, and from where: the very object. */
  final Map<DatastorePath, StoredFile> ours = new HashMap<>();

  final Map<DatastorePath, String> cameFrom = new HashMap<>();
  final Set<String> failing = new HashSet<>();

  /** Of these it is not certain what stands there: a run has failed to replace them. */
  final Set<DatastorePath> unsure = new HashSet<>();

  final List<BulkEvent> events = new ArrayList<>();
  final Path sources;
  private final Path folder;
  private Set<DatastorePath> targets = Set.of();
  private PathRules rules = PathRules.all();

  /** What the settings are, but for the rules. */
  MirrorChoices choices = MirrorChoices.DEFAULT;

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

  /** Files are gone, and folders that held nothing else with them. */
  void gone(String... names) throws IOException {
    emptied(names);
    for (String name : names) {
      Path above = sources.resolve(name).getParent();
      while (!above.equals(sources) && !holdsFiles(above)) {
        if (Files.exists(above)) {
          remove(above);
        }
        above = above.getParent();
      }
    }
  }

  /** Files are gone, and the folders that they were in are there. */
  void emptied(String... names) throws IOException {
    for (String name : names) {
      Files.deleteIfExists(sources.resolve(name));
    }
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  boolean has(String name) {
    return Files.exists(sources.resolve(name));
  }

  private static boolean holdsFiles(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    try (Stream<Path> in = Files.walk(folder)) {
      return in.anyMatch(path -> !Files.isDirectory(path));
    }
  }

  BulkRunBuilder settings(DeleteLimit limit) {
    return settings(limit, PathRules.all());
  }

  BulkRunBuilder settings(DeleteLimit limit, PathRules rules) {
    return BulkRun.builder()
        .ledger(folder.resolve("ledger"))
        .listings(this)
        .carrier(this)
        .datastores(DATASTORES)
        .clock(time)
        .retries(new RetryRule(1, Duration.ZERO, 1000))
        .listener(events::add)
        .mirror(
            new MirrorSettings(
                new MirrorScope(
                    List.of(sources.toString()),
                    // By another name of its datastore, and by its own.
                    List.of(new Place("datastore-1", "iso"), new Place("b", "iso"))),
                limit,
                this,
                choices.ruledBy(rules)));
  }

  Deliveries work(PathRules rules) {
    return Deliveries.of(
        FileSource.folder(sources, rules, Links.SKIP),
        new Distribution(DATASTORES, PathTemplate.parse("iso/")));
  }

  BulkReport run(DeleteLimit limit) throws IOException {
    return run(limit, PathRules.all());
  }

  /** An hour after whatever happened before; what is to be delivered is looked up. */
  void prepare(PathRules newRules) throws IOException {
    time.pass(Duration.ofHours(1));
    deleted.clear();
    events.clear();
    rules = newRules;
    targets = new HashSet<>();
    try (var all = work(rules).open(passedOver -> {})) {
      all.forEach(delivery -> targets.add(delivery.target()));
    }
  }

  /** Runs, an hour after whatever happened before. */
  BulkReport run(DeleteLimit limit, PathRules newRules) throws IOException {
    prepare(newRules);
    return settings(limit, rules).build().run(work(rules));
  }

  Set<DatastorePath> targets() {
    return targets;
  }

  @Override
  public synchronized CompletableFuture<CarryResult> carry(Task task, Underway underway) {
    if (failing.contains(task.delivery().source().name())) {
      unsure.add(task.delivery().target());
      return CompletableFuture.completedFuture(
          new CarryResult.Failed(FailureDomain.REQUEST, "no", ""));
    }
    DatastorePath target = task.delivery().target();
    put(target, task.delivery().source().size().orElseThrow(), Duration.ZERO);
    ours.put(target, stored.get(target));
    unsure.remove(target);
    cameFrom.put(target, task.delivery().source().location());
    return CompletableFuture.completedFuture(new CarryResult.Arrived("h", false, Optional.empty()));
  }

  @Override
  void requireMayGo(DatastorePath path) throws IOException {
    DatastorePath file = own(path);
    assertThat(targets).as("a target of the run").noneMatch(target -> isSame(target, file));
    Path source;
    // What a run failed to replace is nobody's by the ledger, whoever wrote it.
    if (choices.unknown() && (!ours.containsKey(file) || unsure.contains(file))) {
      requireNobodys(file);
      source = sources.resolve(file.path().substring("iso/".length()));
    } else {
      assertThat(stored.get(file)).as(file + " is what was put there").isSameAs(ours.get(file));
      source = Path.of(cameFrom.get(file));
    }
    if (!rules.lets(sources.relativize(source).toString())) {
      assertThat(choices.excluded()).as("excluded: " + file).isTrue();
      return;
    }
    assertThat(Files.exists(source, LinkOption.NOFOLLOW_LINKS)).as("source of " + file).isFalse();
    Path above = source.getParent();
    while (!Files.exists(above)) {
      above = above.getParent();
    }
    if (!choices.emptied().contains(above.toString())) {
      assertThat(holdsFiles(above)).as("files in " + above + ", from where " + file).isTrue();
    }
  }

  @Override
  void isGone(DatastorePath file) {
    ours.remove(file);
  }

  private void requireNobodys(DatastorePath file) {
    assertThat(file.path()).doesNotContain("/.").doesNotContainPattern("vmdk|nvram|vmx|vmtx");
    assertThat(stored.get(file).modified().orElseThrow())
        .as("when somebody wrote " + file)
        .isBeforeOrEqualTo(time.instant().minus(behind).minus(Duration.ofHours(1)));
    assertThat(stored.keySet())
        .as("machines around " + file)
        .noneMatch(
            other ->
                other.path().matches(".*\\.(vmx|vmtx)")
                    && other.datastore().equals(file.datastore())
                    && file.path().startsWith(other.folder() + "/"));
  }
}
