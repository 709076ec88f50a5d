package io.hostward.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FakeListings;
import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.shard.Load;
import io.hostward.bulk.shard.ShardLimits;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However the datastores are written, a run is that of their first names. */
class DatastoreNamesPropertyTest {
  private static final List<DatastoreInfo> DATASTORES =
      List.of(
          datastore("a", "/DC/datastore/a", "datastore-1"),
          datastore("b", "/DC/datastore/nfs/b", "datastore-2"),
          datastore("/DC2/datastore/twin", "datastore-3"));

  private static final Map<String, String> FIRST = first();

  private static DatastoreInfo datastore(String name, String... others) {
    return new DatastoreInfo(name, Optional.empty(), Set.of("h"), Set.of(others));
  }

  private static Map<String, String> first() {
    Map<String, String> first = new java.util.HashMap<>();
    for (DatastoreInfo datastore : DATASTORES) {
      first.put(datastore.name(), datastore.name());
      datastore.otherNames().forEach(other -> first.put(other, datastore.name()));
    }
    return first;
  }

  /**
   * Datastores that answer to any name of theirs, and what was sent there.
   *
   * @param strict whether they are to be asked by their first names alone
   */
  private record Site(FakeListings store, List<String> sent, FakeTime time, boolean strict)
      implements Listings {
    Site(boolean strict) {
      this(
          new FakeListings(1000).movingFolders("a"),
          Collections.synchronizedList(new ArrayList<>()),
          new FakeTime(),
          strict);
    }

    private String first(String written) {
      String name = FIRST.get(written);
      assertThat(strict && !written.equals(name)).as(written).isFalse();
      return name;
    }

    @Override
    public FolderListing folder(String datastore, String folder) throws IOException {
      return store.folder(first(datastore), folder);
    }

    @Override
    public Map<String, StoredFile> named(String datastore, String folder, Collection<String> names)
        throws IOException {
      return store.named(first(datastore), folder, names);
    }

    @Override
    public boolean isThere(String datastore, String folder) {
      return store.isThere(first(datastore), folder);
    }

    @Override
    public boolean movesFolders(String datastore) {
      return store.movesFolders(first(datastore));
    }

    synchronized CarryResult carry(Task task) {
      DatastorePath target = task.delivery().target();
      sent.add(task.delivery() + (task.copyFrom().isPresent() ? " copied" : ""));
      store.with(
          new DatastorePath(first(target.datastore()), target.path()),
          task.bytes(),
          time.instant());
      boolean copied = task.copyFrom().isPresent();
      return new CarryResult.Arrived("h", false, copied, Optional.empty());
    }

    BulkRunBuilder run(Path ledger) {
      return BulkRun.builder()
          .ledger(ledger)
          .sources(SOURCES)
          .listings(this)
          .carrier((task, underway) -> CompletableFuture.completedFuture(carry(task)))
          .copies(1 << 20, CopyLimits.DEFAULT)
          .comparison(Comparison.CHECKSUM)
          .wholeFolders(false)
          .clock(time);
    }
  }

  /** Files of zeros, each of its own size; every third is large enough to be copied. */
  private static final Sources SOURCES =
      new Sources() {
        @Override
        public Found look(String location) {
          return new Found(size(location), Instant.EPOCH);
        }

        @Override
        public UploadSource open(String location) {
          return UploadSource.of(new byte[(int) size(location)]);
        }
      };

  private static long size(String location) {
    int number = Integer.parseInt(location.substring("/src/".length()));
    return number % 3 == 0 ? (1 << 20) + number : number;
  }

  /** Some files, each for some places; some rows twice. */
  private static List<Delivery> rows(Random random, int count) {
    List<Delivery> rows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int file = random.nextInt(1 + count / 2);
      SourceFile source =
          new SourceFile(
              "/src/" + file,
              "" + file,
              OptionalLong.of(size("/src/" + file)),
              Optional.of(Instant.EPOCH),
              Optional.empty());
      String datastore = DATASTORES.get(random.nextInt(3)).name();
      rows.add(
          new Delivery(
              source, new DatastorePath(datastore, List.of("x/f", "y/z/f", "f").get(n % 3) + n)));
      if (random.nextInt(4) == 0) {
        rows.add(rows.get(random.nextInt(rows.size())));
      }
    }
    return rows;
  }

  private static List<Delivery> mixed(Random random, List<Delivery> rows) {
    List<Delivery> mixed = new ArrayList<>();
    for (Delivery row : rows) {
      List<String> names =
          FIRST.keySet().stream()
              .filter(name -> row.target().datastore().equals(FIRST.get(name)))
              .sorted()
              .toList();
      mixed.add(
          new Delivery(
              row.source(),
              new DatastorePath(names.get(random.nextInt(names.size())), row.target().path())));
    }
    return mixed;
  }

  private static Deliveries deliveries(List<Delivery> rows) {
    return passedOver -> rows.stream();
  }

  @Property(tries = 8)
  void anyMixtureOfNamesIsTheSameRunAsTheFirstNames(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 30) int count) throws IOException {
    Random random = new Random(seed);
    List<Delivery> rows = rows(random, count);
    Path folder = Files.createTempDirectory("names");
    try {
      Site site = new Site(true);
      Site other = new Site(true);
      for (int run = 0; run < 2; run++) {
        assertThat(all(other, folder.resolve("mixed"), mixed(random, rows)))
            .isEqualTo(all(site, folder.resolve("first"), rows));
      }
      assertThat(other.sent()).containsExactlyInAnyOrderElementsOf(site.sent());
    } finally {
      delete(folder);
    }
  }

  /** What a rehearsal tells, and a run, and each of its deliveries. */
  private static List<Object> all(Site site, Path ledger, List<Delivery> rows) throws IOException {
    List<Object> all = new ArrayList<>();
    List<Object> outcomes = new ArrayList<>();
    BulkRun run = site.run(ledger).datastores(DATASTORES).outcomes(outcomes::add).build();
    Rehearsal rehearsal = run.rehearse(deliveries(rows), planned -> all.add(planned));
    rehearsal.datastores().forEach((name, totals) -> all.add(name + " " + totals.open()));
    BulkReport report = run.run(deliveries(rows));
    all.add(report.status());
    all.add(report.run().tally());
    all.add(outcomes);
    return all;
  }

  @Property(tries = 8)
  void whatAnEarlierRunKnewByAnyNamesIsKnownByTheFirst(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int count) throws IOException {
    Random random = new Random(seed);
    List<Delivery> rows = rows(random, count);
    Path folder = Files.createTempDirectory("names");
    try {
      Site site = new Site(false);
      // Two names of one datastore are two datastores here.
      site.run(folder.resolve("ledger")).build().run(deliveries(mixed(random, rows)));
      site.run(folder.resolve("ledger")).build().run(deliveries(mixed(random, rows)));
      site.sent().clear();

      BulkReport report =
          site.run(folder.resolve("ledger"))
              .datastores(DATASTORES)
              .build()
              .run(deliveries(mixed(random, rows)));
      assertThat(site.sent()).isEmpty();
      assertThat(report.status()).isEqualTo(RunStatus.NOTHING_TO_DO);
      assertThat(report.run().tally().planned().deliveries())
          .isEqualTo(rows.stream().distinct().count());
    } finally {
      delete(folder);
    }
  }

  @Property(tries = 8)
  void theShardsOfAPlanByAnyNamesDeliverAllOfIt(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 20) int count) throws IOException {
    Random random = new Random(seed);
    List<Delivery> rows = rows(random, count);
    Path folder = Files.createTempDirectory("names");
    try {
      List<Load> loads = new ArrayList<>();
      for (Delivery any :
          mixed(random, DATASTORES.stream().map(DatastoreNamesPropertyTest::any).toList())) {
        loads.add(
            new Load(
                new DatastoreInfo(any.target().datastore(), Optional.empty(), Set.of("h")), 9, 9));
      }
      ShardPlan plan = ShardPlan.divide(2, loads, new ShardLimits(4, 4));
      Site site = new Site(true);
      for (int shard = 0; shard < 2; shard++) {
        var unused =
            site.run(folder.resolve("ledger-" + shard))
                .datastores(DATASTORES)
                .shard(plan, shard)
                .build()
                .run(deliveries(mixed(random, rows)));
      }
      assertThat(site.sent()).hasSize((int) rows.stream().distinct().count());
    } finally {
      delete(folder);
    }
  }

  private static Delivery any(DatastoreInfo datastore) {
    return new Delivery(
        new SourceFile("any", "any", OptionalLong.empty(), Optional.empty(), Optional.empty()),
        new DatastorePath(datastore.name(), "any"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
