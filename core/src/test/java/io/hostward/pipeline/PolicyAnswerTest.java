package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.upload.NoRouteException;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a policy's answer, and what is said of the relay. */
class PolicyAnswerTest {
  private static final Effect DEAD = new Effect.RefusesConnection();

  private static Selection withoutRelay(InventorySnapshot snapshot, SelectionContext context) {
    Selection usual = World.inOrder(snapshot, context);
    return new Selection(
        "strict", usual.ranked(), usual.refused(), false, List.of("no host is named esx9"));
  }

  @ParameterizedTest
  @EnumSource
  void aPolicyThatAllowsNoRelayGetsNone(Entry entry) {
    try (World world = World.ranking(2, PolicyAnswerTest::withoutRelay)) {
      world.transport.next("esx1", DEAD);
      world.transport.next("esx2", DEAD);

      UploadException tried = failure(world, entry, RoutePreference.DIRECT_THEN_RELAY);

      assertThat(tried)
          .hasMessageContaining("(the policy 'strict' allows no relay,")
          .hasMessageContaining("'first-of,of=(...),of=none' around it would)");
      assertThat(world.transport.transfers()).containsExactly("PUT esx1", "PUT esx2");

      world.vsphere.says(unusable());
      UploadException none = failure(world, entry, RoutePreference.DIRECT_THEN_RELAY);

      assertThat(none)
          .isInstanceOf(NoRouteException.class)
          .hasMessageContaining("(allowed: direct then relay; the policy 'strict' allows no relay,")
          .hasMessageEndingWith("note: no host is named esx9");
    }
  }

  @Test
  void aRequestForTheRelayAloneOverrulesThePolicy() throws IOException {
    try (World world = World.ranking(2, PolicyAnswerTest::withoutRelay)) {
      UploadResult result = world.hostward.upload(World.request().over(RoutePreference.RELAY_ONLY));

      assertThat(result.relayed()).hasValue("the request allows the relay alone");
      assertThat(result.selection().notes()).containsExactly("no host is named esx9");
    }
  }

  @Test
  void anUnusableHostThatAPolicyRankedGetsNothing() throws IOException {
    HostSelectionPolicy all =
        (snapshot, context) ->
            new Selection(
                "all",
                snapshot.mounts().stream()
                    .map(mount -> new RankedHost(mount.host(), 1, "why not"))
                    .toList(),
                List.of());
    try (World world = World.ranking(2, all)) {
      world.vsphere.says(
          World.inventory(
              List.of(
                  World.mount("esx1", Connection.DISCONNECTED),
                  World.mount("esx2", Connection.CONNECTED))));

      UploadResult result = world.hostward.upload(World.request());

      assertThat(world.transport.transfers()).containsExactly("PUT esx2");
      assertThat(result.selection().notes())
          .singleElement()
          .asString()
          .startsWith("the policy ranked esx1 (host-esx1), which is unusable");
      assertThat(result.relayed()).isEmpty();
    }
  }

  @Test
  void anUploadThatIsRelayedSaysInOneLineWhyNoHostTookIt() throws IOException {
    Recorder recorder = new Recorder();
    try (World world = World.of(0)) {
      List<Mount> mounts = new ArrayList<>(World.mounts(2));
      mounts.add(World.mount("esx3", Connection.DISCONNECTED));
      world.vsphere.says(World.inventory(mounts));
      world.transport.next("esx1", DEAD);
      world.transport.next("esx2", new Effect.Answers(503, 4));

      UploadResult result = world.hostward.upload(World.request().heardBy(recorder));

      String why =
          "no host took it: esx1 failed: esx1 refused the connection; esx2 failed: esx2 answered"
              + " 503; esx3 refused: vCenter's connection to it is disconnected";
      assertThat(result.relayed()).hasValue(why);
      assertThat(recorder.heard())
          .filteredOn(UploadEvent.RouteBegun.class::isInstance)
          .extracting(event -> ((UploadEvent.RouteBegun) event).relayed())
          .containsExactly(Optional.empty(), Optional.empty(), Optional.of(why));
    }
  }

  @Test
  void manyRefusedHostsAreNotAllListed() throws IOException {
    try (World world = World.of(0)) {
      List<Mount> mounts = new ArrayList<>();
      for (int i = 1; i <= 200; i++) {
        mounts.add(World.mount("esx" + i, Connection.DISCONNECTED));
      }
      world.vsphere.says(World.inventory(mounts));

      assertThat(world.hostward.upload(World.request()).relayed().orElseThrow())
          .startsWith("no host took it: esx1 refused: vCenter's connection")
          .endsWith("; and 195 more");
      world.vsphere.says(World.inventory(List.of()));
      assertThat(world.hostward.upload(World.request()).relayed())
          .hasValue("no host mounts the datastore, as far as this user may see");
    }
  }

  private static InventorySnapshot unusable() {
    return World.inventory(
        List.of(
            World.mount("a", Connection.DISCONNECTED),
            World.mount("b", Connection.NOT_RESPONDING)));
  }

  private static UploadException failure(World world, Entry entry, RoutePreference routes) {
    return catchThrowableOfType(
        UploadException.class, () -> entry.upload(world, World.request().over(routes)));
  }
}
