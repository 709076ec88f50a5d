package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Uploads that are submitted, broken off and let go in any order, on threads that race. */
class AdmissionRaceTest {
  enum Act {
    SUBMIT,
    SUBMIT_IN_A_HURRY,
    SUBMIT_DIGESTED,
    SUBMIT_AND_CANCEL,
    CANCEL,
    LET_GO,
    CLOSE
  }

  /** Whatever happens to whom, on threads that race: all end, and what was taken is given back. */
  @Property(tries = 250)
  void nothingIsLostWhateverBreaks(
      @ForAll("acts") List<Act> acts,
      @ForAll("effects") List<Effect> effects,
      @ForAll @IntRange(min = 1, max = 4) int room,
      @ForAll @IntRange(min = 1, max = 3) int leaves) {
    Running running = new Running();
    List<Recorder> recorders = new ArrayList<>();
    List<CompletableFuture<UploadResult>> uploads = new ArrayList<>();
    try (World world = World.of(2, settings -> settings.uploadsAtOnce(room).listener(running))) {
      world.transport.leaves().most(leaves);
      world.transport.next("esx1", effects.toArray(Effect[]::new));
      for (Act act : acts) {
        act(act, world, recorders, uploads);
      }
      world.transport.goes().release(1000);
      for (CompletableFuture<UploadResult> upload : uploads) {
        await(upload);
      }
      world.hostward.close();

      assertThat(world.transport.leaves().held()).isZero();
      assertThat(world.transport.leaves().waiting()).isZero();
      assertThat(world.transport.leaves().misuses()).isEmpty();
      assertThat(world.transport.leaves().mostBodies()).isLessThanOrEqualTo(leaves);
      assertThat(running.most.get()).isLessThanOrEqualTo(room);
      assertThat(recorders)
          .allSatisfy(
              recorder -> {
                assertThat(recorder.events()).startsWith("begun").endsWith("ended");
                assertThat(recorder.events()).containsOnlyOnce("begun", "ended");
              });
      assertThat(running.told)
          .as("left where nobody knows whether the move was carried out, and told")
          .containsAll(world.store.temporary());
    }
  }

  /** Counts the uploads that run, those that ended in the queue not among them. */
  private static final class Running implements UploadListener {
    private final Set<UUID> now = ConcurrentHashMap.newKeySet();
    private final AtomicInteger most = new AtomicInteger();

    /** What is left of uploads of which it is not known how they ended. */
    private final Set<DatastorePath> told = ConcurrentHashMap.newKeySet();

    @Override
    public void heard(UploadEvent event) {
      if (event instanceof UploadEvent.StageBegun begun && begun.stage() == Stage.INVENTORY) {
        now.add(event.upload());
        most.accumulateAndGet(now.size(), Math::max);
      } else if (event instanceof UploadEvent.Ended ended) {
        now.remove(event.upload());
        if (ended.outcome().target() == TargetState.UNKNOWN) {
          told.addAll(ended.outcome().leftovers());
        }
      }
    }
  }

  private static UploadRequest numbered(int number) {
    return UploadRequest.of(
        UploadSource.of(World.NEW), DatastorePath.parse("[vmstore] disk-" + number + ".iso"));
  }

  private static void act(
      Act act,
      World world,
      List<Recorder> recorders,
      List<CompletableFuture<UploadResult>> uploads) {
    Recorder recorder = new Recorder();
    UploadRequest request = numbered(uploads.size()).heardBy(recorder);
    switch (act) {
      case CANCEL -> {
        if (!uploads.isEmpty()) {
          uploads.get(uploads.size() / 2).cancel(true);
        }
        return;
      }
      case LET_GO -> {
        world.transport.goes().release();
        return;
      }
      case CLOSE -> {
        world.hostward.close();
        return;
      }
      case SUBMIT_IN_A_HURRY -> request = request.within(Duration.ofMillis(3));
      case SUBMIT_DIGESTED -> request = request.verifiedBy(VerificationMode.SHA256);
      case SUBMIT, SUBMIT_AND_CANCEL -> {}
    }
    try {
      uploads.add(world.hostward.uploadAsync(request));
      recorders.add(recorder);
    } catch (IllegalStateException closed) {
      assertThat(closed).hasMessage("this Hostward is closed");
      return;
    }
    if (act == Act.SUBMIT_AND_CANCEL) {
      uploads.get(uploads.size() - 1).cancel(true);
    }
  }

  private static void await(CompletableFuture<UploadResult> upload) {
    try {
      assertThat(upload.get(20, TimeUnit.SECONDS)).isNotNull();
    } catch (CancellationException e) {
      assertThat(upload).isCancelled();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(UploadException.class);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("an upload does not end", e);
    }
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    return Arbitraries.frequencyOf(
            Tuple.of(
                20,
                Arbitraries.of(
                    Act.SUBMIT, Act.SUBMIT_IN_A_HURRY, Act.SUBMIT_DIGESTED, Act.SUBMIT_AND_CANCEL)),
            Tuple.of(6, Arbitraries.of(Act.CANCEL, Act.LET_GO)),
            Tuple.of(1, Arbitraries.just(Act.CLOSE)))
        .list()
        .ofMaxSize(25);
  }

  @Provide
  Arbitrary<List<Effect>> effects() {
    return Arbitraries.<Effect>of(
            new Effect.Works(),
            new Effect.Waits(),
            new Effect.RefusesConnection(),
            new Effect.ThrowsAtOnce(),
            new Effect.BreaksAfter(4),
            new Effect.SourceFailsAfter(4),
            new Effect.Fails(new OutOfMemoryError("of the transport")))
        .list()
        .ofMaxSize(20);
  }
}
