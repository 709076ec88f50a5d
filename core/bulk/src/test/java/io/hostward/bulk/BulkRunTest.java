package io.hostward.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.bulk.delivery.Joined;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.ledger.LedgerException;
import io.hostward.bulk.plan.FakeListings;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CarryResult;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.shard.Load;
import io.hostward.bulk.shard.ShardLimits;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.Manifest;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkRunTest {
  private static final List<DatastoreInfo> DATASTORES =
      Stream.of("a", "b", "c")
          .map(name -> new DatastoreInfo(name, Optional.empty(), Set.of("h-" + name)))
          .toList();

  @TempDir Path folder;
  private final FakeListings store = new FakeListings(1000);
  private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();

  private final Carrier carrier =
      (task, underway) -> {
        sent.add(task.delivery().target().toString());
        return CompletableFuture.completedFuture(result(task));
      };

  private CarryResult result(Task task) {
    return task.delivery().source().name().equals("bad")
        ? new CarryResult.Failed(FailureDomain.REQUEST, "no", "")
        : new CarryResult.Arrived("h", false, Optional.empty());
  }

  @BeforeEach
  void files() throws IOException {
    Files.createDirectory(folder.resolve("sources"));
    for (String name : List.of("1", "2", "3")) {
      Files.writeString(folder.resolve("sources").resolve(name), name);
    }
  }

  private BulkRunBuilder settings(String ledger) {
    return BulkRun.builder()
        .ledger(folder.resolve(ledger))
        .listings(store)
        .carrier(carrier)
        .datastores(DATASTORES)
        .retries(new RetryRule(1, Duration.ZERO, 5))
        .failures(folder.resolve("failures.csv"));
  }

  private Deliveries everything(Links links) {
    return Deliveries.of(
        FileSource.folder(folder.resolve("sources"), PathRules.all(), links),
        new Distribution(DATASTORES, PathTemplate.parse("iso/")));
  }

  @Test
  void everyFileGoesToEveryDatastoreAndTheFailuresCanBeRunAlone() throws IOException {
    Files.writeString(folder.resolve("sources/bad"), "bad");
    BulkReport report = settings("ledger").build().run(everything(Links.SKIP));

    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(report.run().tally().arrived().deliveries()).isEqualTo(9);
    assertThat(report.failures()).isEqualTo(3);
    sent.clear();
    settings("other")
        .build()
        .run(Deliveries.of(Manifest.of(folder.resolve("failures.csv"), folder)));
    assertThat(sent).containsExactlyInAnyOrder("[a] iso/bad", "[b] iso/bad", "[c] iso/bad");
  }

  @Test
  void aLinkThatIsRefusedOrALineThatIsWrongMovesNothing() throws IOException {
    Files.createSymbolicLink(folder.resolve("sources/link"), folder);
    assertThatIOException()
        .isThrownBy(() -> settings("ledger").build().run(everything(Links.REFUSE)))
        .withMessageContaining("is a symbolic link");
    Path manifest =
        Files.writeString(folder.resolve("m"), "source,target\nsources/1,[a] 1\nsources/2,b\n");
    assertThatIOException()
        .isThrownBy(
            () -> settings("ledger").build().run(Deliveries.of(Manifest.of(manifest, folder))))
        .withMessageContaining("line 3");
    assertThat(sent).isEmpty();
  }

  @Test
  void whatCannotBeReadIsAFailureThoughAllElseArrived() throws IOException {
    Files.createSymbolicLink(folder.resolve("sources/gone"), folder.resolve("nothing"));

    BulkReport report = settings("ledger").build().run(everything(Links.FOLLOW));

    assertThat(report.run().status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.passedOver())
        .extracting(PassedOver::reason)
        .containsExactly(PassedOver.Reason.UNREADABLE);
  }

  @Test
  void twoRowsForOnePlaceByTwoNamesAreToldAsWhatTheyAre() throws IOException {
    List<DatastoreInfo> named =
        List.of(
            new DatastoreInfo("a", Optional.empty(), Set.of(), Set.of("datastore-1")),
            new DatastoreInfo("m", Optional.of("pod"), Set.of()));
    Path manifest = folder.resolve("m.csv");
    Files.writeString(
        manifest, "source,target\nsources/1,[a] x\nsources/1,[datastore-1] x\nsources/2,[b] y\n");
    BulkReport report =
        settings("ledger")
            .datastores(named)
            .build()
            .run(Deliveries.of(Manifest.of(manifest, folder)));
    assertThat(report.run().tally().arrived().deliveries()).as("one twice is once").isEqualTo(2);
    sent.clear();

    Files.writeString(manifest, "source,target\nsources/1,[a] z\nsources/2,[datastore-1] z\n");
    assertThatIOException()
        .isThrownBy(
            () ->
                settings("ledger")
                    .datastores(named)
                    .build()
                    .run(Deliveries.of(Manifest.of(manifest, folder))))
        .withMessageContaining("two files are to go to [a] z ([a] is written [datastore-1] too): ")
        .withMessageContaining("sources/1 and ");
    Files.writeString(manifest, "source,target\nsources/1,[a] v\nsources/2,[pod] w\n");
    assertThatIOException()
        .isThrownBy(
            () ->
                settings("ledger")
                    .datastores(named)
                    .build()
                    .run(Deliveries.of(Manifest.of(manifest, folder))))
        .withMessageContaining("sources/2 -> [pod] w: 'pod' is a datastore cluster");
    assertThat(sent).isEmpty();
  }

  @Test
  void theShardsTogetherDeliverEverythingOnce() throws IOException {
    ShardPlan plan =
        ShardPlan.divide(
            2,
            DATASTORES.stream().map(datastore -> new Load(datastore, 3, 3)).toList(),
            new ShardLimits(4, 4));
    for (int shard = 0; shard < 2; shard++) {
      BulkReport report =
          settings("ledger-" + shard).shard(plan, shard).build().run(everything(Links.SKIP));
      assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    }

    assertThat(sent).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void anInterruptLeavesTheRestAndIsSetAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    BulkRun run =
        settings("ledger")
            .carrier(
                (task, underway) -> {
                  begun.countDown();
                  return new CompletableFuture<>();
                })
            .build();
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                BulkReport report = run.run(everything(Links.SKIP));
                outcome.set(report.status() + " " + Thread.currentThread().isInterrupted());
              } catch (IOException e) {
                outcome.set(e);
              }
            });
    thread.start();
    begun.await();
    assertThatIOException()
        .isThrownBy(() -> settings("ledger").build().run(everything(Links.SKIP)))
        .isInstanceOf(LedgerException.class);
    thread.interrupt();
    thread.join();

    assertThat(outcome).hasValue("INTERRUPTED true");
    assertThat(settings("ledger").build().run(everything(Links.SKIP)).status())
        .isEqualTo(RunStatus.ALL_DONE);
    assertThat(sent).hasSize(9);
  }

  @Test
  void aRehearsalTellsWhatARunWouldDoAndLeavesEverythingAsItIs() throws IOException {
    store.with(DatastorePath.parse("[a] iso/1"), 1);
    List<Planned> each = new ArrayList<>();
    Rehearsal first = settings("ledger").build().rehearse(everything(Links.SKIP), each::add);

    assertThat(folder.resolve("ledger")).doesNotExist();
    assertThat(first.totals().open().deliveries()).isEqualTo(8);
    assertThat(first.datastores().get("a").of(Verdict.SAME).deliveries()).isEqualTo(1);
    assertThat(first.rate()).isEmpty();
    assertThat(each).hasSize(9);
    assertThat(sent).isEmpty();

    settings("ledger").build().run(everything(Links.SKIP));
    byte[] before = Files.readAllBytes(folder.resolve("ledger"));
    Rehearsal second = settings("ledger").build().rehearse(everything(Links.SKIP), planned -> {});
    assertThat(second.rate()).isPresent();
    assertThat(second.rate().get().timeFor(8, 0)).isPositive();
    assertThat(Files.readAllBytes(folder.resolve("ledger"))).isEqualTo(before);
  }

  @Test
  void anInterruptWhileItIsPlannedEndsItBeforeAnythingIsSent() {
    Deliveries interrupting =
        passedOver ->
            everything(Links.SKIP)
                .open(passedOver)
                .peek(delivery -> Thread.currentThread().interrupt());

    assertThatIOException()
        .isThrownBy(() -> settings("ledger").build().run(interrupting))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sent).isEmpty();
  }

  @Test
  void progressIsToldWhileItRuns() throws Exception {
    CompletableFuture<RunProgress> told = new CompletableFuture<>();
    BulkReport report =
        settings("ledger")
            .carrier(
                (task, underway) ->
                    told.thenApply(
                        progress -> new CarryResult.Arrived("h", false, Optional.empty())))
            .progress(Duration.ofMillis(1), told::complete)
            .build()
            .run(everything(Links.SKIP));

    assertThat(told.join().tally().planned().deliveries()).isEqualTo(9);
    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
  }

  @Test
  void manyStreamsAreReadOneAfterTheOtherAndNoneIsHeldInMemory() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger made = new AtomicInteger();
    Joined.Part<Integer> endless =
        () -> {
          open.incrementAndGet();
          return Stream.generate(made::incrementAndGet).onClose(open::decrementAndGet);
        };
    List<Joined.Part<Integer>> parts = new ArrayList<>();
    for (int n = 0; n < 50_000; n++) {
      parts.add(Stream::of);
    }
    parts.add(endless);
    try (Stream<Integer> joined = Joined.of(parts)) {
      assertThat(joined.iterator().next()).isEqualTo(1);
      assertThat(made).hasValueLessThan(3);
    }
    assertThat(open).hasValue(0);
  }
}
