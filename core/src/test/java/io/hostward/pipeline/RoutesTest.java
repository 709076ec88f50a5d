package io.hostward.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeTransport;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.Recorder;
import io.hostward.pipeline.fake.World;
import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.NoRouteException;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In which order the routes are tried, and what is said if there is none. */
class RoutesTest {
  private static final Effect DEAD = new Effect.RefusesConnection();

  @ParameterizedTest
  @EnumSource
  void takesTheFirstHostAndNoOther(Entry entry) throws IOException {
    try (World world = World.of(3)) {
      UploadResult result = entry.upload(world, World.request());

      assertThat(world.target()).isEqualTo(new String(World.NEW, UTF_8));
      assertThat(Recorder.name(result.route())).isEqualTo("esx1");
      assertThat(result.path()).isEqualTo(World.TARGET);
      assertThat(result.bytes()).isEqualTo(World.NEW.length);
      assertThat(result.failed()).isEmpty();
      assertThat(result.sha256()).isEmpty();
      assertThat(result.stages().keySet())
          .contains(Stage.INVENTORY, Stage.TICKET, Stage.TRANSFER, Stage.PUBLICATION);
      assertThat(world.transport.transfers()).containsExactly("PUT esx1");
    }
  }

  @Test
  void anOrdinaryUploadAsksNoMoreThanItMust() throws IOException {
    try (World world = World.of(3)) {
      world.hostward.upload(World.request());

      assertThat(world.vsphere.calls())
          .containsExactly(Call.INVENTORY, Call.TICKET, Call.FILE_SIZE, Call.MOVE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void triesHostsInTheirOrderAndTheRelayLast(Entry entry) throws IOException {
    try (World world = World.of(3)) {
      world.transport.next("esx1", DEAD);
      world.transport.next("esx2", new Effect.BreaksAfter(8));
      world.transport.next("esx3", new Effect.Answers(503, 4));

      UploadResult result = entry.upload(world, World.request());

      assertThat(result.route()).isInstanceOf(Route.Relay.class);
      assertThat(world.transport.transfers())
          .containsExactly("PUT esx1", "PUT esx2", "PUT esx3", "PUT relay");
      assertThat(result.failed())
          .extracting(a -> Recorder.name(a.route()))
          .containsExactly("esx1", "esx2", "esx3");
      assertThat(result.failed()).extracting(a -> a.bytesSent()).containsExactly(0L, 8L, 4L);
      assertThat(result.failed().get(2).status()).isEqualTo(503);
      assertThat(world.vsphere.tickets().misuses()).isEmpty();
    }
  }

  /** A wrong password that is tried at every host locks its user out. */
  @ParameterizedTest
  @EnumSource
  void aProxyThatRefusesTheClientIsAskedOnce(Entry entry) throws IOException {
    try (World world = World.of(3)) {
      world.transport.next("esx1", new Effect.ProxyRefuses());

      UploadResult result = entry.upload(world, World.request());

      assertThat(result.route()).isInstanceOf(Route.Relay.class);
      assertThat(world.transport.transfers()).containsExactly("PUT esx1", "PUT relay");

      world.transport.next("esx1", new Effect.ProxyRefuses());
      assertThatThrownBy(
              () -> entry.upload(world, World.request().over(RoutePreference.DIRECT_ONLY)))
          .hasMessageContaining("hosts behind the same proxy were not tried")
          .hasMessageContaining("refused user and password");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedTicketIsAFailedAttemptWithoutAByte(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      world.vsphere.next(Call.TICKET, new Fault.Refused(Kind.HOST));

      UploadResult result = entry.upload(world, World.request());

      assertThat(result.failed())
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.stage()).isEqualTo(Stage.TICKET);
                assertThat(failed.problem()).contains("TICKET on vc.example:443 failed");
              });
      assertThat(world.transport.transfers()).containsExactly("PUT esx2");
      assertThat(world.store.removals()).as("nothing was written, nothing is deleted").isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void directOnlyNeverRelays(Entry entry) {
    try (World world = World.of(2)) {
      world.transport.next("esx1", DEAD);
      world.transport.next("esx2", DEAD);

      UploadException failure = failure(world, entry, RoutePreference.DIRECT_ONLY);

      assertThat(world.transport.transfers()).containsExactly("PUT esx1", "PUT esx2");
      assertThat(failure.attempts()).hasSize(2);
      assertThat(failure)
          .hasMessageStartingWith("[vmstore] disk.iso was not uploaded. Tried:")
          .hasMessageContaining("1. direct to esx1 (host-esx1): esx1 refused the connection")
          .hasMessageContaining("2. direct to esx2 (host-esx2): esx2 refused the connection")
          .hasMessageEndingWith("The target is as it was before.");
      assertThat(failure.getSuppressed()).hasSize(1);
      assertThat(failure.getCause()).hasMessageStartingWith("esx2 refused the connection");
    }
  }

  @ParameterizedTest
  @EnumSource
  void relayOnlyNeverGoesDirect(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      UploadResult result = entry.upload(world, World.request().over(RoutePreference.RELAY_ONLY));

      assertThat(result.route()).isInstanceOf(Route.Relay.class);
      assertThat(world.transport.transfers()).containsExactly("PUT " + FakeTransport.RELAY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRouteNamesEveryHostAndItsReason(Entry entry) {
    try (World world = World.of(0)) {
      world.vsphere.says(unusable());

      UploadException failure = failure(world, entry, RoutePreference.DIRECT_ONLY);

      assertThat(failure).isInstanceOf(NoRouteException.class);
      assertThat(failure.stage()).isEqualTo(Stage.SELECTION);
      assertThat(failure)
          .hasMessageContaining(
              "vCenter 8.0.3 at vc.example:443 has no route to datastore 'vmstore'")
          .hasMessageContaining("allowed: direct only")
          .hasMessageContaining("a (host-a): vCenter's connection to it is disconnected")
          .hasMessageContaining("b (host-b): vCenter's connection to it is not responding");
      assertThat(((NoRouteException) failure).rejections()).hasSize(2);
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  @Test
  void noRouteNamesTheHostsThatAPolicyForgot() {
    try (World world =
        World.ranking(2, (snapshot, context) -> new Selection("lazy", List.of(), List.of()))) {
      UploadException failure = failure(world, Entry.BLOCKING, RoutePreference.DIRECT_ONLY);

      assertThat(failure)
          .hasMessageContaining("esx1 (host-esx1): the policy neither ranked nor refused it")
          .hasMessageContaining("esx2 (host-esx2): the policy neither ranked nor refused it");
    }
  }

  @Test
  void aHostThatIsAskedItselfRelaysNothing() {
    try (World world = World.of(1)) {
      world.vsphere.withoutRelay();

      UploadException failure = failure(world, Entry.BLOCKING, RoutePreference.RELAY_ONLY);

      assertThat(failure)
          .isInstanceOf(NoRouteException.class)
          .hasMessageContaining("it relays nothing, since it is a host itself");
    }
  }

  @Test
  void givesUpOnTheHostsOnFreshFiguresAlone() throws IOException {
    try (World world = World.of(0)) {
      world.vsphere.says(unusable());
      world.vsphere.changesTo(World.inventory(World.mounts(1)));

      UploadResult result = world.hostward.upload(World.request());

      assertThat(Recorder.name(result.route())).isEqualTo("esx1");
      assertThat(world.vsphere.count(Call.FORGET)).isEqualTo(1);
    }
  }

  @Test
  void aHostThatMountsTwiceIsTriedOnce() throws IOException {
    try (World world = World.of(0)) {
      List<Mount> twice =
          List.of(
              World.mount("esx1", Connection.CONNECTED), World.mount("esx1", Connection.CONNECTED));
      world.vsphere.says(World.inventory(twice));
      world.transport.next("esx1", DEAD);

      world.hostward.upload(World.request());

      assertThat(world.transport.transfers()).containsExactly("PUT esx1", "PUT relay");
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
