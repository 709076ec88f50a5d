package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FakeListings;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.schedule.Underway;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.DatastoreNames;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers of runs that knew one datastore by two names. */
class LedgerNamesTest {
  private static final DatastoreNames NAMES =
      DatastoreNames.of(
          List.of(new DatastoreInfo("a", Optional.empty(), Set.of(), Set.of("datastore-1"))));

  @TempDir Path folder;
  private final FakeTime time = new FakeTime();

  private static Delivery delivery(String target) {
    DatastorePath path = DatastorePath.parse(target);
    SourceFile source =
        new SourceFile(
            "/src/" + path.fileName(),
            path.fileName(),
            OptionalLong.of(5),
            Optional.of(Instant.EPOCH),
            Optional.empty());
    return new Delivery(source, path);
  }

  private Ledger open() throws IOException {
    time.pass(Duration.ofMinutes(1));
    return Ledger.open(folder.resolve("ledger"), time);
  }

  private static List<Planned> record(Ledger ledger, FakeListings store, String... targets)
      throws IOException {
    List<Planned> planned = new ArrayList<>();
    try (Stream<Planned> plan =
        new Planner(store, ledger.contents(), Comparison.SIZE)
            .withWholeFolders(datastore -> true)
            .plan(Stream.of(targets).map(LedgerNamesTest::delivery))) {
      var unused = ledger.record(plan.peek(planned::add));
    }
    return planned;
  }

  private static void carry(Ledger ledger, String datastore) throws IOException {
    for (Task task : ledger.backlog().next(datastore, 1, false, 0, 100)) {
      CarryResult.Arrived how = new CarryResult.Arrived("h", false, Optional.empty());
      ledger.journal().begin(task).join();
      if (task.folder().isPresent()) {
        var unused = ledger.journal().sent(task, how).join();
      } else {
        ledger.journal().arrived(task, how).join();
      }
    }
  }

  private List<String> sql(String query) throws SQLException {
    return LedgerFile.rows(folder.resolve("ledger"), query);
  }

  @Test
  void ofTwoRowsForOnePlaceTheLaterOneStaysWithItsAttempts() throws Exception {
    FakeListings store = new FakeListings(10);
    try (Ledger ledger = open()) {
      record(ledger, store, "[a] x", "[a] y", "[datastore-1] x", "[datastore-1] z");
      carry(ledger, "a");
    }
    try (Ledger ledger = open()) {
      record(ledger, store, "[datastore-1] y", "[datastore-1] x");
      carry(ledger, "datastore-1");
    }
    try (Ledger ledger = open()) {
      ledger.calledBy(NAMES);
    }
    assertThat(sql("select datastore, path, run, state from delivery order by path"))
        .containsExactly("a x 2 arrived", "a y 2 arrived", "a z 1 open");
    assertThat(sql("select d.path, a.run from attempt a left join delivery d on d.id = a.delivery"))
        .containsExactlyInAnyOrder("x 2", "y 2");
  }

  /** The rows may be of the other one, which had the name alone when they were written. */
  @Test
  void rowsOfANameThatSeveralHaveByNowAreNobodyElses() throws Exception {
    try (Ledger ledger = open()) {
      record(ledger, new FakeListings(10), "[a] x");
      carry(ledger, "a");
    }
    try (Ledger ledger = open()) {
      ledger.calledBy(
          DatastoreNames.of(
              List.of(
                  new DatastoreInfo("/DC2/datastore/a", Optional.empty(), Set.of(), Set.of("a")))));
    }
    assertThat(sql("select datastore, path from delivery")).containsExactly("a x");
  }

  @Test
  void whatOneOfTwoTemporaryFoldersKeepsIsUsedAndTheOtherOneIsDeleted() throws Exception {
    FakeListings store = new FakeListings(10).movingFolders("a", "datastore-1");
    try (Ledger ledger = open()) {
      record(
          ledger,
          store,
          "[a] new/1",
          "[a] new/2",
          "[datastore-1] new/3",
          "[datastore-1] new/4",
          "[datastore-1] other/1",
          "[datastore-1] other/2");
      carry(ledger, "a");
      carry(ledger, "datastore-1");
    }
    List<String> temporaries = sql("select temporary from folder order by id");
    for (String sent : List.of("0/1", "0/2", "1/3", "1/4", "2/1", "2/2")) {
      int folderAt = sent.charAt(0) - '0';
      store.with(new DatastorePath("a", temporaries.get(folderAt) + sent.substring(1)), 5);
    }

    List<NewFolder> discarded = new ArrayList<>();
    try (Ledger ledger = open()) {
      ledger.calledBy(NAMES);
      assertThat(
              record(
                  ledger,
                  store,
                  "[a] new/1",
                  "[a] new/2",
                  "[a] new/3",
                  "[a] new/4",
                  "[a] other/1",
                  "[a] other/2"))
          .extracting(Planned::verdict)
          .containsExactly(
              Verdict.SENT,
              Verdict.SENT,
              Verdict.MISSING,
              Verdict.MISSING,
              Verdict.SENT,
              Verdict.SENT);
      ledger.discardAbandoned(new Discarding(discarded, false));
    }
    assertThat(discarded).containsExactly(new NewFolder("datastore-1", "new", temporaries.get(1)));
    assertThat(sql("select datastore, path from folder order by id"))
        .containsExactly("a new", "a other");
  }

  @Test
  void aFolderThatCannotBeDeletedIsTriedAgainByTheNextRun() throws Exception {
    FakeListings store = new FakeListings(10).movingFolders("a", "datastore-1");
    try (Ledger ledger = open()) {
      record(ledger, store, "[a] new/1", "[a] new/2");
    }
    store.with(DatastorePath.parse("[a] new/theirs"), 1);
    List<NewFolder> asked = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      boolean fails = run == 0;
      try (Ledger ledger = open()) {
        record(ledger, store, "[a] new/1", "[a] new/2");
        ledger.discardAbandoned(new Discarding(asked, fails));
      }
    }
    assertThat(asked).hasSize(2);
    assertThat(sql("select count(*) from folder")).containsExactly("0");
  }

  /** Deletes temporary folders, or fails to. */
  private record Discarding(List<NewFolder> asked, boolean fails) implements Carrier {
    @Override
    public CompletableFuture<CarryResult> carry(Task task, Underway underway) {
      throw new AssertionError("nothing is sent yet");
    }

    @Override
    public void discard(NewFolder gone) throws IOException {
      asked.add(gone);
      if (fails) {
        throw new IOException("locked");
      }
    }
  }
}
