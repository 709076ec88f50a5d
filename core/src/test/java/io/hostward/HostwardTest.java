package io.hostward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The façade: what it needs, what it owns. */
class HostwardTest {

  @Test
  void needsThreeThings() {
    try (World world = World.of(1)) {
      assertThatThrownBy(Hostward.builder()::build)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "a Hostward needs a vsphere: call .vsphere(VimVSphere.connect(...)) before build()");
      assertThatThrownBy(Hostward.builder().vsphere(world.vsphere)::build)
          .hasMessageStartingWith("a Hostward needs a transport:");
      assertThatThrownBy(
              Hostward.builder().vsphere(world.vsphere).transport(world.transport)::build)
          .hasMessageStartingWith("a Hostward needs a policy:");
    }
  }

  @Test
  void whatOthersMadeStaysOpen() {
    World world = World.of(1);

    world.hostward.close();
    world.hostward.close();

    assertThat(world.vsphere.closes()).isZero();
    assertThat(world.transport.closes()).isZero();
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
      assertThat(world.hostward.rank(World.request())).isEqualTo(selection);
    }
  }

  @Test
  void aRequestMayBringItsOwnPolicy() throws IOException {
    try (World world = World.of(3)) {
      HostSelectionPolicy last =
          (snapshot, context) -> {
            List<RankedHost> ranked = new ArrayList<>(World.inOrder(snapshot, context).ranked());
            Collections.reverse(ranked);
            return new Selection("last-first", ranked, List.of());
          };

      world.hostward.upload(World.request().by(last));
      assertThat(world.hostward.rank(World.request().by(last)).policy()).isEqualTo("last-first");
      world.hostward.upload(World.request());

      assertThat(world.transport.transfers()).containsExactly("PUT esx3", "PUT esx1");
    }
  }

  @Test
  void twoUploadsOfOneIdDoNotRunAtOnce() throws Exception {
    try (World world = World.of(2)) {
      UploadRequest request = World.request().identified(UUID.randomUUID());
      world.transport.next("esx1", new Effect.HangsAfter(4));
      var first = world.hostward.uploadAsync(request);
      world.transport.hanging().acquire();
      assertThat(world.store.temporary().iterator().next().toString())
          .contains(request.id().orElseThrow().toString());

      assertThatThrownBy(() -> world.hostward.upload(request))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is under way");

      first.cancel(true);
      await().until(() -> world.store.temporary().isEmpty());
    }
  }

  @Test
  void listenersOfTheFacadeAndOfTheRequestHearTheSame() throws IOException {
    Recorder all = new Recorder();
    Recorder one = new Recorder();
    try (World world = World.of(1, settings -> settings.listener(all))) {
      UploadRequest request = World.request().heardBy(one);

      UploadResult result = world.hostward.upload(request);

      assertThat(one.heard()).isEqualTo(all.heard()).isNotEmpty();
      assertThat(one.heard())
          .allSatisfy(
              event -> {
                assertThat(event.request()).isSameAs(request);
                assertThat(event.upload()).isEqualTo(result.id());
              });
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
              assertThat(thread.getName()).startsWith("hostward-transfer-");
              assertThat(thread.isDaemon()).isTrue();
            });
  }

  @Test
  void timesAreMeasuredStageByStage() throws IOException {
    try (World world = World.of(1)) {
      world.vsphere.next(
          Call.TICKET, new Fault.After(() -> world.time.pass(Duration.ofSeconds(3))));
      world.vsphere.next(Call.MOVE, new Fault.After(() -> world.time.pass(Duration.ofSeconds(4))));

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
