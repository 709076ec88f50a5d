package io.hostward.bulk.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.source.Sources;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static Delivery delivery(String target, long size) {
    return new Delivery(
        new SourceFile(
            "/src/a", "a", OptionalLong.of(size), Optional.of(Instant.EPOCH), Optional.empty()),
        DatastorePath.parse(target));
  }

  private static Delivery manifestRow(Path source, String target, OptionalLong size) {
    return new Delivery(
        new SourceFile(source.toString(), "a", size, Optional.empty(), Optional.empty()),
        DatastorePath.parse(target));
  }

  private static List<Planned> plan(Planner planner, Delivery... deliveries) {
    try (Stream<Planned> plan = planner.plan(Stream.of(deliveries))) {
      return plan.toList();
    }
  }

  /** Knows what the test says. */
  private static class Known implements KnownContents {
    @Override
    public Optional<KnownFolder> newFolder(String datastore, String folder) {
      return Optional.empty();
    }

    @Override
    public boolean isSent(Delivery delivery, NewFolder folder) {
      return false;
    }

    @Override
    public List<DatastorePath> origins(Delivery delivery) {
      return List.of();
    }

    private final Map<DatastorePath, ContentDigest> stored = new HashMap<>();
    private final Map<DatastorePath, Holder> holders = new HashMap<>();

    @Override
    public Optional<ContentDigest> stored(DatastorePath target, StoredFile there) {
      return Optional.ofNullable(stored.get(target));
    }

    @Override
    public Optional<ContentDigest> local(SourceFile source) {
      return Optional.empty();
    }

    @Override
    public Optional<Holder> holder(Delivery delivery) {
      return Optional.ofNullable(holders.get(delivery.target()));
    }
  }

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

  @Test
  void comparesByContentWhatIsKnownAndDeliversWhatIsNot(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "hello");
    ContentDigest hello =
        new ContentDigest("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    FakeListings store = new FakeListings(10);
    Known known = new Known();
    for (String name : List.of("same", "changed", "unknown")) {
      store.with(new DatastorePath("a", name), 5);
    }
    known.stored.put(new DatastorePath("a", "same"), hello);
    known.stored.put(new DatastorePath("a", "changed"), new ContentDigest("00".repeat(32)));
    Planner planner = new Planner(store, known, Comparison.CHECKSUM);

    List<Planned> plan =
        plan(
            planner,
            manifestRow(file, "[a] same", OptionalLong.empty()),
            manifestRow(file, "[a] changed", OptionalLong.empty()),
            manifestRow(file, "[a] unknown", OptionalLong.empty()));

    assertThat(plan)
        .extracting(Planned::verdict)
        .containsExactly(Verdict.SAME, Verdict.OTHER_CONTENT, Verdict.OTHER_CONTENT);
    assertThat(plan.get(0).delivery().source().digest()).contains(hello);
  }

  @Test
  void whatTheDatastoreHasUnderAnotherNameIsACopyIfItIsStillThere() {
    FakeListings store = new FakeListings(10).with(DatastorePath.parse("[a] old"), 5);
    Known known = new Known();
    DatastorePath old = DatastorePath.parse("[a] old");
    known.holders.put(DatastorePath.parse("[a] copy"), new KnownContents.Holder(old, false));
    known.holders.put(
        DatastorePath.parse("[a] gone"),
        new KnownContents.Holder(DatastorePath.parse("[a] x/gone"), false));
    known.holders.put(
        DatastorePath.parse("[a] twin"),
        new KnownContents.Holder(DatastorePath.parse("[a] first"), true));
    known.holders.put(DatastorePath.parse("[a] disk.VMDK"), new KnownContents.Holder(old, false));
    Planner planner = new Planner(store, known, Comparison.SIZE);

    assertThat(
            plan(
                planner,
                delivery("[a] copy", 5),
                delivery("[a] gone", 5),
                delivery("[a] twin", 5),
                delivery("[a] disk.VMDK", 5)))
        .extracting(planned -> planned.copyOf().map(DatastorePath::path).orElse("-"))
        .containsExactly("old", "-", "first", "-");
  }

  @Test
  void theSidecarIsReadOnceAFolderAndAskedLast() throws IOException {
    DigestList list =
        DigestList.read(
            new StringReader(
                "00".repeat(32)
                    + "  a b.iso\r\n\n\\"
                    + "11".repeat(32)
                    + " *new\\nline\\\\n\n"
                    + "22".repeat(32)
                    + "  last"));
    assertThat(list.of("a b.iso")).contains(new ContentDigest("00".repeat(32)));
    assertThat(list.of("new\nline\\n")).contains(new ContentDigest("11".repeat(32)));
    AtomicInteger reads = new AtomicInteger();
    Sidecars sidecars =
        (datastore, folder) -> {
          reads.incrementAndGet();
          return folder.equals("x") ? Optional.of(list) : Optional.empty();
        };
    Known known = new Known();
    known.stored.put(DatastorePath.parse("[a] x/a b.iso"), new ContentDigest("33".repeat(32)));
    KnownContents both = sidecars.after(known);
    StoredFile there = new StoredFile(1, Optional.empty());

    assertThat(both.stored(DatastorePath.parse("[a] x/a b.iso"), there).orElseThrow().sha256())
        .startsWith("33");
    assertThat(both.stored(DatastorePath.parse("[a] x/last"), there).orElseThrow().sha256())
        .startsWith("22");
    assertThat(both.stored(DatastorePath.parse("[a] x/none"), there)).isEmpty();
    assertThat(both.stored(DatastorePath.parse("[a] y/last"), there)).isEmpty();
    assertThat(reads).hasValue(2);
  }

  @Test
  void aLineThatIsNoDigestIsRefusedByItsNumber() {
    for (String bad : List.of("abc  x", "00".repeat(32) + "x", "x".repeat(10_000))) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> DigestList.read(new StringReader("\n" + bad))))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("line 2 of the list");
    }
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

  @Test
  void aDiskThatCouldBeCopiedIsSentAndThePlanSaysWhy() {
    FakeListings store = new FakeListings(100);
    Known known = new Known();
    DatastorePath holder = DatastorePath.parse("[a] y/d.vmdk");
    known.holders.put(DatastorePath.parse("[a] x/d.vmdk"), new KnownContents.Holder(holder, true));
    List<Planned> plan =
        plan(
            new Planner(store, known, Comparison.SIZE),
            delivery("[a] x/d.vmdk", 5),
            delivery("[a] x/other.vmdk", 7));

    assertThat(plan).allMatch(planned -> planned.copyOf().isEmpty());
    assertThat(plan.get(0).problem()).contains("not copied from [a] y/d.vmdk", "belong together");
    assertThat(plan.get(1).isSentThoughCopied()).isFalse();
    PlanTotals totals = new PlanTotals();
    plan.forEach(totals::add);
    assertThat(totals.disks()).isEqualTo(new PlanTotals.Sum(1, 5));
    assertThat(totals.open()).isEqualTo(new PlanTotals.Sum(2, 12));
  }

  @Test
  void aNewFolderIsTheTopmostThatIsNotThereAndWhatIsBelowItIsNotSearched() {
    FakeListings store =
        new FakeListings(100).with(DatastorePath.parse("[a] there/f"), 5).movingFolders("a", "b");
    List<Delivery> deliveries = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      deliveries.add(delivery("[a] there/new/deep/" + n + "/f", 5));
      deliveries.add(delivery("[b] other/f" + n, 5));
    }
    deliveries.add(delivery("[a] there/f", 6));
    deliveries.add(delivery("[a] f", 6));
    deliveries.add(delivery("[c] other/f", 6));

    List<Planned> plan =
        plan(
            new Planner(store, KnownContents.NONE, Comparison.SIZE)
                .withWholeFolders(datastore -> true),
            deliveries.toArray(Delivery[]::new));

    assertThat(plan.subList(0, 100))
        .extracting(planned -> planned.folder().orElseThrow().toString())
        .containsOnly("[a] there/new", "[b] other");
    assertThat(plan.stream().flatMap(planned -> planned.folder().stream()).distinct())
        .as("one temporary folder each")
        .hasSize(2);
    assertThat(plan.subList(100, 103))
        .as("in a folder that is there, at the top, and where folders are not moved")
        .allMatch(planned -> planned.folder().isEmpty());
    assertThat(store.folderSearches()).isLessThan(20);
  }

  @Test
  void whatAnEarlierRunHasSentForANewFolderIsNotSentAgain() {
    NewFolder folder = NewFolder.of("a", "new");
    FakeListings store =
        new FakeListings(100)
            .with(DatastorePath.parse("[a] " + folder.temporary() + "/x/sent"), 5)
            .with(DatastorePath.parse("[a] " + folder.temporary() + "/x/part"), 4)
            .with(DatastorePath.parse("[a] " + folder.temporary() + "/x/unknown"), 5)
            .movingFolders("a");
    Known known =
        new Known() {
          @Override
          public Optional<KnownFolder> newFolder(String datastore, String path) {
            return folder.holds(path)
                ? Optional.of(new KnownFolder(folder, false))
                : Optional.empty();
          }

          @Override
          public boolean isSent(Delivery delivery, NewFolder asked) {
            return asked.equals(folder) && !delivery.target().path().endsWith("unknown");
          }
        };

    List<Planned> plan =
        plan(
            new Planner(store, known, Comparison.SIZE).withWholeFolders(datastore -> true),
            delivery("[a] new/x/sent", 5),
            delivery("[a] new/x/part", 5),
            delivery("[a] new/x/unknown", 5),
            delivery("[a] new/none", 5));

    assertThat(plan)
        .extracting(Planned::verdict)
        .containsExactly(Verdict.SENT, Verdict.MISSING, Verdict.MISSING, Verdict.MISSING);
    assertThat(plan).extracting(planned -> planned.folder().orElseThrow()).containsOnly(folder);
  }
}
