package io.hostward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.ranking.Selection;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The door: what it needs, what it owns. */
class HostwardTest {

  @Test
  void needsThreeThings() {
    try (World world = World.of(1)) {
      assertThatThrownBy(Hostward.builder()::build)
          .isInstanceOf(NullPointerException.class)
          .hasMessage("vsphere");
      assertThatThrownBy(Hostward.builder().vsphere(world.vsphere)::build).hasMessage("transport");
      assertThatThrownBy(
              Hostward.builder().vsphere(world.vsphere).transport(world.transport)::build)
          .hasMessage("policy");
    }
  }

  @Test
  void closesWhatItOwnsOnce() {
    World world = World.of(1);

    world.hostward.close();
    world.hostward.close();

    assertThat(world.vsphere.closes()).isEqualTo(1);
    assertThat(world.transport.closes()).isEqualTo(1);
  }

  @Test
  void ranksAsAnUploadWould() throws UploadException {
    try (World world = World.of(0)) {
      world.vsphere.says(
          World.inventory(
              List.of(
                  World.mount("esx1", Connection.CONNECTED),
                  World.mount("esx2", Connection.DISCONNECTED))));

      Selection selection = world.hostward.rank("vmstore", Optional.empty(), OptionalLong.of(5));

      assertThat(selection.ranked()).extracting(r -> r.host().name()).containsExactly("esx1");
      assertThat(selection.refused()).extracting(r -> r.host().name()).containsExactly("esx2");
    }
  }

  @Test
  void rankingSaysWhatCannotBeRead() {
    try (World world = World.of(1)) {
      world.vsphere.next(Call.INVENTORY, new Fault.Refused(Kind.NOT_FOUND));

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> world.hostward.rank("nowhere", Optional.empty(), OptionalLong.empty()));

      assertThat(failure.stage()).isEqualTo(Stage.INVENTORY);
    }
  }

  @Test
  void uploadsRunOnItsOwnNamedDaemonThreads() throws IOException {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    try (World world =
        World.ranking(
            1,
            (snapshot, context) -> {
              threads.add(Thread.currentThread());
              return World.inOrder(snapshot, context);
            })) {
      world.hostward.upload(World.request());
    }
    assertThat(threads)
        .singleElement()
        .satisfies(
            thread -> {
              assertThat(thread.getName()).startsWith("hostward-upload-");
              assertThat(thread.isDaemon()).isTrue();
            });
  }

  @Test
  void timesAreTakenFromTheGivenClock() throws IOException {
    AtomicLong seconds = new AtomicLong();
    try (World world =
        World.of(1, settings -> settings.clock(() -> Instant.ofEpochSecond(seconds.get())))) {
      world.vsphere.next(Call.TICKET, new Fault.After(() -> seconds.addAndGet(3)));
      world.vsphere.next(Call.MOVE, new Fault.After(() -> seconds.addAndGet(4)));

      UploadResult result = world.hostward.upload(World.request());

      assertThat(result.elapsed()).isEqualTo(Duration.ofSeconds(7));
      assertThat(result.stages())
          .containsAllEntriesOf(
              Map.of(
                  Stage.TICKET, Duration.ofSeconds(3),
                  Stage.PUBLICATION, Duration.ofSeconds(4),
                  Stage.TRANSFER, Duration.ZERO));
    }
  }
}
