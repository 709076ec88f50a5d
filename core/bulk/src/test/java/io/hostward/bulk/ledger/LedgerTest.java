package io.hostward.bulk.ledger;

import static io.hostward.bulk.ledger.LedgerRows.DIGEST;
import static io.hostward.bulk.ledger.LedgerRows.delivery;
import static io.hostward.bulk.ledger.LedgerRows.next;
import static io.hostward.bulk.ledger.LedgerRows.record;
import static io.hostward.bulk.ledger.LedgerRows.withDigest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.plan.FakeListings;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path folder;

  private final FakeTime time = new FakeTime();

  private Path file() {
    return folder.resolve("ledger.sqlite");
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
