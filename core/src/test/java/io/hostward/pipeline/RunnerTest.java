package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hostward.inventory.DatastorePath;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Executors that refuse, queue or run at once; closing; many uploads together. */
@Timeout(60)
class RunnerTest {

  @ParameterizedTest
  @EnumSource
  void anExecutorThatRejectsFailsTheUpload(Entry entry) {
    try (World world =
        World.of(
            1,
            settings ->
                settings.executor(
                    task -> {
                      throw new RejectedExecutionException("full");
                    }))) {
      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));

      assertThat(failure)
          .hasMessageContaining("the executor did not take it")
          .hasMessageContaining("full")
          .hasCauseInstanceOf(RejectedExecutionException.class);
      assertThat(world.vsphere.calls()).isEmpty();
    }
  }

  /** A pool without core threads queues a task, then fails to start a thread for it. */
  @Test
  void anExecutorThatQueuesAndFailsRunsItNoMore() {
    List<Runnable> queue = new ArrayList<>();
    try (World world =
        World.of(
            1,
            settings ->
                settings.executor(
                    task -> {
                      queue.add(task);
                      throw new OutOfMemoryError("unable to create native thread");
                    }))) {
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      assertThatThrownBy(upload::join).hasMessageContaining("nothing was begun");

      queue.forEach(Runnable::run);

      assertThat(world.vsphere.calls()).isEmpty();
      assertThat(world.store.history(World.TARGET)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExecutorThatRunsAtOnceWillDo(Entry entry) throws Exception {
    try (World world = World.of(1, settings -> settings.executor(Runnable::run))) {
      entry.upload(world, World.request());

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @Test
  void theDeadlineRunsOnTheCallersThreadToo() {
    try (World world = World.of(1, settings -> settings.executor(Runnable::run))) {
      world.transport.next("esx1", new Effect.HangsAfter(4));

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> world.hostward.upload(World.request().within(Duration.ofMillis(50))));

      assertThat(failure).hasMessageContaining("the deadline of 50 ms has passed");
      assertThat(Thread.interrupted()).as("the thread comes back uninterrupted").isFalse();
    }
  }

  @Test
  void anInterruptOfTheThreadThatRunsItStands() {
    try (World world = World.of(2, settings -> settings.executor(Runnable::run))) {
      Thread.currentThread().interrupt();

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure).hasMessageContaining("(its thread was interrupted)");
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  @Test
  void anExecutorThatIsShutDownInterruptsForGood() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (World world = World.of(3, settings -> settings.executor(executor))) {
      world.transport.next("esx1", new Effect.HangsAfter(4));
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      world.transport.hanging().acquire();

      executor.shutdownNow();

      assertThatThrownBy(upload::get)
          .hasCauseInstanceOf(UploadException.class)
          .hasMessageContaining("was not uploaded (its thread was interrupted)");
      assertThat(world.transport.transfers()).as("no other route").containsExactly("PUT esx1");
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @Test
  void whatIsStillQueuedEndsAtOnce() {
    LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    try (World world = World.of(1, settings -> settings.executor(queue::add))) {
      CompletableFuture<UploadResult> cancelled = world.hostward.uploadAsync(World.request());
      CompletableFuture<UploadResult> late =
          world.hostward.uploadAsync(World.request().within(Duration.ofMillis(20)));
      CompletableFuture<UploadResult> closed = world.hostward.uploadAsync(World.request());

      cancelled.cancel(true);
      assertThatThrownBy(late::get).hasMessageContaining("the deadline of 20 ms has passed");
      // Nobody will ever run the queue; close does not wait for it.
      world.hostward.close();

      assertThatThrownBy(closed::get)
          .hasCauseInstanceOf(UploadException.class)
          .hasMessageContaining("this Hostward was closed; nothing was begun");
      queue.forEach(Runnable::run);
      assertThat(world.vsphere.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void closeBreaksOffWhatRunsAndWaitsForItsCleanup(Entry entry) throws Exception {
    World world = World.of(2);
    world.transport.next("esx1", new Effect.HangsAfter(8));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () ->
                failure.complete(
                    catchThrowableOfType(
                        UploadException.class, () -> entry.upload(world, World.request()))));
    caller.start();
    world.transport.hanging().acquire();

    Thread.currentThread().interrupt();
    world.close();

    assertThat(Thread.interrupted()).as("an interrupt does not hurry it, and is kept").isTrue();
    assertThat(world.store.temporary()).isEmpty();
    assertThat(failure.get()).hasMessageContaining("(this Hostward was closed)");
    assertThatThrownBy(() -> entry.upload(world, World.request()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this Hostward is closed");
  }

  @Test
  void closingWhenTheFutureIsDoneDoesNotWaitForItself() throws Exception {
    World world = World.of(1);
    CompletableFuture<Void> closed =
        world
            .hostward
            .uploadAsync(World.request())
            .whenComplete((result, failure) -> world.hostward.close())
            .thenAccept(result -> {});

    closed.get();
    assertThatThrownBy(() -> world.hostward.upload(World.request()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aListenerThatClosesIsRefused() throws Exception {
    try (World world = World.of(1)) {
      AtomicReference<Throwable> told = new AtomicReference<>();
      UploadListener closer =
          event ->
              told.set(catchThrowableOfType(IllegalStateException.class, world.hostward::close));

      world.hostward.upload(World.request().heardBy(closer));

      assertThat(told.get()).hasMessage("a listener cannot close the Hostward that calls it");
      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @Test
  void aLongDeadlineKeepsNothingAlive() throws Exception {
    try (World world = World.of(1)) {
      WeakReference<Object> finished = new WeakReference<>(finished(world));
      WeakReference<Object> failed = new WeakReference<>(failed(world));
      world.transport.forgetAbandoned();

      await()
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(finished.get()).isNull();
                assertThat(failed.get()).isNull();
              });
    }
  }

  private static Object finished(World world) throws Exception {
    UploadSource source = UploadSource.of(new byte[100]);
    world.hostward.upload(UploadRequest.of(source, World.TARGET).within(Duration.ofDays(7)));
    return source;
  }

  private static Object failed(World world) {
    UploadSource source = UploadSource.of(new byte[100]);
    world.transport.next("esx1", new Effect.RefusesConnection());
    assertThatThrownBy(
            () ->
                world.hostward.upload(
                    UploadRequest.of(source, World.TARGET)
                        .over(RoutePreference.DIRECT_ONLY)
                        .within(Duration.ofDays(7))))
        .isInstanceOf(UploadException.class);
    return source;
  }

  @Test
  void manyUploadsAtOnceDoNotMeet() throws Exception {
    try (World world = World.of(3)) {
      for (int i = 0; i < 40; i++) {
        world.transport.next("esx" + (i % 3 + 1), new Effect.BreaksAfter(i % 7));
      }
      List<CompletableFuture<UploadResult>> uploads = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        uploads.add(
            world.hostward.uploadAsync(UploadRequest.of(UploadSource.of(text(i)), file(i))));
      }

      for (int i = 0; i < 100; i++) {
        assertThat(uploads.get(i).get().path()).isEqualTo(file(i));
        assertThat(world.store.history(file(i))).containsExactly(text(i));
      }
      assertThat(world.store.temporary()).isEmpty();
      assertThat(world.vsphere.tickets().misuses()).isEmpty();
    }
  }

  private static byte[] text(int number) {
    return ("file number " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static DatastorePath file(int number) {
    return DatastorePath.parse("[vmstore] disk-" + number + ".iso");
  }
}
