package io.hostward.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.ledger.LedgerException;
import io.hostward.bulk.plan.FakeListings;
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
import io.hostward.transfer.FailureDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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

  private BulkRun.Builder settings(String ledger) {
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
}
