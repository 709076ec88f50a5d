package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.memory.HostUse;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.transfer.RouteName;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever fails, on whichever route and in whichever call: what always holds. */
class FailureScriptTest {
  private static final DatastorePath DEEP = DatastorePath.parse("[vmstore] iso/disk.iso");

  /** What goes wrong in one upload. */
  record Script(
      int hosts,
      List<List<Effect>> effects,
      Map<Call, List<Fault>> faults,
      boolean old,
      boolean deep,
      boolean digested,
      boolean overwrite,
      Entry entry) {}

  @Property(tries = 3000)
  void alwaysHolds(@ForAll("scripts") Script script) {
    List<SelectionContext> contexts = new CopyOnWriteArrayList<>();
    try (World world =
        World.ranking(
            script.hosts(),
            (snapshot, context) -> {
              contexts.add(context);
              return World.inOrder(snapshot, context);
            })) {
      DatastorePath target = script.deep() ? DEEP : World.TARGET;
      play(script, world, target);
      Tried tried = new Tried();

      try {
        UploadResult result =
            script.entry().upload(world.hostward, request(script, target).heardBy(tried));
        assertSuccess(script, world, target, result, tried);
      } catch (UploadException failure) {
        assertFailure(script, world, target, failure, tried);
      } catch (IOException e) {
        throw new AssertionError("an upload fails with an UploadException", e);
      }
      assertThat(world.vsphere.tickets().misuses()).isEmpty();
      assertNothingInFlight(world, contexts);
    }
  }

  private static void assertSuccess(
      Script script, World world, DatastorePath target, UploadResult result, Tried tried) {
    assertThat(result.bytes()).isEqualTo(World.NEW.length);
    List<byte[]> history = world.store.history(target);
    if (script.old() && script.overwrite()) {
      assertThat(history).containsExactly(World.OLD, World.NEW);
    } else {
      assertThat(history).containsExactly(World.NEW);
    }
    List<RouteName> attempts = new ArrayList<>(routes(result.failed()));
    attempts.add(result.route().name());
    assertThat(attempts).isEqualTo(tried.routes);
    assertRanking(script, attempts);
    if (!scripts(script, Call.DELETE)) {
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  private static void assertFailure(
      Script script, World world, DatastorePath target, UploadException failure, Tried tried) {
    List<byte[]> untouched = script.old() ? List.of(World.OLD) : List.of();
    if (failure.outcome().target() == TargetState.UNKNOWN) {
      assertThat(failure).hasMessageContaining("could not be found out");
      assertThat(script.faults().get(Call.MOVE)).isNotEmpty();
      assertThat(world.store.history(target).size() - untouched.size()).isLessThanOrEqualTo(1);
    } else {
      assertThat(world.store.history(target)).containsExactlyElementsOf(untouched);
    }
    assertThat(routes(failure.attempts())).isEqualTo(tried.routes);
    assertRanking(script, tried.routes);
    for (FailedAttempt attempt : failure.attempts()) {
      assertThat(failure).hasMessageContaining(attempt.problem());
    }
    for (DatastorePath left : world.store.temporary()) {
      assertThat(failure).hasMessageContaining(left.toString());
    }
    assertThat(failure.outcome().leftovers()).containsAll(world.store.temporary());
    boolean unknown = failure.outcome().target() == TargetState.UNKNOWN;
    if (!scripts(script, Call.DELETE) && !unknown) {
      assertThat(world.store.temporary()).isEmpty();
      assertThat(failure).message().doesNotContain("please delete");
    }
  }

  /** Direct routes as the policy ranked them, each once; then the relay, twice at most. */
  private static void assertRanking(Script script, List<RouteName> routes) {
    List<String> order = new ArrayList<>();
    for (int i = 1; i <= script.hosts(); i++) {
      order.add("esx" + i);
    }
    order.add("relay");
    order.add("relay");
    assertThat(routes.stream().map(Recorder::name))
        .containsExactlyElementsOf(order.subList(0, routes.size()));
  }

  private static void assertNothingInFlight(World world, List<SelectionContext> contexts) {
    try {
      Selection again = world.hostward.rank("vmstore", Optional.empty(), OptionalLong.empty());
      assertThat(again.policy()).isEqualTo("in-order");
    } catch (UploadException e) {
      return; // The script holds more failures of the inventory than the upload met.
    }
    assertThat(contexts.get(contexts.size() - 1).hosts().values())
        .extracting(HostUse::uploads)
        .allMatch(uploads -> uploads == 0);
  }

  private static List<RouteName> routes(List<FailedAttempt> attempts) {
    return attempts.stream().map(FailedAttempt::route).toList();
  }

  private static boolean scripts(Script script, Call call) {
    return script.faults().getOrDefault(call, List.of()).stream()
        .anyMatch(fault -> !(fault instanceof Fault.None));
  }

  private static void play(Script script, World world, DatastorePath target) {
    if (script.old()) {
      world.store.put(target, World.OLD);
    }
    for (int i = 0; i < script.effects().size(); i++) {
      String route = i == 0 ? "relay" : "esx" + i;
      world.transport.next(route, script.effects().get(i).toArray(Effect[]::new));
    }
    script
        .faults()
        .forEach((call, faults) -> world.vsphere.next(call, faults.toArray(Fault[]::new)));
  }

  private static UploadRequest request(Script script, DatastorePath target) {
    return UploadRequest.of(UploadSource.of(World.NEW), target)
        .overwriting(script.overwrite())
        .verifiedBy(script.digested() ? VerificationMode.SHA256 : VerificationMode.SIZE);
  }

  @Provide
  Arbitrary<Script> scripts() {
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    Arbitrary<List<Fault>> faults = fault().list().ofMaxSize(4);
    Arbitrary<List<Fault>> rarely =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(List.<Fault>of())), Tuple.of(1, faults));
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            effect().list().ofMaxSize(3).list().ofSize(4),
            Arbitraries.maps(Arbitraries.of(Call.values()), rarely).ofSize(Call.values().length),
            either,
            either,
            either,
            either,
            Arbitraries.of(Entry.class))
        .as(Script::new);
  }

  private static Arbitrary<Effect> effect() {
    Arbitrary<Integer> bytes = Arbitraries.integers().between(0, World.NEW.length - 1);
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.just(new Effect.Works()),
            Arbitraries.just(new Effect.RefusesConnection()),
            Arbitraries.just(new Effect.ThrowsAtOnce()),
            Arbitraries.just(new Effect.Fails(new OutOfMemoryError("of the transport"))),
            bytes.map(Effect.BreaksAfter::new),
            bytes.map(Effect.Truncates::new),
            bytes.map(Effect.SourceFailsAfter::new),
            Combinators.combine(Arbitraries.of(401, 404, 500, 503), bytes)
                .as(Effect.Answers::new)));
  }

  private static Arbitrary<Fault> fault() {
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.just(new Fault.None()),
            Arbitraries.of(Kind.NO_ANSWER, Kind.SESSION, Kind.NOT_FOUND, Kind.FAULT)
                .map(Fault.AnswerLost::new),
            Arbitraries.of(
                    Arrays.stream(Kind.values()).filter(kind -> kind != Kind.AMBIGUOUS).toList())
                .map(Fault.Refused::new)));
  }

  /** The routes as the listener heard of them. */
  private static final class Tried implements UploadListener {
    private final List<RouteName> routes = new CopyOnWriteArrayList<>();

    @Override
    public void heard(UploadEvent event) {
      if (event instanceof UploadEvent.RouteBegun begun) {
        routes.add(begun.route().name());
      }
    }
  }
}
