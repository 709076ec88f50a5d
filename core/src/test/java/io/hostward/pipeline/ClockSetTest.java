package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock on the wall may be set at any moment, by any time; only events show it. */
class ClockSetTest {
  private static final int MOST_PAUSES = 64;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Provide
  Arbitrary<List<Duration>> jumps() {
    Arbitrary<Duration> jump =
        Arbitraries.longs()
            .between(-100_000_000_000L, 100_000_000_000L)
            .map(Duration::ofMillis)
            .injectDuplicates(0.2);
    return jump.list().ofSize(MOST_PAUSES);
  }

  /** Lets time pass and sets the clock, another jump each time. */
  private static Runnable passing(World world, int seconds, List<Duration> jumps) {
    AtomicInteger next = new AtomicInteger();
    return () -> {
      world.time.pass(Duration.ofSeconds(seconds));
      world.time.set(jumps.get(next.getAndIncrement() % jumps.size()));
    };
  }

  @Property(tries = 100)
  void noDurationDependsOnIt(@ForAll("jumps") List<Duration> jumps) throws IOException {
    Recorder recorder = new Recorder();
    try (World world = World.of(2, settings -> settings.listener(recorder))) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.vsphere.next(
          Call.TICKET,
          new Fault.After(passing(world, 3, jumps)),
          new Fault.After(passing(world, 5, jumps.subList(1, MOST_PAUSES))));
      world.vsphere.next(
          Call.MOVE, new Fault.After(passing(world, 4, jumps.subList(2, MOST_PAUSES))));

      UploadResult result = world.hostward.upload(World.request());

      assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(12));
      assertThat(result.stages())
          .containsAllEntriesOf(
              Map.of(
                  Stage.TICKET, Duration.ofSeconds(8),
                  Stage.PUBLICATION, Duration.ofSeconds(4),
                  Stage.TRANSFER, Duration.ZERO));
      assertThat(result.failed())
          .singleElement()
          .satisfies(failed -> assertThat(failed.elapsed()).isEqualTo(Duration.ofSeconds(3)));
      UploadEvent last = recorder.heard().get(recorder.heard().size() - 1);
      assertThat(last.at()).isEqualTo(world.time.instant());
    }
  }

  @Property(tries = 100)
  void noPatienceEndsEarlierOrLater(@ForAll("jumps") List<Duration> jumps) {
    try (World world = World.of(1, settings -> settings.patience(LIMIT))) {
      world.vsphere.always(
          Call.TICKET, new Fault.Then(passing(world, 0, jumps), new Fault.Refused(Kind.NO_ANSWER)));

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(failure).hasMessageContaining("it was asked again for 20 s");
      assertThat(world.time.waited()).isEqualTo(LIMIT);
      assertThat(failure.outcome().failed())
          .allSatisfy(failed -> assertThat(failed.elapsed()).isEqualTo(LIMIT));
    }
  }

  /** A host's failure is forgotten after a quarter of an hour, whatever the clock says by then. */
  @ParameterizedTest
  @ValueSource(longs = {-1_000_000, -60, 0, 60, 1_000_000})
  void noFailureIsForgottenOrKept(long jump) throws IOException {
    List<Boolean> known = new ArrayList<>();
    HostSelectionPolicy policy =
        (snapshot, context) -> {
          known.add(context.hosts().values().stream().anyMatch(use -> use.failure().isPresent()));
          return World.inOrder(snapshot, context);
        };
    try (World world = World.ranking(2, policy)) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.hostward.upload(World.request());
      world.time.set(Duration.ofSeconds(jump));
      world.time.pass(Duration.ofMinutes(14));
      world.hostward.rank(World.request());
      world.time.pass(Duration.ofMinutes(2));
      world.hostward.rank(World.request());

      assertThat(known).containsExactly(false, true, false);
    }
  }
}
