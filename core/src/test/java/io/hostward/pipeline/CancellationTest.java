package io.hostward.pipeline;

import static io.hostward.upload.RoutePreference.RELAY_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadResult;
import io.hostward.upload.WriteMode;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upload that is cancelled leaves nothing behind, however that happens and whenever. */
@Timeout(60)
class CancellationTest {
  @Test
  void cancelEndsTheTransferAndDeletesTheFile() throws Exception {
    try (World world = World.hanging()) {
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      world.transport.hanging().acquire();
      assertThat(world.store.temporary()).hasSize(1);

      assertThat(upload.cancel(true)).isTrue();

      assertThatThrownBy(upload::get).isInstanceOf(CancellationException.class);
      assertThat(upload).isCancelled();
      assertThat(world.store.temporary()).as("done is done").isEmpty();
      assertThat(world.transport.cancelled()).isEqualTo(1);
      assertThat(world.transport.transfers()).as("no other route").containsExactly("PUT esx1");
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
    }
  }

  @Test
  void aCancelledFutureIsDoneWhenItsCleanupIs() throws Exception {
    CountDownLatch cleaning = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (World world = World.hanging()) {
      world.vsphere.next(Call.DELETE, Fault.stuck(cleaning, goOn));
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      world.transport.hanging().acquire();

      assertThat(upload.cancel(true)).isTrue();
      cleaning.await();
      assertThat(upload).isNotDone();
      assertThat(upload.cancel(true)).as("still to be cancelled").isTrue();
      goOn.countDown();

      assertThatThrownBy(upload::get).isInstanceOf(CancellationException.class);
      assertThat(upload.cancel(true)).as("is cancelled").isTrue();
    }
  }

  @Test
  void aCancelledFutureSaysWhatIsLeft() throws Exception {
    try (World world = World.hanging()) {
      world.vsphere.always(Call.DELETE, new Fault.Refused(Kind.PERMISSION));
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      world.transport.hanging().acquire();
      upload.cancel(true);

      // Newer platforms wrap what get and join throw once more.
      Throwable cancelled = upload.handle((result, failure) -> failure).join();

      assertThat(cancelled).isInstanceOf(CancellationException.class);
      assertThat(cancelled).hasRootCauseInstanceOf(InterruptedException.class);
      UploadException failure = (UploadException) cancelled.getCause();
      assertThat(failure.outcome().leftovers())
          .containsExactlyElementsOf(world.store.temporary())
          .hasSize(1);
      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(cancelled).hasMessageContaining("was not uploaded (cancelled)");
    }
  }

  @Test
  void aCancelThatComesTooLateForIsNone() {
    try (World world = World.of(1)) {
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      UploadResult result = upload.join();

      assertThat(upload.cancel(true)).isFalse();
      assertThat(upload.completeExceptionally(new IllegalStateException())).isFalse();
      assertThat(upload.complete(null)).isFalse();
      assertThat(upload.join()).isSameAs(result);
    }
  }

  @Test
  void aFutureThatIsCompletedByItsOwnerGivesThatAfterTheCleanup() throws Exception {
    try (World world = World.hanging()) {
      UploadResult other = world.hostward.uploadAsync(World.request().over(RELAY_ONLY)).get();
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      world.transport.hanging().acquire();

      assertThat(upload.complete(other)).isTrue();

      assertThat(upload.get()).isSameAs(other);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INVENTORY", "TICKET", "FILE_SIZE"})
  void cancelEndsACallThatBlocks(Call call) throws Exception {
    try (World world = World.of(2)) {
      world.vsphere.next(call, new Fault.Blocks());
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      world.vsphere.blocked().acquire();

      upload.cancel(true);
      world.hostward.close();

      assertThat(world.store.history(World.TARGET)).isEmpty();
      assertThat(world.store.temporary()).isEmpty();
      assertThat(world.vsphere.count(Call.TICKET)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aCancelThatTheInterruptDoesNotTellIsNotLost() throws Exception {
    try (World world = World.of(2)) {
      CompletableFuture<CompletableFuture<UploadResult>> self = new CompletableFuture<>();
      world.vsphere.next(
          Call.FILE_SIZE,
          new Fault.After(
              () -> {
                self.join().cancel(true);
                // As code that swallows interrupts would.
                Thread.interrupted();
              }));

      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      self.complete(upload);
      await().until(upload::isCancelled);
      world.hostward.close();

      assertThat(world.store.history(World.TARGET)).as("not published").isEmpty();
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @Test
  void aCancelThatAListenerSwallowsInAWaitIsNotLost() {
    try (World world = World.of(2)) {
      CompletableFuture<CompletableFuture<UploadResult>> self = new CompletableFuture<>();
      world.vsphere.next(Call.TICKET, new Fault.Refused(Kind.NO_ANSWER), new Fault.Blocks());
      UploadListener swallows =
          event -> {
            if (event instanceof UploadEvent.Waiting) {
              self.join().cancel(true);
              Thread.interrupted();
            }
          };
      CompletableFuture<UploadResult> upload =
          world.hostward.uploadAsync(World.request().heardBy(swallows));
      self.complete(upload);
      await().until(upload::isCancelled);

      world.hostward.close();

      assertThat(world.vsphere.count(Call.TICKET)).as("not asked again").isEqualTo(1);
      assertThat(world.time.pauses()).isEmpty();
    }
  }

  @Test
  void aMoveThatTheServerCalledOffLeavesTheOldFile() throws Exception {
    Recorder recorder = new Recorder();
    try (World world = World.withOldFile(2)) {
      assertThat(cancelInTheMove(world, recorder, new Fault.Refused(Kind.CANCELLED))).isCancelled();

      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
      assertThat(recorder.outcome().target()).isEqualTo(TargetState.UNCHANGED);
      assertThat(recorder.outcome().leftovers()).isEmpty();
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @Test
  void aMoveThatWasDoneBeforeItCouldBeCalledOffCounts() throws Exception {
    Recorder recorder = new Recorder();
    try (World world = World.withOldFile(2)) {
      CompletableFuture<UploadResult> upload =
          cancelInTheMove(world, recorder, new Fault.AnswerLost(Kind.INTERRUPTED));

      assertThat(upload.join().outcome().target()).isEqualTo(TargetState.NEW);

      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD, World.NEW);
      assertThat(recorder.outcome().isSuccess()).isTrue();
      assertThat(recorder.outcome().target()).isEqualTo(TargetState.NEW);
    }
  }

  @Test
  void aMoveOfWhichNobodyKnowsIsCalledUnknownAndNothingIsDeleted() throws Exception {
    Recorder recorder = new Recorder();
    try (World world = World.withOldFile(2)) {
      assertThat(cancelInTheMove(world, recorder, new Fault.Refused(Kind.INTERRUPTED)))
          .isCancelled();

      assertThat(recorder.outcome().target()).isEqualTo(TargetState.UNKNOWN);
      assertThat(recorder.outcome().whyFailed().orElseThrow().domain())
          .isEqualTo(FailureDomain.REQUEST);
      assertThat(world.vsphere.count(Call.DELETE)).isZero();
      assertThat(world.store.temporary())
          .containsExactlyInAnyOrderElementsOf(recorder.outcome().leftovers())
          .hasSize(1);
    }
  }

  private static CompletableFuture<UploadResult> cancelInTheMove(
      World world, Recorder recorder, Fault then) {
    CompletableFuture<CompletableFuture<UploadResult>> self = new CompletableFuture<>();
    world.vsphere.next(Call.MOVE, new Fault.Then(() -> self.join().cancel(true), then));
    CompletableFuture<UploadResult> upload =
        world.hostward.uploadAsync(World.request().heardBy(recorder));
    self.complete(upload);
    await().until(upload::isDone);
    return upload;
  }

  @Test
  void cancelDuringTheCleanupDoesNotStopTheCleanup() throws Exception {
    try (World world = World.of(1)) {
      CompletableFuture<CompletableFuture<UploadResult>> self = new CompletableFuture<>();
      world.vsphere.withoutRelay();
      world.transport.next("esx1", new Effect.BreaksAfter(8));
      world.vsphere.next(Call.DELETE, new Fault.After(() -> self.join().cancel(true)));
      CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
      self.complete(upload);
      await().until(upload::isCancelled);

      world.hostward.close();

      assertThat(world.store.temporary()).isEmpty();
      assertThat(world.vsphere.count(Call.DELETE)).isEqualTo(1);
    }
  }

  @Test
  void inPlaceACancelBeforeTheFirstByteLeavesTheOldFile() {
    Recorder recorder = new Recorder();
    try (World world = World.withOldFile(2)) {
      CompletableFuture<CompletableFuture<UploadResult>> self = new CompletableFuture<>();
      UploadListener cancels =
          event -> {
            recorder.heard(event);
            if (event instanceof UploadEvent.RouteBegun) {
              self.join().cancel(true);
            }
          };
      CompletableFuture<UploadResult> upload =
          world.hostward.uploadAsync(World.request().written(WriteMode.IN_PLACE).heardBy(cancels));
      self.complete(upload);
      assertThatThrownBy(upload::join).isInstanceOf(CancellationException.class);

      world.hostward.close();

      assertThat(world.transport.transfers()).isEmpty();
      assertThat(recorder.outcome().target()).isEqualTo(TargetState.UNCHANGED);
    }
  }
}
