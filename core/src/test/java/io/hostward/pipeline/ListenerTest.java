package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostId;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.ranking.SelectionContext;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.WriteMode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listeners and policies are other people's code: what they hear, and what they may break. */
class ListenerTest {
  private static final UploadRequest TEN_BYTES =
      UploadRequest.of(UploadSource.of(new byte[10]), World.TARGET);

  @ParameterizedTest
  @EnumSource
  void hearsEverythingInTheDocumentedOrder(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      Recorder recorder = new Recorder();
      world.transport.next("esx1", new Effect.BreaksAfter(8));

      entry.upload(world.hostward, TEN_BYTES.heardBy(recorder));

      assertThat(recorder.events())
          .containsExactly(
              "begun",
              "entered INVENTORY",
              "entered SELECTION",
              "ranked 2",
              "entered PREPARATION",
              "route esx1",
              "entered TICKET",
              "entered TRANSFER",
              "sent 4/10",
              "sent 8/10",
              "failed esx1 HOST",
              "entered CLEANUP",
              "cleaned",
              "route esx2",
              "entered TICKET",
              "entered TRANSFER",
              "sent 4/10",
              "sent 8/10",
              "sent 10/10",
              "entered VERIFICATION",
              "verified",
              "entered PUBLICATION",
              "published",
              "ended");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLastFailureIsHeardToo(Entry entry) {
    try (World world = World.of(1)) {
      Recorder recorder = new Recorder();
      world.transport.next("esx1", new Effect.RefusesConnection());

      assertThatThrownBy(
              () ->
                  entry.upload(
                      world.hostward,
                      TEN_BYTES.over(RoutePreference.DIRECT_ONLY).heardBy(recorder)))
          .isInstanceOf(UploadException.class);

      assertThat(recorder.withoutStages())
          .containsExactly("begun", "ranked 1", "route esx1", "failed esx1 HOST", "ended");
    }
  }

  @ParameterizedTest
  @EnumSource
  void lateProgressOfATransferGivenUpIsNotHeard(Entry entry) throws IOException {
    try (World world = World.of(3)) {
      Recorder recorder = new Recorder();
      // The fake goes on telling of these while the next one is under way.
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.transport.next("esx2", new Effect.BreaksAfter(8));

      var result = entry.upload(world.hostward, TEN_BYTES.heardBy(recorder));

      assertThat(recorder.events()).noneMatch(event -> event.contains("1000000"));
      assertThat(recorder.hasOverlapped()).isFalse();
      assertThat(result.failed()).extracting(a -> a.bytesSent()).containsExactly(4L, 8L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListenerThatThrowsIsNoReasonToFail(Entry entry) throws IOException {
    for (Throwable thrown :
        List.of(new IllegalStateException("of the listener"), new AssertionError("of it too"))) {
      UploadListener thrower =
          (UploadListener)
              Proxy.newProxyInstance(
                  UploadListener.class.getClassLoader(),
                  new Class<?>[] {UploadListener.class},
                  (proxy, method, arguments) -> {
                    throw thrown;
                  });
      try (World world = World.of(2)) {
        world.transport.next("esx1", new Effect.BreaksAfter(8));

        entry.upload(world.hostward, World.request().heardBy(thrower));

        assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
        assertThat(world.store.temporary()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPolicyThatThrowsEndsTheUploadBeforeAByte(Entry entry) {
    try (World world =
        World.ranking(
            2,
            (snapshot, context) -> {
              throw new ArithmeticException("of the policy");
            })) {
      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));

      assertThat(failure.stage()).isEqualTo(Stage.SELECTION);
      assertThat(failure)
          .hasMessageContaining("the policy failed on datastore 'vmstore'")
          .hasMessageContaining("of the policy")
          .hasCauseInstanceOf(ArithmeticException.class);
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // An application's policy may be compiled without it.
  void aPolicyThatAnswersNothingIsNamed() {
    try (World world = World.ranking(2, (snapshot, context) -> null)) {
      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(failure.stage()).isEqualTo(Stage.SELECTION);
      assertThat(failure).hasMessageContaining("it answered null");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPolicyHearsTheSizeAndTheUploadsUnderWay(Entry entry) throws Exception {
    AtomicReference<SelectionContext> heard = new AtomicReference<>();
    try (World world =
        World.ranking(
            2,
            (snapshot, context) -> {
              heard.set(context);
              return World.inOrder(snapshot, context);
            })) {
      world.transport.next("esx1", new Effect.HangsAfter(4));
      var hanging = world.hostward.uploadAsync(World.request().written(WriteMode.IN_PLACE));
      world.transport.hanging().acquire();

      entry.upload(world, World.request());
      SelectionContext last = Objects.requireNonNull(heard.get());
      assertThat(last.hosts()).containsOnlyKeys(new HostId("host-esx1"));
      assertThat(last.use(new HostId("host-esx1")).uploads()).isEqualTo(1);
      assertThat(last.size()).hasValue(World.NEW.length);

      hanging.cancel(true);
    }
  }
}
