package io.hostward.pipeline;

import static io.hostward.pipeline.fake.World.NEW;
import static io.hostward.pipeline.fake.World.OLD;
import static io.hostward.pipeline.fake.World.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadException;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import io.hostward.memory.HostMemory;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.ranking.Selection;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Downloads queue, run, wait and end by the rules of uploads. */
@Timeout(60)
class DownloadAsyncTest {
  private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000007");

  @TempDir Path folder;
  private final HostMemory memory = new HostMemory();
  private final World world = World.of(2, settings -> settings.memory(memory));

  @AfterEach
  void close() {
    world.close();
  }

  private DownloadRequest request() {
    return request("disk.iso");
  }

  private DownloadRequest request(String name) {
    world.store.put(TARGET, NEW);
    return DownloadRequest.of(TARGET, folder.resolve(name));
  }

  private CompletableFuture<DownloadResult> begin(DownloadRequest request) {
    return world.hostward.files().downloadAsync(request);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void cancelEndsTheTransferAndLeavesWhatStoodThere() throws Exception {
    Files.write(folder.resolve("disk.iso"), OLD);
    world.transport.next("esx1", new Effect.HangsAfter(8));
    CompletableFuture<DownloadResult> download = begin(request().identified(ID));
    world.transport.hanging().acquire();
    assertThat(files()).hasSize(2).first().asString().startsWith(".hostward-" + ID);

    assertThat(download.cancel(true)).isTrue();

    assertThatThrownBy(download::get).isInstanceOf(CancellationException.class);
    Throwable cancelled = download.handle((result, failure) -> failure).join();
    assertThat(cancelled.getCause())
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith("[vmstore] disk.iso was not downloaded (cancelled): ");
    assertThat(files()).as("done is done").containsExactly("disk.iso");
    assertThat(Files.readAllBytes(folder.resolve("disk.iso"))).isEqualTo(OLD);
    assertThat(world.transport.transfers()).as("no other route").containsExactly("GET esx1");
  }

  @Test
  void oneThatWaitsForItsTurnHoldsNoThreadAndNoTicket() throws Exception {
    world.transport.leaves().most(1);
    world.transport.next("esx1", new Effect.Waits());
    CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
    world.transport.hanging().acquire();
    List<DownloadEvent> heard = new CopyOnWriteArrayList<>();
    CompletableFuture<DownloadResult> download = begin(request().heardBy(heard::add));
    CompletableFuture<DownloadResult> late = begin(request("late").within(Duration.ofMillis(10)));

    assertThatThrownBy(late::get)
        .hasMessageContaining("the deadline of 10 ms has passed; nothing was begun");
    assertThat(heard).isEmpty();
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hostward-transfer-"))
                .filter(
                    thread ->
                        Stream.of(thread.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().contains("DownloadRunner"))))
        .isEmpty();
    assertThat(world.transport.transfers()).containsExactly("PUT esx1");
    world.transport.goes().release();
    upload.get();
    download.get();

    assertThat(files()).containsExactly("disk.iso");
  }

  @Test
  void manyShareTheLeaves() throws Exception {
    world.transport.leaves().most(3);
    List<CompletableFuture<DownloadResult>> downloads = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      downloads.add(begin(request("disk" + i)));
    }
    for (CompletableFuture<DownloadResult> download : downloads) {
      assertThat(download.get().bytes()).isEqualTo(NEW.length);
    }

    assertThat(files()).hasSize(40);
    assertThat(world.transport.leaves().mostBodies()).isLessThanOrEqualTo(3);
    assertThat(world.transport.leaves().held()).isZero();
  }

  /** At which call vCenter falls silent. */
  enum Silent {
    INVENTORY(Call.INVENTORY, Stage.INVENTORY),
    PREPARATION(Call.FILE_SIZE, Stage.PREPARATION),
    TICKET(Call.TICKET, Stage.TICKET);

    private final Call call;
    private final Stage stage;

    Silent(Call call, Stage stage) {
      this.call = call;
      this.stage = stage;
    }
  }

  @ParameterizedTest
  @EnumSource
  void deadlineEndsItWhereverItWaits(Silent where) throws Exception {
    DownloadRequest request = request().within(Duration.ofMillis(400));
    world.vsphere.next(where.call, new Fault.Blocks());

    DownloadException failure =
        catchThrowableOfType(
            DownloadException.class, () -> world.hostward.files().download(request));

    assertThat(failure)
        .hasMessageContaining("was not downloaded (the deadline of 400 ms has passed)");
    assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
    assertThat(failure.stage()).isEqualTo(where.stage);
    assertThat(files()).isEmpty();
    assertThat(world.transport.leaves().held()).isZero();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void deadlineEndsTheTransferToo() throws Exception {
    world.transport.next("esx1", new Effect.HangsAfter(8));
    DownloadException failure =
        catchThrowableOfType(
            DownloadException.class,
            () -> world.hostward.files().download(request().within(Duration.ofMillis(400))));

    assertThat(failure.stage()).isEqualTo(Stage.TRANSFER);
    assertThat(failure.attempts()).hasSize(1);
    assertThat(files()).isEmpty();
  }

  /** A deadline that ends a wait for vCenter says what was waited for. */
  @Test
  void deadlineNamesWhatItEnded() {
    world.vsphere.always(Call.TICKET, new Fault.Refused(Kind.NO_ANSWER));
    CompletableFuture<CompletableFuture<DownloadResult>> self = new CompletableFuture<>();
    CompletableFuture<DownloadResult> download =
        begin(
            request()
                .heardBy(
                    event -> {
                      if (event instanceof DownloadEvent.Waiting) {
                        self.join().completeExceptionally(new IllegalStateException("late"));
                      }
                    }));
    self.complete(download);

    Throwable failure = download.handle((result, ended) -> ended).join();
    assertThat(failure).hasMessage("late");
    assertThat(failure.getSuppressed()[0])
        .isInstanceOf(DownloadException.class)
        .hasCauseInstanceOf(VSphereException.class);
  }

  @Test
  void closeBreaksOffWhatRunsAndWhatWaits() throws Exception {
    world.transport.leaves().most(1);
    world.transport.next("esx1", new Effect.HangsAfter(8));
    CompletableFuture<DownloadResult> runs = begin(request());
    world.transport.hanging().acquire();
    CompletableFuture<DownloadResult> waits = begin(request("other"));

    world.hostward.close();

    assertThatThrownBy(runs::get).hasMessageContaining("(this Hostward was closed)");
    assertThatThrownBy(waits::get)
        .hasMessageContaining("this Hostward was closed; nothing was begun");
    assertThat(files()).isEmpty();
    assertThatThrownBy(() -> begin(request()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this Hostward is closed");
  }

  @Test
  void cancelOnceTheNameIsGivenIsTooLate() throws Exception {
    CompletableFuture<CompletableFuture<DownloadResult>> self = new CompletableFuture<>();
    CompletableFuture<DownloadResult> download =
        begin(
            request()
                .heardBy(
                    event -> {
                      if (event instanceof DownloadEvent.Arrived) {
                        self.join().cancel(true);
                      }
                    }));
    self.complete(download);

    assertThat(download.get().bytes()).isEqualTo(NEW.length);
    assertThat(files()).containsExactly("disk.iso");
  }

  @Test
  void interruptOfTheCallerIsWaitedForAndKept() throws Exception {
    world.transport.next("esx1", new Effect.HangsAfter(8));
    Thread caller = Thread.currentThread();
    AtomicBoolean once = new AtomicBoolean(true);
    DownloadRequest request =
        request()
            .heardBy(
                event -> {
                  if (event instanceof DownloadEvent.BytesReceived && once.getAndSet(false)) {
                    caller.interrupt();
                  }
                });

    assertThatThrownBy(() -> world.hostward.files().download(request))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessageContaining("(interrupted)");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(files()).isEmpty();
  }

  @Test
  void executorThatRejectsFailsIt() {
    try (World other =
        World.of(
            1,
            settings ->
                settings.executor(
                    task -> {
                      throw new RejectedExecutionException("full");
                    }))) {
      assertThatThrownBy(() -> other.hostward.files().download(request()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("the executor did not take it");
    }
  }

  @Test
  void oneIdIsUnderWayOnce() throws Exception {
    world.transport.next("esx1", new Effect.Waits());
    CompletableFuture<DownloadResult> first = begin(request().identified(ID));
    world.transport.hanging().acquire();

    assertThatThrownBy(() -> begin(request().identified(ID)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the download of [vmstore] disk.iso, of the id " + ID + ", is under way");
    world.transport.goes().release();
    assertThat(first.get().id()).isEqualTo(ID);
  }

  @Test
  void listenersOfTheHostwardHearOfAllBeforeTheRequestsOwn() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (World other =
        World.of(
            1,
            settings -> settings.downloadListener(event -> heard.add("all " + event.download())))) {
      other.store.put(TARGET, NEW);
      other
          .hostward
          .files()
          .download(
              request().identified(ID).heardBy(event -> heard.add("own " + event.download())));
    }
    assertThat(heard).startsWith("all " + ID, "own " + ID).hasSizeGreaterThan(10);
  }

  @Test
  void policyOfTheRequestChooses() throws Exception {
    DownloadResult result =
        begin(
                request()
                    .by(
                        (snapshot, context) -> {
                          Selection inOrder = World.inOrder(snapshot, context);
                          return new Selection(
                              "backwards",
                              List.of(inOrder.ranked().get(1), inOrder.ranked().get(0)),
                              inOrder.refused());
                        }))
            .get();
    assertThat(result.route().toString()).contains("esx2");
  }

  @Test
  void hostKnowsOfItWhileItIsUnderWay() throws Exception {
    world.transport.next("esx1", new Effect.Waits());
    CompletableFuture<DownloadResult> download = begin(request());
    world.transport.hanging().acquire();
    Instant now = Instant.EPOCH;

    assertThat(memory.uses(now).values()).singleElement().returns(1, use -> use.uploads());
    world.transport.goes().release();
    download.get();
    assertThat(memory.uses(now).values()).singleElement().returns(0, use -> use.uploads());
  }
}
