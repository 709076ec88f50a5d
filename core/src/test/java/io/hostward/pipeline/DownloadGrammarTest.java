package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadException;
import io.hostward.download.DownloadOutcome;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever fails, and however and whenever it is broken off: the events of a download have one
 * grammar, the local file is the new one or what stood there before, and nothing else is left.
 */
class DownloadGrammarTest {
  /**
   * As the Javadoc of DownloadEvent has it: b Begun, k Ranked, r RouteBegun, a Asked, y
   * BytesReceived, f RouteFailed, v Arrived, l Leftover, e Ended; what may come anywhere is left
   * out.
   */
  private static final Pattern GRAMMAR = Pattern.compile("bk?(r(ay*)*f?)*v?l*e");

  private static final Map<Class<?>, String> LETTERS =
      Map.of(
          DownloadEvent.Begun.class, "b",
          DownloadEvent.Ranked.class, "k",
          DownloadEvent.RouteBegun.class, "r",
          DownloadEvent.Asked.class, "a",
          DownloadEvent.BytesReceived.class, "y",
          DownloadEvent.RouteFailed.class, "f",
          DownloadEvent.Arrived.class, "v",
          DownloadEvent.Leftover.class, "l",
          DownloadEvent.Ended.class, "e");

  private static Path folder = Path.of("");

  @BeforeContainer
  static void make() throws Exception {
    folder = Files.createTempDirectory("downloads");
  }

  @AfterContainer
  static void remove() throws Exception {
    Files.delete(folder);
  }

  enum Means {
    NONE,
    CANCEL,
    CLOSE,
    INTERRUPT,
    LISTENER_THROWS
  }

  /**
   * What happens.
   *
   * @param event at which of its events the download is broken off
   */
  record Script(
      List<List<Effect>> effects,
      Map<Call, List<Fault>> faults,
      Means means,
      int event,
      boolean old,
      boolean overwrite,
      boolean digested) {}

  @Property(tries = 250)
  void oneGrammarAndOneFile(@ForAll("scripts") Script script) throws Exception {
    Path local = folder.resolve("disk.iso");
    if (script.old()) {
      Files.write(local, World.OLD);
    }
    List<DownloadEvent> heard = new CopyOnWriteArrayList<>();
    try (World world = World.of(script.effects().size() - 1)) {
      play(script, world);
      CompletableFuture<CompletableFuture<DownloadResult>> self = new CompletableFuture<>();
      DownloadRequest request =
          DownloadRequest.of(World.TARGET, local)
              .overwriting(script.overwrite())
              .within(Duration.ofMillis(50))
              .heardBy(
                  event -> {
                    heard.add(event);
                    if (heard.size() == script.event()) {
                      breach(script.means(), world, self);
                    }
                  });
      CompletableFuture<DownloadResult> future =
          world
              .hostward
              .files()
              .downloadAsync(script.digested() ? request.verifiedBy("0".repeat(64)) : request);
      self.complete(future);
      DownloadOutcome outcome = outcome(future);

      // Done is done: nothing is waited for here.
      assertThat(letters(heard)).matches(GRAMMAR);
      assertThat(heard.get(heard.size() - 1))
          .isInstanceOfSatisfying(
              DownloadEvent.Ended.class, end -> assertThat(end.outcome()).isEqualTo(outcome));
      assertThat(outcome.isSuccess()).isEqualTo(letters(heard).contains("v"));
      assertThat(heard.stream().map(DownloadEvent::download).distinct()).hasSize(1);
      assertThat(world.transport.leaves().held()).isZero();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.toList())
            .isEqualTo(outcome.isSuccess() || script.old() ? List.of(local) : List.of());
      }
      if (Files.exists(local)) {
        assertThat(Files.readAllBytes(local))
            .isEqualTo(outcome.isSuccess() ? World.NEW : World.OLD);
      }
    } finally {
      Files.deleteIfExists(local);
    }
  }

  private static DownloadOutcome outcome(CompletableFuture<DownloadResult> future)
      throws Exception {
    try {
      return future.get(10, TimeUnit.SECONDS).outcome();
    } catch (CancellationException e) {
      Throwable cancelled = future.handle((result, failure) -> failure).join();
      return ((DownloadException) cancelled.getCause()).outcome();
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(DownloadException.class);
      return ((DownloadException) e.getCause()).outcome();
    }
  }

  private static String letters(List<DownloadEvent> heard) {
    return heard.stream()
        .map(event -> LETTERS.getOrDefault(event.getClass(), ""))
        .collect(Collectors.joining());
  }

  private static void breach(
      Means means, World world, CompletableFuture<CompletableFuture<DownloadResult>> self) {
    switch (means) {
      case NONE -> {}
      case CANCEL -> Objects.requireNonNull(self.join()).cancel(true);
      case CLOSE -> new Thread(world.hostward::close).start();
      case INTERRUPT -> Thread.currentThread().interrupt();
      case LISTENER_THROWS -> throw new AssertionError("of the listener");
    }
  }

  private static void play(Script script, World world) {
    world.store.put(World.TARGET, World.NEW);
    for (int i = 0; i < script.effects().size(); i++) {
      world.transport.next(
          i == 0 ? "relay" : "esx" + i, script.effects().get(i).toArray(Effect[]::new));
    }
    script
        .faults()
        .forEach((call, faults) -> world.vsphere.next(call, faults.toArray(Fault[]::new)));
  }

  @Provide
  Arbitrary<Script> scripts() {
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    Arbitrary<Call> calls = Arbitraries.of(Call.INVENTORY, Call.TICKET, Call.FILE_SIZE, Call.LIST);
    return Combinators.combine(
            effect().list().ofMaxSize(4).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.maps(calls, fault().list().ofMaxSize(2)).ofMaxSize(2),
            Arbitraries.of(Means.class),
            Arbitraries.integers().between(1, 25),
            either,
            either,
            Arbitraries.integers().between(0, 9).map(number -> number == 0))
        .as(Script::new);
  }

  private static Arbitrary<Effect> effect() {
    Arbitrary<Integer> bytes = Arbitraries.integers().between(0, World.NEW.length - 1);
    return Arbitraries.frequencyOf(
        Tuple.of(4, bytes.map(Effect.BreaksAfter::new)),
        Tuple.of(2, bytes.map(Effect.StallsAfter::new)),
        Tuple.of(3, Arbitraries.just(new Effect.Works())),
        Tuple.of(1, Arbitraries.just(new Effect.RefusesConnection())),
        Tuple.of(1, Arbitraries.just(new Effect.ThrowsAtOnce())),
        Tuple.of(1, Arbitraries.just(new Effect.Answers(503, 0))),
        Tuple.of(1, bytes.map(Effect.HangsAfter::new)));
  }

  private static Arbitrary<Fault> fault() {
    return Arbitraries.of(
        new Fault.None(),
        new Fault.Refused(Kind.NO_ANSWER),
        new Fault.Refused(Kind.PERMISSION),
        new Fault.Refused(Kind.NOT_FOUND),
        new Fault.AnswerLost(Kind.NO_ANSWER),
        new Fault.Blocks());
  }
}
