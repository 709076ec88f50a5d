package io.hostward.pipeline;

import static io.hostward.pipeline.fake.World.NEW;
import static io.hostward.pipeline.fake.World.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadException;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeTransport;
import io.hostward.pipeline.fake.FakeVSphere;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.Route;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads over routes that fail. */
class DownloadTest {
  private static final byte[] OTHER =
      "something else altogether, and".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final World world = World.of(2);

  @AfterEach
  void close() {
    world.close();
  }

  private Path local() {
    return folder.resolve("disk.iso");
  }

  private DownloadRequest request() {
    world.store.put(TARGET, NEW);
    return DownloadRequest.of(TARGET, local());
  }

  private DownloadResult download(DownloadRequest request) throws IOException {
    return world.hostward.files().download(request);
  }

  private DownloadException failure(DownloadRequest request) {
    DownloadException failure =
        catchThrowableOfType(DownloadException.class, () -> download(request));
    assertThat(failure).isNotNull();
    return failure;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void fileComesFromTheFirstHostAndIsAllThatStandsThere() throws Exception {
    List<DownloadEvent> events = new ArrayList<>();
    DownloadResult result = download(request().heardBy(events::add));

    assertThat(Files.readAllBytes(local())).isEqualTo(NEW);
    assertThat(files()).containsExactly("disk.iso");
    assertThat(result.route().toString()).contains("esx1");
    assertThat(result.bytes()).isEqualTo(NEW.length).isEqualTo(result.received());
    assertThat(world.transport.transfers()).containsExactly("GET esx1");
    assertThat(events.get(0)).isInstanceOf(DownloadEvent.Begun.class);
    assertThat(events.get(events.size() - 1)).isInstanceOf(DownloadEvent.Ended.class);
  }

  @Test
  void restIsAskedForOfTheSameHostAndThenOfTheNextAndTheRelay() throws Exception {
    world.transport.next("esx1", new Effect.BreaksAfter(8), new Effect.RefusesConnection());
    world.transport.next("esx2", new Effect.BreaksAfter(4), new Effect.BreaksAfter(0));
    List<Long> asked = new ArrayList<>();
    DownloadResult result =
        download(
            request()
                .heardBy(
                    event -> {
                      if (event instanceof DownloadEvent.Asked from) {
                        asked.add(from.from());
                      }
                    }));

    assertThat(asked).containsExactly(0L, 8L, 8L, 12L, 12L);
    assertThat(Files.readAllBytes(local())).isEqualTo(NEW);
    assertThat(result.route()).isInstanceOf(Route.Relay.class);
    assertThat(result.failed()).hasSize(2);
    assertThat(result.received()).isEqualTo(NEW.length);
  }

  @Test
  void hostThatFellSilentIsAskedAgainAfterAllOthersAndNotAtOnce() throws Exception {
    world.transport.next("esx1", new Effect.StallsAfter(4), new Effect.StallsAfter(4));
    world.transport.next("esx2", new Effect.StallsAfter(4), new Effect.StallsAfter(0));
    world.transport.next("relay", new Effect.StallsAfter(4), new Effect.StallsAfter(4));
    List<DownloadEvent.Asked> asked = new ArrayList<>();
    download(
        request()
            .heardBy(
                event -> {
                  if (event instanceof DownloadEvent.Asked now) {
                    asked.add(now);
                  }
                }));

    assertThat(asked)
        .extracting(now -> now.route().name().server() + " " + now.from())
        .satisfies(
            routes ->
                assertThat(routes.stream().map(route -> route.replaceFirst("[.:]\\S*", "")))
                    .containsExactly(
                        "esx1 0", "esx2 4", "vc 8", "esx1 12", "esx2 16", "vc 16", "esx1 20"));
    assertThat(asked).allSatisfy(now -> assertThat(now.ended()).isEmpty());
    assertThat(Files.readAllBytes(local())).isEqualTo(NEW);
  }

  @Test
  void whyTheSameHostIsAskedAgainIsTold() throws Exception {
    world.transport.next("esx1", new Effect.BreaksAfter(8));
    List<DownloadEvent.Asked> asked = new ArrayList<>();
    download(
        request()
            .heardBy(
                event -> {
                  if (event instanceof DownloadEvent.Asked now) {
                    asked.add(now);
                  }
                }));

    assertThat(asked).extracting(now -> now.route().name().server()).containsOnly("esx1");
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).ended()).isEmpty();
    assertThat(asked.get(1).ended().orElseThrow()).contains("esx1").contains("reset");
  }

  @Test
  void serverThatKnowsNoPartsSendsItFromTheBeginning() throws Exception {
    world.transport.ranges(false);
    world.transport.next("esx1", new Effect.BreaksAfter(8));
    DownloadResult result = download(request());

    assertThat(Files.readAllBytes(local())).isEqualTo(NEW);
    assertThat(result.received()).isEqualTo(NEW.length + 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void fileThatChangedMeanwhileIsFetchedAnew(int longer) throws Exception {
    byte[] changed = java.util.Arrays.copyOf(OTHER, NEW.length + longer);
    DownloadRequest request = request();
    world.transport.next("esx1", new Effect.BreaksAfter(8));
    AtomicReference<Boolean> once = new AtomicReference<>(true);
    DownloadRequest changing =
        request.heardBy(
            event -> {
              if (event instanceof DownloadEvent.BytesReceived received
                  && received.bytes() == 8
                  && once.getAndSet(false)
                  && longer > 0) {
                world.store.put(TARGET, changed);
              }
            });
    download(changing);

    assertThat(Files.readAllBytes(local())).isEqualTo(longer > 0 ? changed : NEW);
  }

  @Test
  void routeThatKeepsBreakingIsLeft() throws Exception {
    Effect[] breaks = new Effect[9];
    java.util.Arrays.fill(breaks, new Effect.BreaksAfter(1));
    world.transport.next("esx1", breaks);
    download(request());

    assertThat(world.transport.transfers().stream().filter("GET esx1"::equals)).hasSize(5);
    assertThat(Files.readAllBytes(local())).isEqualTo(NEW);
  }

  @Test
  void whatFailsEverywhereLeavesWhatStoodThere() throws Exception {
    Files.write(local(), OTHER);
    for (String route : List.of("esx1", "esx2", FakeTransport.RELAY)) {
      world.transport.next(
          route, new Effect.BreaksAfter(3), new Effect.Answers(500, 0), new Effect.Answers(500, 0));
    }
    DownloadException failure = failure(request());

    assertThat(failure.domain()).isEqualTo(FailureDomain.HOST);
    assertThat(failure.attempts()).hasSize(3);
    assertThat(failure)
        .hasMessageContaining("[vmstore] disk.iso was not downloaded: tried:")
        .hasMessageContaining("1. direct to esx1")
        .hasMessageContaining("answered 500");
    assertThat(Files.readAllBytes(local())).isEqualTo(OTHER);
    assertThat(files()).containsExactly("disk.iso");
  }

  @Test
  void digestIsThatOfTheFileOnTheDisk() throws Exception {
    assertThat(download(request().verifiedBy(sha256(NEW))).sha256()).contains(sha256(NEW));
    Files.write(local(), OTHER);
    DownloadException failure = failure(request().verifiedBy(sha256(OTHER)));

    assertThat(failure.stage()).isEqualTo(Stage.VERIFICATION);
    assertThat(failure.domain()).isEqualTo(FailureDomain.SOURCE);
    assertThat(Files.readAllBytes(local())).isEqualTo(OTHER);
    assertThat(files()).containsExactly("disk.iso");
  }

  @Test
  void localFileIsReplacedUnlessItIsNotToBe() throws Exception {
    Files.write(local(), OTHER);
    DownloadException failure = failure(request().overwriting(false));
    assertThat(failure).hasMessageContaining("exists already");
    assertThat(world.transport.transfers()).isEmpty();

    download(request());
    assertThat(Files.readAllBytes(local())).isEqualTo(NEW);
    Files.delete(local());
    download(request().overwriting(false));
    assertThat(Files.readAllBytes(local())).isEqualTo(NEW);
    assertThat(files()).containsExactly("disk.iso");
  }

  @Test
  void whatIsNoFileIsSaidBeforeAnythingIsSent() throws Exception {
    assertThat(failure(DownloadRequest.of(TARGET, local())))
        .hasMessageContaining("there is no file");
    world.store.makeFolder("disk.iso");
    assertThat(failure(DownloadRequest.of(TARGET, local()))).hasMessageContaining("is a folder");
    assertThat(
            failure(
                request()
                    .verifiedBy("0".repeat(64))
                    .over(io.hostward.upload.RoutePreference.DIRECT_ONLY)))
        .isNotNull();
  }

  @Test
  void emptyFileIsAFile() throws Exception {
    world.store.put(TARGET, new byte[0]);
    download(DownloadRequest.of(TARGET, local()));
    assertThat(Files.size(local())).isZero();
  }

  @Test
  void vcenterThatIsAwayIsAskedAgain() throws Exception {
    DownloadRequest request = request();
    world.vsphere.next(FakeVSphere.Call.TICKET, new Fault.Refused(Kind.NO_ANSWER));
    world.vsphere.next(FakeVSphere.Call.FILE_SIZE, new Fault.Refused(Kind.NO_ANSWER));
    List<DownloadEvent> events = new ArrayList<>();
    download(request.heardBy(events::add));

    assertThat(events).filteredOn(DownloadEvent.Waiting.class::isInstance).hasSize(2);
    assertThat(world.transport.transfers()).containsExactly("GET esx1");
  }

  @Test
  void diskThatIsFullHereIsNoHostsFailure() {
    WritableByteChannel full =
        new WritableByteChannel() {
          @Override
          public int write(ByteBuffer bytes) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    world.store.put(TARGET, NEW);
    DownloadException failure =
        failure(DownloadRequest.of(TARGET, new DownloadRequest.Stream(full)));

    assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
    assertThat(failure).hasMessageContaining("cannot be written here: No space left on device");
    assertThat(world.transport.transfers()).containsExactly("GET esx1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void streamGetsEachByteOnceWhetherOrNotServersKnowParts(boolean ranges) throws Exception {
    world.transport.ranges(ranges);
    world.transport.next("esx1", new Effect.BreaksAfter(8), new Effect.BreaksAfter(12));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    world.store.put(TARGET, NEW);
    download(
        DownloadRequest.of(TARGET, new DownloadRequest.Stream(Channels.newChannel(out)))
            .verifiedBy(sha256(NEW)));

    assertThat(out.toByteArray()).isEqualTo(NEW);
  }

  @Test
  void interruptEndsItAndLeavesNothing() throws Exception {
    world.transport.next("esx1", new Effect.HangsAfter(8));
    DownloadRequest request = request();
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                download(request);
                ended.complete(new AssertionError("it did not end"));
              } catch (Throwable e) {
                ended.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError(e));
              }
            });
    caller.start();
    world.transport.hanging().acquire();
    caller.interrupt();

    assertThat(ended.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(files()).isEmpty();
    assertThat(world.transport.cancelled()).isEqualTo(1);
  }

  @Test
  void leaveToMoveBytesIsGivenBack() throws Exception {
    download(request());
    failure(DownloadRequest.of(TARGET.sibling("missing"), local()));
    assertThat(world.transport.leaves().held()).isZero();
  }
}
