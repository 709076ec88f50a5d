package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FakeListings;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.Task;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that was changed and has its size still is sent again. */
class EditedSourcePropertyTest {
  private static final int FILES = 3;
  private static final long SIZE = 5;

  /** What happens to a file in a run. */
  enum Fate {
    ARRIVES,
    FAILS,
    FAILS_AND_STANDS,
    KILLED_BEFORE,
    KILLED_BEHIND
  }

  /** One run: before it every file is edited or not, or put back as it was at first. */
  record Step(int edited, boolean back, Fate fate) {}

  private final FakeTime time = new FakeTime();
  private final FakeListings store = new FakeListings(10);
  private final Map<DatastorePath, Instant> standing = new HashMap<>();
  private final Instant[] sources = new Instant[FILES];

  EditedSourcePropertyTest() {
    Arrays.fill(sources, Instant.ofEpochSecond(1));
  }

  private Delivery delivery(int file) {
    return new Delivery(
        new SourceFile(
            "/src/" + file,
            "" + file,
            OptionalLong.of(SIZE),
            Optional.of(sources[file]),
            Optional.empty()),
        new DatastorePath("a", "f" + file));
  }

  /** Returns how many files were to be sent. */
  private int run(Path file, Fate fate) throws IOException {
    try (Ledger ledger = Ledger.open(file, time)) {
      List<Delivery> deliveries = new ArrayList<>();
      for (int each = 0; each < FILES; each++) {
        deliveries.add(delivery(each));
      }
      try (Stream<Planned> plan =
          new Planner(store, ledger.contents(), Comparison.SIZE).plan(deliveries.stream())) {
        ledger.record(plan);
      }
      List<Task> tasks = ledger.backlog().next("a", 1, false, 0, 9);
      for (Task task : tasks) {
        ledger.journal().begin(task).join();
        if (fate != Fate.FAILS && fate != Fate.KILLED_BEFORE) {
          DatastorePath target = task.delivery().target();
          store.with(target, SIZE);
          standing.put(target, task.delivery().source().modified().orElseThrow());
        }
        switch (fate) {
          case ARRIVES ->
              ledger
                  .journal()
                  .arrived(task, new CarryResult.Arrived("h", false, Optional.empty()))
                  .join();
          case FAILS, FAILS_AND_STANDS ->
              ledger
                  .journal()
                  .failed(task, new CarryResult.Failed(FailureDomain.HOST, "gone", "h"), false)
                  .join();
          case KILLED_BEFORE, KILLED_BEHIND -> {}
        }
      }
      return tasks.size();
    }
  }

  @Property(tries = 25)
  void whateverBecameOfEarlierRunsTheLastOneLeavesWhatTheSourcesAre(
      @ForAll @Size(max = 5) List<@From("steps") Step> steps) throws IOException {
    Path folder = Files.createTempDirectory("edited");
    Path file = folder.resolve("ledger.sqlite");
    try {
      EditedSourcePropertyTest world = new EditedSourcePropertyTest();
      int edits = 1;
      for (Step step : steps) {
        for (int each = 0; each < FILES; each++) {
          if ((step.edited() & (1 << each)) != 0) {
            world.sources[each] = Instant.ofEpochSecond(step.back() ? 1 : ++edits);
          }
        }
        world.run(file, step.fate());
      }
      world.run(file, Fate.ARRIVES);

      for (int each = 0; each < FILES; each++) {
        assertThat(world.standing.get(new DatastorePath("a", "f" + each)))
            .isEqualTo(world.sources[each]);
      }
      assertThat(world.run(file, Fate.ARRIVES)).as("what is sent again").isZero();
    } finally {
      try (Stream<Path> left = Files.list(folder)) {
        for (Path each : left.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(folder);
    }
  }

  @Provide
  Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, (1 << FILES) - 1),
            Arbitraries.of(true, false),
            Arbitraries.of(Fate.class))
        .as(Step::new);
  }

  @Test
  void whatNoLedgerKnowsOfCountsByItsSizeUntilItsSourceIsChanged(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("ledger.sqlite");
    for (int each = 0; each < FILES; each++) {
      store.with(new DatastorePath("a", "f" + each), SIZE);
    }
    assertThat(run(file, Fate.ARRIVES)).isZero();

    sources[1] = Instant.ofEpochSecond(2);
    assertThat(run(file, Fate.ARRIVES)).isEqualTo(1);
    assertThat(run(file, Fate.ARRIVES)).isZero();
  }

  @Test
  void whatCouldNotBeComparedIsSentWithoutALookIfItsSourceWasChanged(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("ledger.sqlite");
    assertThat(run(file, Fate.ARRIVES)).isEqualTo(FILES);
    sources[1] = Instant.ofEpochSecond(2);
    store.dead("a");

    try (Ledger ledger = Ledger.open(file, time);
        Stream<Planned> plan =
            new Planner(store, ledger.contents(), Comparison.SIZE)
                .plan(Stream.of(delivery(0), delivery(1)))) {
      assertThat(plan)
          .extracting(Planned::verdict)
          .containsExactly(Verdict.NOT_COMPARED, Verdict.OTHER_CONTENT);
    }
  }

  @Test
  void aContentThatWasFoundTheSameIsNotSentForItsTime(@TempDir Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("f"), "hello");
    Delivery delivery =
        new Delivery(
            new SourceFile(
                source.toString(), "f", OptionalLong.empty(), Optional.empty(), Optional.empty()),
            new DatastorePath("a", "f"));
    List<Comparison> comparisons =
        List.of(Comparison.CHECKSUM, Comparison.CHECKSUM, Comparison.SIZE);
    List<Long> sent = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      try (Ledger ledger = Ledger.open(folder.resolve("ledger.sqlite"), time)) {
        try (Stream<Planned> plan =
            new Planner(store, ledger.contents(), comparison).plan(Stream.of(delivery))) {
          sent.add(ledger.record(plan).open().deliveries());
        }
        for (Task task : ledger.backlog().next("a", 1, false, 0, 9)) {
          ledger.journal().begin(task).join();
          store.with(delivery.target(), SIZE, time.instant());
          ledger
              .journal()
              .arrived(task, new CarryResult.Arrived("h", false, Optional.empty()))
              .join();
        }
      }
      Files.setLastModifiedTime(source, FileTime.fromMillis(77_000));
    }

    assertThat(sent).containsExactly(1L, 0L, 0L);
  }
}
