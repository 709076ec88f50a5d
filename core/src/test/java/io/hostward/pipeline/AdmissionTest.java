package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a turn holds nothing; who has it gives it back. */
@Timeout(60)
class AdmissionTest {

  /** A transport that gives so many leaves, whose bodies wait until they are let go on. */
  private static World crowded(int leaves, int uploadsAtOnce) {
    World world = World.of(1, settings -> settings.uploadsAtOnce(uploadsAtOnce));
    world.transport.leaves().most(leaves);
    return world;
  }

  private static void bodiesWait(World world, int count) {
    for (int i = 0; i < count; i++) {
      world.transport.next("esx1", new Effect.Waits());
    }
  }

  private static UploadRequest numbered(int number) {
    return UploadRequest.of(
        UploadSource.of(World.NEW), DatastorePath.parse("[vmstore] disk-" + number + ".iso"));
  }

  private static List<CompletableFuture<UploadResult>> submit(World world, int count) {
    List<CompletableFuture<UploadResult>> uploads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      uploads.add(world.hostward.uploadAsync(numbered(i)));
    }
    return uploads;
  }

  @Test
  void whoWaitsForLeaveHoldsNoThreadAndNoTicket() throws Exception {
    AtomicInteger tasks = new AtomicInteger();
    try (World world =
        World.of(
            1,
            settings ->
                settings.executor(
                    task -> {
                      tasks.incrementAndGet();
                      new Thread(task).start();
                    }))) {
      world.transport.leaves().most(2);
      bodiesWait(world, 50);
      List<CompletableFuture<UploadResult>> uploads = submit(world, 50);
      world.transport.hanging().acquire(2);

      assertThat(tasks).hasValue(2);
      assertThat(world.vsphere.count(Call.INVENTORY)).as("ranked when it begins").isEqualTo(2);
      assertThat(world.vsphere.count(Call.TICKET)).isEqualTo(2);

      world.transport.goes().release(50);
      for (CompletableFuture<UploadResult> upload : uploads) {
        upload.get();
      }
      assertThat(world.transport.leaves().mostBodies()).isEqualTo(2);
      assertThat(world.transport.leaves().held()).isZero();
    }
  }

  /** Slow tasks of vCenter heap up nothing: no more run than there is room for. */
  @Test
  void whatIsPastItsBodyCountsAmongThoseThatRun() throws Exception {
    try (World world = crowded(2, 5)) {
      world.vsphere.always(Call.MOVE, new Fault.Blocks());
      List<CompletableFuture<UploadResult>> uploads = submit(world, 30);

      world.vsphere.blocked().acquire(5);

      assertThat(world.transport.transfers()).as("the bodies of others went on").hasSize(5);
      assertThat(world.transport.leaves().held()).as("none is held past the body").isZero();
      world.vsphere.always(Call.MOVE, new Fault.None());
      uploads.get(0).cancel(true);
      for (int i = 5; i < 10; i++) {
        uploads.get(i).get();
      }
      world.hostward.close();
      assertThat(world.transport.leaves().held()).isZero();
    }
  }

  @Test
  void theLeaveIsHeldOverAllRoutesAndTheReadBack() throws Exception {
    try (World world = World.of(2)) {
      List<Integer> held = new CopyOnWriteArrayList<>();
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.transport.atPut(() -> held.add(world.transport.leaves().held()));
      world.vsphere.next(
          Call.MOVE, new Fault.After(() -> held.add(world.transport.leaves().held())));

      world.hostward.upload(World.request().verifiedBy(VerificationMode.SHA256));

      assertThat(world.transport.transfers()).containsExactly("PUT esx1", "PUT esx2", "GET esx2");
      assertThat(world.transport.leaves().misuses()).isEmpty();
      assertThat(world.transport.leaves().given()).isEqualTo(1);
      assertThat(held).as("two bodies, then the publication").containsExactly(1, 1, 0);
    }
  }

  /** What published nothing for a reason of one host's own is not sent once more without leave. */
  @Test
  void nothingIsSentOnceTheLastBodyIsOver() {
    try (World world = World.of(2)) {
      world.vsphere.next(Call.MOVE, new Fault.Refused(Kind.HOST), new Fault.Refused(Kind.HOST));

      assertThatThrownBy(() -> world.hostward.upload(World.request()))
          .isInstanceOf(UploadException.class);

      assertThat(world.transport.transfers()).containsExactly("PUT esx1");
      assertThat(world.transport.leaves().misuses()).isEmpty();
    }
  }

  @Test
  void whatIsQueuedEndsAtOnceAndLeavesTheQueue() throws Exception {
    try (World world = crowded(1, 2)) {
      bodiesWait(world, 1);
      List<Recorder> recorders = new ArrayList<>();
      List<CompletableFuture<UploadResult>> uploads = submit(world, 1);
      world.transport.hanging().acquire();
      for (int i = 1; i <= 3; i++) {
        Recorder recorder = new Recorder();
        recorders.add(recorder);
        uploads.add(world.hostward.uploadAsync(numbered(i).heardBy(recorder)));
      }
      assertThat(recorders).allSatisfy(heard -> assertThat(heard.events()).isEmpty());

      uploads.get(1).cancel(true);
      uploads.get(2).cancel(true);

      assertThat(uploads.get(1)).isDone();
      assertThat(uploads.get(2)).isDone();
      assertThat(recorders.get(0).events()).containsExactly("begun", "ended");
      assertThat(recorders.get(1).events()).containsExactly("begun", "ended");
      assertThat(world.transport.leaves().waiting()).as("the third moved up").isEqualTo(1);
      world.transport.goes().release();
      uploads.get(3).get();
      assertThat(world.transport.transfers()).hasSize(2);
      assertThat(world.transport.leaves().given()).isEqualTo(2);
    }
  }

  @Test
  void theDeadlineCountsInTheQueueToo() throws Exception {
    try (World world = crowded(1, 64)) {
      bodiesWait(world, 1);
      submit(world, 1);
      world.transport.hanging().acquire();

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> world.hostward.upload(numbered(2).within(Duration.ofMillis(20))));

      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(failure)
          .hasMessageContaining("the deadline of 20 ms has passed; nothing was begun");
      world.transport.goes().release();
    }
  }

  @Test
  void aCloseLetsNobodyInWhoWaited() throws Exception {
    Recorder recorder = new Recorder();
    World world = crowded(1, 2);
    bodiesWait(world, 1);
    submit(world, 1);
    world.transport.hanging().acquire();
    List<CompletableFuture<UploadResult>> waiting = new ArrayList<>();
    for (int i = 1; i < 20; i++) {
      waiting.add(world.hostward.uploadAsync(numbered(i).heardBy(recorder)));
    }

    world.close();

    assertThat(recorder.events()).hasSize(38).containsOnly("begun", "ended");
    assertThat(waiting)
        .allSatisfy(
            upload ->
                assertThatThrownBy(upload::get)
                    .hasMessageContaining("this Hostward was closed; nothing was begun"));
    assertThat(world.transport.leaves().held()).isZero();
  }

  @Test
  void aTransportThatIsClosedEndsThoseWhoWait() throws Exception {
    try (World world = crowded(1, 64)) {
      bodiesWait(world, 1);
      submit(world, 1);
      world.transport.hanging().acquire();
      CompletableFuture<UploadResult> waiting = world.hostward.uploadAsync(numbered(1));

      world.transport.leaves().close();

      assertThatThrownBy(waiting::get)
          .hasCauseInstanceOf(UploadException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the transport gave no leave to begin");
      world.transport.goes().release();
    }
  }

  /** The thread that gives the next its turn belongs to another upload. */
  @Test
  void anExecutorThatRunsAtOnceBlocksNobodyElse() throws Exception {
    try (World world = World.of(1, settings -> settings.executor(Runnable::run))) {
      world.transport.leaves().most(1);
      world.vsphere.next(Call.MOVE, new Fault.Blocks());
      bodiesWait(world, 1);
      CompletableFuture<UploadResult> first =
          CompletableFuture.supplyAsync(() -> world.hostward.uploadAsync(numbered(0)))
              .thenCompose(upload -> upload);
      world.transport.hanging().acquire();
      CompletableFuture<UploadResult> second = world.hostward.uploadAsync(numbered(1));
      world.transport.goes().release();
      world.vsphere.blocked().acquire();

      assertThat(second.get().path()).isEqualTo(numbered(1).target());
      assertThat(first).as("still publishing").isNotDone();
    }
  }

  @Test
  void turnsComeInTheOrderOfSubmission() throws Exception {
    List<DatastorePath> order = new CopyOnWriteArrayList<>();
    try (World world =
        World.of(
            1,
            settings ->
                settings
                    .uploadsAtOnce(3)
                    .listener(
                        event -> {
                          if (event instanceof UploadEvent.RouteBegun begun) {
                            order.add(begun.request().target());
                          }
                        }))) {
      world.transport.leaves().most(1);
      List<CompletableFuture<UploadResult>> uploads = submit(world, 60);
      for (CompletableFuture<UploadResult> upload : uploads) {
        upload.get(10, TimeUnit.SECONDS);
      }
      List<DatastorePath> expected = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        expected.add(numbered(i).target());
      }
      assertThat(order).isEqualTo(expected);
    }
  }

  @Test
  void atLeastOneUploadRuns() {
    assertThatThrownBy(() -> World.of(1, settings -> settings.uploadsAtOnce(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one upload runs at once, was: 0");
  }
}
