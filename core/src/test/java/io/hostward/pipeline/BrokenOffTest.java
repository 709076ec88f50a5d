package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upload whose deadline passes, or whose caller is interrupted, leaves nothing behind. */
@Timeout(60)
class BrokenOffTest {
  @Test
  void aFutureThatTimesOutBreaksTheUploadOffAsWell() throws Exception {
    try (World world = World.hanging()) {
      CompletableFuture<UploadResult> upload =
          world.hostward.uploadAsync(World.request()).orTimeout(50, TimeUnit.MILLISECONDS);

      ExecutionException failure = catchThrowableOfType(ExecutionException.class, upload::get);

      assertThat(failure.getCause()).isInstanceOf(TimeoutException.class);
      assertThat(failure.getCause().getSuppressed())
          .singleElement()
          .isInstanceOf(UploadException.class);
      assertThat(world.store.temporary()).isEmpty();
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDeadlineEndsTheUploadAndIsNamed(Entry entry) {
    try (World world = World.hanging()) {
      UploadRequest request = World.request().within(Duration.ofMillis(500));

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, request));

      assertThat(failure)
          .hasMessageContaining("was not uploaded (the deadline of 500 ms has passed). Tried:")
          .hasMessageEndingWith("The target is as it was before.");
      assertThat(world.store.temporary()).as("cleaned up when told").isEmpty();
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDeadlineIsNamedBeforeAnyRouteToo(Entry entry) {
    try (World world = World.of(1)) {
      world.vsphere.next(Call.INVENTORY, new Fault.Blocks());
      UploadRequest request = World.request().within(Duration.ofMillis(500));

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, request));

      assertThat(failure).hasMessageContaining("(the deadline of 500 ms has passed)");
      assertThat(failure.attempts()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlineOfAgesIsNone(Entry entry) throws Exception {
    try (World world = World.of(1)) {
      entry.upload(world, World.request().within(Duration.ofSeconds(Long.MAX_VALUE)));

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @Test
  void anInterruptedCallerFindsItCleanedUp() throws Exception {
    try (World world = World.hanging()) {
      AtomicReference<Boolean> standing = new AtomicReference<>();
      FutureTask<UploadResult> call = inThread(world, standing);
      Thread caller = new Thread(call);
      caller.start();
      world.transport.hanging().acquire();

      caller.interrupt();

      ExecutionException failure = catchThrowableOfType(ExecutionException.class, call::get);
      assertThat(failure.getCause())
          .isInstanceOf(InterruptedIOException.class)
          .hasMessageContaining("[vmstore] disk.iso was not uploaded (interrupted)")
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(standing.get()).as("the caller's interrupt stands").isTrue();
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @Test
  void anInterruptedCallerHearsWhatCouldNotBeDeleted() throws Exception {
    try (World world = World.hanging()) {
      world.vsphere.always(Call.DELETE, new Fault.Refused(Kind.FAULT));
      FutureTask<UploadResult> call = inThread(world, new AtomicReference<>());
      Thread caller = new Thread(call);
      caller.start();
      world.transport.hanging().acquire();

      caller.interrupt();

      ExecutionException failure = catchThrowableOfType(ExecutionException.class, call::get);
      assertThat(failure.getCause())
          .hasMessageContaining(world.store.temporary().iterator().next().toString());
    }
  }

  @Test
  void anUploadThatCanNoLongerBeBrokenOffIsFinished() throws Exception {
    try (World world = World.of(1)) {
      AtomicReference<Boolean> standing = new AtomicReference<>();
      FutureTask<UploadResult> call = inThread(world, standing);
      Thread caller = new Thread(call);
      world.vsphere.next(
          Call.MOVE,
          new Fault.Then(
              () -> {
                caller.interrupt();
                await().until(() -> caller.getState() == Thread.State.WAITING);
              },
              new Fault.AnswerLost(Kind.INTERRUPTED)));
      caller.start();

      assertThat(call.get().bytes()).isEqualTo(World.NEW.length);
      assertThat(standing.get()).isTrue();
      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  private static FutureTask<UploadResult> inThread(World world, AtomicReference<Boolean> standing) {
    return new FutureTask<>(
        () -> {
          try {
            return world.hostward.upload(World.request());
          } finally {
            standing.set(Thread.currentThread().isInterrupted());
          }
        });
  }
}
