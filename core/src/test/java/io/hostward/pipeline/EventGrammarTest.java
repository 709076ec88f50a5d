package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Outcome;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import io.hostward.upload.WriteMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Whatever fails, and however and whenever it is broken off: the events of an upload have one
 * grammar.
 */
class EventGrammarTest {
  /**
   * As the Javadoc of UploadEvent has it: b Begun, k Ranked, r RouteBegun, y BytesSent, v Verified,
   * p Published, f RouteFailed, l Leftover, e Ended; what may come anywhere is left out.
   */
  private static final Pattern GRAMMAR = Pattern.compile("bk?(ry*v?f)*(ry*vp)?l*e");

  private static final Map<Class<?>, String> LETTERS =
      Map.of(
          UploadEvent.Begun.class, "b",
          UploadEvent.Ranked.class, "k",
          UploadEvent.RouteBegun.class, "r",
          UploadEvent.BytesSent.class, "y",
          UploadEvent.Verified.class, "v",
          UploadEvent.Published.class, "p",
          UploadEvent.RouteFailed.class, "f",
          UploadEvent.Leftover.class, "l",
          UploadEvent.Ended.class, "e");

  /** How an upload is broken off: by which means, and at which of its events. */
  record Breach(Means means, int event) {}

  enum Means {
    NONE,
    CANCEL,
    CLOSE,
    INTERRUPT,
    LISTENER_THROWS
  }

  record Script(
      int hosts,
      List<List<Effect>> effects,
      Map<Call, List<Fault>> faults,
      Breach breach,
      boolean atomic,
      boolean digested,
      boolean overwrite,
      boolean policyThrows,
      boolean deadline) {}

  @Property(tries = 3000)
  void oneGrammarForAllUploads(@ForAll("scripts") Script script) throws Exception {
    Recorder recorder = new Recorder();
    AtomicReference<@Nullable CompletableFuture<UploadResult>> upload = new AtomicReference<>();
    try (World world =
        World.ranking(
            script.hosts(),
            (snapshot, context) -> {
              if (script.policyThrows()) {
                throw new ArithmeticException("of the policy");
              }
              return World.inOrder(snapshot, context);
            })) {
      play(script, world);
      CompletableFuture<CompletableFuture<UploadResult>> self = new CompletableFuture<>();
      UploadRequest request = request(script, world, self, recorder);

      CompletableFuture<UploadResult> future = world.hostward.uploadAsync(request);
      self.complete(future);
      upload.set(future);
      recorder.awaitEnd();

      assertGrammar(recorder);
      assertOutcome(recorder, future);
    }
  }

  private static void assertGrammar(Recorder recorder) {
    List<UploadEvent> heard = recorder.heard();
    String letters =
        heard.stream()
            .map(event -> LETTERS.getOrDefault(event.getClass(), ""))
            .collect(Collectors.joining());
    assertThat(letters).matches(GRAMMAR);
    assertThat(heard.get(0)).isInstanceOf(UploadEvent.Begun.class);
    assertThat(heard.get(heard.size() - 1)).isInstanceOf(UploadEvent.Ended.class);
    assertThat(recorder.hasOverlapped()).isFalse();
    assertThat(heard.stream().map(UploadEvent::upload).distinct()).hasSize(1);
    assertThat(heard.stream().map(UploadEvent::at)).isSorted();
    long last = 0;
    for (UploadEvent event : heard) {
      if (event instanceof UploadEvent.BytesSent sent) {
        assertThat(sent.bytes()).isGreaterThan(last).isLessThanOrEqualTo(sent.total());
        last = sent.bytes();
      } else if (event instanceof UploadEvent.RouteBegun
          || event instanceof UploadEvent.StageBegun) {
        last = 0;
      }
    }
  }

  private static void assertOutcome(Recorder recorder, CompletableFuture<UploadResult> future)
      throws Exception {
    List<UploadEvent> heard = recorder.heard();
    Outcome outcome = recorder.outcome();
    assertThat(outcome.leftovers())
        .isEqualTo(
            heard.stream()
                .filter(UploadEvent.Leftover.class::isInstance)
                .map(event -> ((UploadEvent.Leftover) event).file())
                .toList());
    assertThat(outcome.failed())
        .isEqualTo(
            heard.stream()
                .filter(UploadEvent.RouteFailed.class::isInstance)
                .map(event -> ((UploadEvent.RouteFailed) event).attempt())
                .toList());
    boolean published = heard.stream().anyMatch(UploadEvent.Published.class::isInstance);
    assertThat(outcome.isSuccess()).isEqualTo(published);
    try {
      assertThat(future.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(outcome);
    } catch (CancellationException e) {
      assertThat(future.handle((result, failure) -> failure).join().getCause())
          .isInstanceOfSatisfying(
              UploadException.class, failure -> assertThat(failure.outcome()).isEqualTo(outcome));
    } catch (ExecutionException e) {
      assertThat(e.getCause())
          .isInstanceOfSatisfying(
              UploadException.class, failure -> assertThat(failure.outcome()).isEqualTo(outcome));
    }
  }

  private static UploadRequest request(
      Script script,
      World world,
      CompletableFuture<CompletableFuture<UploadResult>> self,
      Recorder recorder) {
    AtomicInteger count = new AtomicInteger();
    UploadRequest request =
        World.request()
            .written(script.atomic() ? WriteMode.ATOMIC : WriteMode.IN_PLACE)
            .overwriting(script.overwrite())
            .verifiedBy(script.digested() ? VerificationMode.SHA256 : VerificationMode.SIZE)
            .heardBy(
                event -> {
                  recorder.heard(event);
                  if (count.incrementAndGet() == script.breach().event()) {
                    breach(script.breach().means(), world, self);
                  }
                });
    return script.deadline() ? request.within(Duration.ofMillis(1)) : request;
  }

  private static void breach(
      Means means, World world, CompletableFuture<CompletableFuture<UploadResult>> self) {
    switch (means) {
      case NONE -> {}
      case CANCEL -> Objects.requireNonNull(self.join()).cancel(true);
      case CLOSE -> new Thread(world.hostward::close).start();
      case INTERRUPT -> Thread.currentThread().interrupt();
      case LISTENER_THROWS -> throw new AssertionError("of the listener");
    }
  }

  private static void play(Script script, World world) {
    for (int i = 0; i < script.effects().size(); i++) {
      String route = i == 0 ? "relay" : "esx" + i;
      world.transport.next(route, script.effects().get(i).toArray(Effect[]::new));
    }
    script
        .faults()
        .forEach((call, faults) -> world.vsphere.next(call, faults.toArray(Fault[]::new)));
  }

  @Provide
  Arbitrary<Script> scripts() {
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    Arbitrary<Boolean> seldom =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)));
    Arbitrary<List<Fault>> rarely =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(List.<Fault>of())),
            Tuple.of(1, fault().list().ofMaxSize(4)));
    Arbitrary<Breach> breaches =
        Combinators.combine(Arbitraries.of(Means.class), Arbitraries.integers().between(1, 25))
            .as(Breach::new);
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            effect().list().ofMaxSize(3).list().ofSize(4),
            Arbitraries.maps(Arbitraries.of(Call.values()), rarely).ofSize(Call.values().length),
            breaches,
            either,
            either,
            Combinators.combine(either, seldom, seldom).as(List::of))
        .as(
            (hosts, effects, faults, breach, atomic, digested, flags) ->
                new Script(
                    hosts,
                    effects,
                    faults,
                    breach,
                    atomic,
                    digested,
                    flags.get(0),
                    flags.get(1),
                    flags.get(2)));
  }

  private static Arbitrary<Effect> effect() {
    Arbitrary<Integer> bytes = Arbitraries.integers().between(0, World.NEW.length - 1);
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.just(new Effect.Works()),
            Arbitraries.just(new Effect.RefusesConnection()),
            Arbitraries.just(new Effect.ProxyRefuses()),
            Arbitraries.just(new Effect.ThrowsAtOnce()),
            Arbitraries.just(new Effect.Fails(new OutOfMemoryError("of the transport"))),
            Arbitraries.just(new Effect.Corrupts()),
            bytes.map(Effect.BreaksAfter::new),
            bytes.map(Effect.Truncates::new),
            bytes.map(Effect.SourceFailsAfter::new),
            Combinators.combine(Arbitraries.of(401, 404, 500, 503), bytes)
                .as(Effect.Answers::new)));
  }

  private static Arbitrary<Fault> fault() {
    Arbitrary<Kind> kinds = Arbitraries.of(Arrays.asList(Kind.values()));
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.just(new Fault.None()),
            Arbitraries.just(
                new Fault.After(
                    () -> {
                      throw new IllegalStateException("a fault of the adapter");
                    })),
            kinds.map(Fault.AnswerLost::new),
            kinds.map(Fault.Refused::new)));
  }
}
