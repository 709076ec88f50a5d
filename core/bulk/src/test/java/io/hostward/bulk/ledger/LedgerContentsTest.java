package io.hostward.bulk.ledger;

import static io.hostward.bulk.ledger.LedgerRows.DIGEST;
import static io.hostward.bulk.ledger.LedgerRows.delivery;
import static io.hostward.bulk.ledger.LedgerRows.next;
import static io.hostward.bulk.ledger.LedgerRows.record;
import static io.hostward.bulk.ledger.LedgerRows.withDigest;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.FakeListings;
import io.hostward.bulk.plan.KnownContents;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.Task;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger knows of contents. */
class LedgerContentsTest {
  @TempDir Path folder;

  private final FakeTime time = new FakeTime();

  private Path file() {
    return folder.resolve("ledger.sqlite");
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
}
