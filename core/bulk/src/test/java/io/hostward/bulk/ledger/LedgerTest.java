package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FakeListings;
import io.hostward.bulk.plan.KnownContents;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.source.Manifest;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final ContentDigest DIGEST = new ContentDigest("ab".repeat(32));

  @TempDir Path folder;
  private final FakeTime time = new FakeTime();

  private Path file() {
    return folder.resolve("ledger.sqlite");
  }

  private static Delivery delivery(String source, String target, long size) {
    return new Delivery(
        new SourceFile(
            Path.of("/src", source).toString(),
            source,
            OptionalLong.of(size),
            Optional.of(Instant.EPOCH),
            Optional.empty()),
        DatastorePath.parse(target));
  }

  private static Delivery withDigest(Delivery delivery) {
    return new Delivery(delivery.source().withDigest(DIGEST), delivery.target());
  }

  private PlanTotals record(Ledger ledger, FakeListings store, Delivery... deliveries)
      throws IOException {
    try (Stream<Planned> plan =
        new Planner(store, ledger.contents(), Comparison.SIZE).plan(Stream.of(deliveries))) {
      return ledger.record(plan);
    }
  }

  private static Task next(Ledger ledger, String datastore) throws IOException {
    return ledger.backlog().next(datastore, 1, false, 0, 1).get(0);
  }

  private List<String> sql(String query) throws SQLException {
    return LedgerFile.rows(file(), query);
  }

  @Test
  void aDeliveryIsWrittenBeforeAndAfterAndCanBeReadMeanwhile() throws Exception {
    try (Ledger ledger = Ledger.open(file(), time)) {
      FakeListings store = new FakeListings(10).with(DatastorePath.parse("[a] there"), 5);
      record(
          ledger,
          store,
          delivery("1", "[a] x/1", 5),
          delivery("2", "[a] there", 5),
          delivery("3", "[b] 3", 7));
      Task task = next(ledger, "a");
      ledger.journal().begin(task).join();
      assertThat(sql("select path, state from delivery order by id"))
          .containsExactly("x/1 begun", "there there", "3 open");
      assertThat(sql("select number, outcome from attempt")).containsExactly("1 null");
      time.pass(Duration.ofSeconds(2));
      ledger
          .journal()
          .failed(task, new CarryResult.Failed(FailureDomain.HOST, "reset", "h1"), true)
          .join();
      Task again = ledger.backlog().next("a", 2, false, 0, 9).get(0);
      assertThat(again.id()).isEqualTo(task.id());
      assertThat(again.delivery()).isEqualTo(task.delivery());
      ledger.journal().begin(again).join();
      ledger
          .journal()
          .arrived(again, new CarryResult.Arrived("h2", false, Optional.of(DIGEST)))
          .join();

      assertThat(sql("select number, outcome, domain, route, ended - begun from attempt"))
          .containsExactly("1 failed HOST h1 2000", "2 arrived null h2 0");
      assertThat(ledger.backlog().tallies().get("a"))
          .isEqualTo(
              new Tally(
                  new Tally.Amount(2, 10),
                  new Tally.Amount(1, 5),
                  new Tally.Amount(1, 5),
                  Tally.Amount.NONE));
      ledger.end(RunStatus.ALL_DONE);
    }
    assertThat(sql("select id, status from run")).containsExactly("1 ALL_DONE");
  }

  @Test
  void aSecondRunIsRefusedByName() throws IOException {
    try (Ledger ledger = Ledger.open(file(), time)) {
      assertThat(ledger).isNotNull();
      assertThatIOException()
          .isThrownBy(() -> Ledger.open(file(), time))
          .isInstanceOf(LedgerException.class)
          .withMessageContaining(file().toString())
          .withMessageContaining("another run of this process");
      Path link = Files.createSymbolicLink(folder.resolve("here"), folder);
      assertThatIOException()
          .isThrownBy(() -> Ledger.open(link.resolve("ledger.sqlite"), time))
          .withMessageContaining("in use");
    }
    try (Ledger ledger = Ledger.open(file(), time)) {
      assertThat(ledger.backlog().tallies()).isEmpty();
    }
  }

  @Test
  void whatIsNoLedgerIsLeftAlone() throws Exception {
    Files.writeString(file(), "a text that is long enough to be no database at all");
    assertThatIOException()
        .isThrownBy(() -> Ledger.open(file(), time))
        .withMessageContaining("cannot open the ledger");
    assertThat(file()).hasContent("a text that is long enough to be no database at all");
    Files.delete(file());
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement()) {
      statement.execute("create table mine (id)");
    }
    assertThatIOException()
        .isThrownBy(() -> Ledger.open(file(), time))
        .withMessageContaining("no ledger");
    Files.delete(file());
    Ledger.open(file(), time).close();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement()) {
      statement.execute("pragma user_version = 99");
    }
    assertThatIOException()
        .isThrownBy(() -> Ledger.open(file(), time))
        .withMessageContaining("version 99");
  }

  @Test
  void twoFilesForOnePlaceAreRefusedAndOneTwiceIsOnce() throws IOException {
    try (Ledger ledger = Ledger.open(file(), time)) {
      Delivery one = delivery("1", "[a] x", 5);
      assertThat(record(ledger, new FakeListings(10), one, one).all().deliveries()).isEqualTo(1);
      assertThatIOException()
          .isThrownBy(() -> record(ledger, new FakeListings(10), delivery("2", "[a] x", 5)))
          .withMessage("two files are to go to [a] x: /src/1 and /src/2");
    }
  }

  @Test
  void theFailuresAreAManifest() throws IOException {
    Path failures = folder.resolve("failures.csv");
    try (Ledger ledger = Ledger.open(file(), time)) {
      record(
          ledger,
          new FakeListings(10).with(DatastorePath.parse("[a] 3"), 5),
          delivery("o,\"n\ne", "[a] x/1", 5),
          delivery("2", "[a] 2", 5),
          delivery("3", "[a] 3", 5));
      Task task = next(ledger, "a");
      ledger.journal().begin(task).join();
      ledger
          .journal()
          .failed(
              task, new CarryResult.Failed(FailureDomain.REQUEST, "\"refused\",\nsince", ""), false)
          .join();

      assertThat(ledger.writeFailures(failures)).isEqualTo(2);
      try (Stream<Delivery> rows = Manifest.of(failures, Path.of("/")).open()) {
        assertThat(rows.map(row -> row.source().location() + " " + row.target()))
            .containsExactly("/src/o,\"n\ne [a] x/1", "/src/2 [a] 2");
      }
      assertThat(Files.readString(failures)).contains("since");
    }
  }

  @Test
  void theSameContentOnOneDatastoreIsACopy() throws IOException {
    try (Ledger ledger = Ledger.open(file(), time)) {
      FakeListings store = new FakeListings(10);
      record(
          ledger,
          store,
          delivery("1", "[a] x", 5),
          delivery("1", "[a] y", 5),
          delivery("1", "[b] x", 5),
          withDigest(delivery("2", "[b] y", 5)),
          withDigest(delivery("3", "[b] z", 5)));
      Task first = next(ledger, "a");
      assertThat(ledger.backlog().next("a", 1, true, 0, 9))
          .singleElement()
          .satisfies(
              copy -> assertThat(copy.copyFrom()).as("its origin is not there yet").isEmpty());
      ledger.journal().begin(first).join();
      ledger.journal().arrived(first, new CarryResult.Arrived("h", false, Optional.empty())).join();

      assertThat(ledger.backlog().next("a", 1, true, 0, 9).get(0).copyFrom())
          .contains(DatastorePath.parse("[a] x"));
      assertThat(ledger.backlog().next("b", 1, true, 0, 9))
          .extracting(task -> task.delivery().target().path())
          .containsExactly("z");
    }
  }

  @Test
  void whatAnEarlierRunPutThereIsKnownAsLongAsNobodyChangesIt() throws IOException {
    Delivery delivery = withDigest(delivery("1", "[a] x", 5));
    Instant arrived;
    try (Ledger ledger = Ledger.open(file(), time)) {
      record(ledger, new FakeListings(10), delivery);
      Task task = next(ledger, "a");
      ledger.journal().begin(task).join();
      arrived = time.instant();
      ledger.journal().arrived(task, new CarryResult.Arrived("h", false, Optional.empty())).join();
    }
    time.pass(Duration.ofDays(3));
    try (Ledger ledger = Ledger.open(file(), time)) {
      KnownContents contents = ledger.contents();
      DatastorePath target = delivery.target();
      assertThat(contents.stored(target, new StoredFile(5, Optional.of(arrived)))).contains(DIGEST);
      assertThat(contents.stored(target, new StoredFile(6, Optional.of(arrived)))).isEmpty();
      assertThat(contents.stored(target, new StoredFile(5, Optional.of(time.instant()))))
          .as("changed since")
          .isEmpty();
      assertThat(contents.stored(target, new StoredFile(5, Optional.empty()))).isEmpty();
      assertThat(contents.local(delivery("1", "[b] y", 5).source())).contains(DIGEST);
      assertThat(contents.local(delivery("1", "[b] y", 6).source())).isEmpty();

      // Under another name, if the datastore says that it is still there.
      record(ledger, new FakeListings(10).with(target, 5), delivery("1", "[a] new", 5));
      assertThat(ledger.backlog().next("a", 1, true, 0, 9).get(0).copyFrom()).contains(target);
    }
    try (Ledger ledger = Ledger.open(file(), time)) {
      record(ledger, new FakeListings(10), delivery, delivery("1", "[a] newer", 5));
      assertThat(
              ledger.contents().stored(delivery.target(), new StoredFile(5, Optional.of(arrived))))
          .as("the datastore has lost it")
          .isEmpty();
    }
  }

  @Test
  void whatIsComparedByContentIsSentOnceAndNotInEachRun() throws IOException {
    Path source = Files.writeString(folder.resolve("f"), "hello");
    Delivery delivery =
        new Delivery(
            new SourceFile(
                source.toString(), "f", OptionalLong.empty(), Optional.empty(), Optional.empty()),
            DatastorePath.parse("[a] f"));
    FakeListings store = new FakeListings(10);
    for (int run = 0; run < 3; run++) {
      try (Ledger ledger = Ledger.open(file(), time)) {
        try (Stream<Planned> plan =
            new Planner(store, ledger.contents(), Comparison.CHECKSUM).plan(Stream.of(delivery))) {
          assertThat(ledger.record(plan).open().deliveries()).isEqualTo(run == 0 ? 1 : 0);
        }
        for (Task task : ledger.backlog().next("a", 1, false, 0, 9)) {
          ledger.journal().begin(task).join();
          store.with(delivery.target(), 5, time.instant());
          ledger
              .journal()
              .arrived(task, new CarryResult.Arrived("h", false, Optional.empty()))
              .join();
        }
      }
      time.pass(Duration.ofHours(1));
    }
    Files.writeString(source, "other");
    try (Ledger ledger = Ledger.open(file(), time);
        Stream<Planned> plan =
            new Planner(store, ledger.contents(), Comparison.CHECKSUM).plan(Stream.of(delivery))) {
      assertThat(ledger.record(plan).open().deliveries()).isEqualTo(1);
    }
  }

  @Test
  void aLedgerInNoFolderIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> Ledger.open(folder.resolve("none/ledger"), time))
        .withMessageContaining("there is no folder " + folder.resolve("none"));
  }

  @Test
  void whatWasUnderWayAtAKillIsSettledByWhatTheDatastoreHolds() throws Exception {
    Delivery arrived = withDigest(delivery("1", "[a] 1", 5));
    Delivery lost = delivery("2", "[a] 2", 5);
    try (Ledger ledger = Ledger.open(file(), time)) {
      record(ledger, new FakeListings(10), arrived, lost);
      for (Task task : ledger.backlog().next("a", 1, false, 0, 9)) {
        ledger.journal().begin(task).join();
      }
    }
    try (Ledger ledger = Ledger.open(file(), time)) {
      StoredFile there = new StoredFile(5, Optional.of(time.instant()));
      assertThat(ledger.contents().stored(arrived.target(), there)).contains(DIGEST);
      record(ledger, new FakeListings(10).with(arrived.target(), 5), arrived, lost);

      assertThat(sql("select path, state, held_size from delivery order by id"))
          .containsExactly("1 there 5", "2 open null");
      assertThat(sql("select delivery, outcome from attempt"))
          .containsExactly("1 found arrived", "2 broken off");
    }
  }

  /** In processor time, which other programs do not lengthen. */
  private long timeToAsk(String name, int places) throws IOException {
    java.lang.management.ThreadMXBean threads =
        java.lang.management.ManagementFactory.getThreadMXBean();
    try (Ledger ledger = Ledger.open(folder.resolve(name), time)) {
      record(
          ledger,
          new FakeListings(10),
          IntStream.range(0, places)
              .mapToObj(n -> delivery("f", "[ds] f" + n, 1))
              .toArray(Delivery[]::new));
      Delivery one = delivery("f", "[ds] f0", 1);
      long begin = threads.getCurrentThreadCpuTime();
      for (int n = 0; n < 200; n++) {
        assertThat(ledger.contents().local(one.source())).isEmpty();
        assertThat(ledger.contents().holder(withDigest(one))).isEmpty();
      }
      return threads.getCurrentThreadCpuTime() - begin;
    }
  }

  @Test
  void whatIsAskedForEachDeliveryDoesNotGrowWithTheirNumber() throws IOException {
    timeToAsk("warm", 100);
    long few = timeToAsk("few", 100);

    assertThat(timeToAsk("many", 5000)).isLessThan(few * 10);
  }

  @Test
  void manyDeliveriesAreNoBottleneck() throws IOException {
    int rows = 4_000;
    try (Ledger ledger = Ledger.open(file(), time)) {
      record(
          ledger,
          new FakeListings(10),
          IntStream.range(0, rows)
              .mapToObj(n -> delivery("f" + n, "[ds" + n % 20 + "] f" + n, 1))
              .toArray(Delivery[]::new));
      long begin = System.nanoTime();
      for (int n = 0; n < 20; n++) {
        List<Task> tasks = ledger.backlog().next("ds" + n, 1, false, 0, 200);
        tasks.stream()
            .map(ledger.journal()::begin)
            .toList()
            .forEach(java.util.concurrent.CompletableFuture::join);
        tasks.stream()
            .map(
                task ->
                    ledger
                        .journal()
                        .arrived(task, new CarryResult.Arrived("h", false, Optional.empty())))
            .toList()
            .forEach(java.util.concurrent.CompletableFuture::join);
      }
      double perSecond = rows / ((System.nanoTime() - begin) / 1e9);
      assertThat(ledger.backlog().tallies().get("ds0").arrived().deliveries()).isEqualTo(200);
      // Far less than a file's own calls take, on a machine that does other things beside it.
      assertThat(perSecond).isGreaterThan(1000);
    }
  }
}
