package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.TestSettings;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong in a cleanup says nothing of the upload itself. */
class CleanupTest {
  private static final Fault AWAY = new Fault.Refused(Kind.NO_ANSWER);

  @Test
  void anErrorInACleanupDoesNotHideTheSuccess() throws IOException {
    Fault error =
        new Fault.After(
            () -> {
              throw new NoClassDefFoundError("of the adapter");
            });
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.vsphere.next(Call.DELETE, error, error);

      UploadResult result = world.hostward.upload(World.request());

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
      assertThat(result.outcome().leftovers()).hasSize(1);
    }
  }

  @Test
  void anInterruptFromOutsideInAPauseLeavesTheTimeForCleaningUp() {
    AtomicBoolean once = new AtomicBoolean();
    UploadListener interrupts =
        event -> {
          if (event instanceof UploadEvent.Waiting && once.compareAndSet(false, true)) {
            Thread.currentThread().interrupt();
          }
        };
    try (World world = World.of(1)) {
      world.vsphere.withoutRelay();
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.vsphere.next(Call.DELETE, new Fault.Refused(Kind.LOCKED));

      UploadException failure = failure(world, World.request().heardBy(interrupts));

      assertThat(once).isTrue();
      assertThat(world.store.temporary()).isEmpty();
      assertThat(failure.outcome().leftovers()).isEmpty();
      assertThat(failure).hasMessageContaining("its thread was interrupted");
    }
  }

  @Test
  @Timeout(30)
  void theEndOfACleanupThatAListenerSwallowsIsNotLost() {
    Limits limits =
        new Limits(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(5), List.of());
    UploadListener swallows =
        event -> {
          if (event instanceof UploadEvent.Waiting) {
            swallowInterrupt();
          }
        };
    try (World world =
        World.of(1, settings -> TestSettings.waiting(settings, limits, Pause.REAL))) {
      world.vsphere.withoutRelay();
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.vsphere.next(Call.DELETE, AWAY);
      world.vsphere.always(Call.DELETE, new Fault.Blocks());

      UploadException failure = failure(world, World.request().heardBy(swallows));

      assertThat(failure.outcome().leftovers()).hasSize(1);
      assertThat(world.vsphere.count(Call.DELETE)).isEqualTo(1);
    }
  }

  /** As many listeners do. */
  private static void swallowInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      return;
    }
  }

  private static UploadException failure(World world, UploadRequest request) {
    return catchThrowableOfType(UploadException.class, () -> world.hostward.upload(request));
  }
}
