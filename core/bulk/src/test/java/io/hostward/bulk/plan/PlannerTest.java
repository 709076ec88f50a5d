package io.hostward.bulk.plan;

import static io.hostward.bulk.plan.Plans.delivery;
import static io.hostward.bulk.plan.Plans.manifestRow;
import static io.hostward.bulk.plan.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.source.Sources;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  @Test
  void comparesBySize() {
    FakeListings store =
        new FakeListings(100)
            .with(DatastorePath.parse("[a] x/same"), 5)
            .with(DatastorePath.parse("[a] x/other"), 6);
    Planner planner = new Planner(store, KnownContents.NONE, Comparison.SIZE);

    List<Planned> plan =
        plan(
            planner,
            delivery("[a] x/same", 5),
            delivery("[a] x/other", 5),
            delivery("[a] x/none", 5),
            delivery("[a] same", 5));

    assertThat(plan)
        .extracting(Planned::verdict)
        .containsExactly(Verdict.SAME, Verdict.OTHER_SIZE, Verdict.MISSING, Verdict.MISSING);
    assertThat(plan.get(1).before().orElseThrow().size()).isEqualTo(6);
    assertThat(store.folderSearches()).as("one search a folder").isEqualTo(2);
    PlanTotals totals = new PlanTotals();
    plan.forEach(totals::add);
    assertThat(totals.open()).isEqualTo(new PlanTotals.Sum(3, 15));
    assertThat(totals.of(Verdict.SAME)).isEqualTo(new PlanTotals.Sum(1, 5));
    assertThat(totals.all()).isEqualTo(new PlanTotals.Sum(4, 20));
  }

  @Test
  void aLargeFolderIsSearchedByName() {
    FakeListings store = new FakeListings(10);
    IntStream.range(0, 500)
        .forEach(n -> store.with(new DatastorePath("a", "f" + n), n % 2 == 0 ? 5 : 6));
    Planner planner =
        new Planner(
            Sources.local(), store, KnownContents.NONE, Comparison.SIZE, CopyRule.NONE, 300, 1000);

    List<Planned> plan =
        plan(
            planner,
            IntStream.range(0, 600)
                .mapToObj(n -> delivery("[a] f" + n, 5))
                .toArray(Delivery[]::new));

    assertThat(plan.stream().filter(planned -> planned.verdict() == Verdict.SAME)).hasSize(250);
    assertThat(plan.stream().filter(planned -> planned.verdict() == Verdict.MISSING)).hasSize(100);
    assertThat(store.folderSearches()).isEqualTo(1);
    assertThat(store.nameSearches()).isEqualTo(4);
  }

  @Test
  void aDatastoreThatCannotBeSearchedIsAskedOnceAndHoldsUpNoOther() {
    FakeListings store = new FakeListings(10).dead("a").with(DatastorePath.parse("[b] x/1"), 5);
    Planner planner = new Planner(store, KnownContents.NONE, Comparison.SIZE);

    List<Planned> plan =
        plan(
            planner,
            delivery("[a] x/1", 5),
            delivery("[b] x/1", 5),
            delivery("[a] y/1", 5),
            delivery("[a] z/1", 5));

    assertThat(plan)
        .extracting(Planned::verdict)
        .containsExactly(
            Verdict.NOT_COMPARED, Verdict.SAME, Verdict.NOT_COMPARED, Verdict.NOT_COMPARED);
    assertThat(plan.get(2).problem()).contains("no answer");
    assertThat(store.folderSearches()).isEqualTo(2);
  }

  @Test
  void aRowOfAManifestIsLookedAtBeforeItIsBelieved(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "12345");
    Planner planner = new Planner(new FakeListings(10), KnownContents.NONE, Comparison.SIZE);

    List<Planned> plan =
        plan(
            planner,
            manifestRow(file, "[a] 1", OptionalLong.empty()),
            manifestRow(file, "[a] 2", OptionalLong.of(5)),
            manifestRow(file, "[a] 3", OptionalLong.of(4)),
            manifestRow(folder.resolve("none"), "[a] 4", OptionalLong.of(4)),
            manifestRow(folder, "[a] 5", OptionalLong.empty()));

    assertThat(plan)
        .extracting(Planned::verdict)
        .containsExactly(
            Verdict.MISSING,
            Verdict.MISSING,
            Verdict.UNREADABLE,
            Verdict.UNREADABLE,
            Verdict.UNREADABLE);
    assertThat(plan.get(0).size()).isEqualTo(5);
    assertThat(plan.get(0).delivery().source().modified())
        .contains(Files.getLastModifiedTime(file).toInstant());
    assertThat(plan.get(2).problem()).contains("5 bytes").contains("manifest says 4");
    assertThat(plan.get(3).problem()).contains("there is no file");
  }

  /** A world of few names, so that they meet. */
  record World(List<Delivery> deliveries, Map<DatastorePath, Long> stored) {}

  @Provide
  Arbitrary<World> worlds() {
    Arbitrary<DatastorePath> paths =
        Combinators.combine(
                Arbitraries.of("a", "b"),
                Arbitraries.of("", "x/", "x/y/"),
                Arbitraries.integers().between(0, 12))
            .as((datastore, folder, name) -> new DatastorePath(datastore, folder + "f" + name));
    Arbitrary<Long> sizes = Arbitraries.longs().between(0, 2);
    return Combinators.combine(
            Combinators.combine(paths, sizes)
                .as((path, size) -> delivery(path.toString(), size))
                .list()
                .ofMaxSize(60),
            Arbitraries.maps(paths, sizes))
        .as(World::new);
  }

  @Property(tries = 300)
  void whateverTheWindowAndTheMemoryThePlanIsTheSame(
      @ForAll("worlds") World world,
      @ForAll @IntRange(min = 1, max = 70) int window,
      @ForAll @IntRange(min = 0, max = 20) int remembered,
      @ForAll @IntRange(min = 0, max = 20) int mostFiles) {
    FakeListings store = new FakeListings(mostFiles);
    world.stored().forEach(store::with);
    List<Planned> expected = new ArrayList<>();
    for (Delivery delivery : world.deliveries()) {
      Optional<StoredFile> there = store.file(delivery.target());
      long size = delivery.source().size().orElseThrow();
      Verdict verdict =
          there.isEmpty()
              ? Verdict.MISSING
              : there.get().size() == size ? Verdict.SAME : Verdict.OTHER_SIZE;
      expected.add(Planned.of(delivery, verdict, there));
    }

    assertThat(
            plan(
                new Planner(
                    Sources.local(),
                    store,
                    KnownContents.NONE,
                    Comparison.SIZE,
                    CopyRule.NONE,
                    window,
                    remembered),
                world.deliveries().toArray(Delivery[]::new)))
        .isEqualTo(expected);
  }

  @Test
  void severalFoldersAreSearchedAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(4);
    Listings slow =
        new Listings() {
          @Override
          public FolderListing folder(String datastore, String folder) throws IOException {
            try {
              together.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
              throw new IOException(e);
            }
            return new FolderListing(Map.of(), true);
          }

          @Override
          public Map<String, StoredFile> named(
              String datastore, String folder, Collection<String> names) {
            throw new AssertionError("no folder is large here");
          }
        };
    Stream<Delivery> deliveries =
        Stream.of("a", "b", "c", "d")
            .map(
                datastore ->
                    new Delivery(
                        new SourceFile(
                            "x",
                            "x",
                            OptionalLong.of(1),
                            Optional.of(Instant.EPOCH),
                            Optional.empty()),
                        new DatastorePath(datastore, "x")));
    try (Stream<Planned> plan =
        new Planner(slow, KnownContents.NONE, Comparison.SIZE).plan(deliveries)) {
      assertThat(plan).extracting(Planned::verdict).containsOnly(Verdict.MISSING).hasSize(4);
    }
  }
}
