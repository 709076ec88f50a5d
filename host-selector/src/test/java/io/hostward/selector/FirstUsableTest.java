package io.hostward.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.HostSnapshot.Power;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.inventory.Mount.AccessMode;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FirstUsableTest {
  private static final SelectionContext CONTEXT =
      SelectionContext.of(Instant.EPOCH, OptionalLong.empty());

  private final HostSelectionPolicy policy = HostPolicies.firstUsable();

  @Property
  void everyMountIsRankedOrRefusedOnceAndInItsOrder(@ForAll("mounts") List<Mount> mounts) {
    Selection selection = policy.select(inventory(mounts), CONTEXT);

    assertThat(selection.policy()).isEqualTo("first-usable");
    assertThat(selection.ranked().stream().map(RankedHost::host))
        .containsExactlyElementsOf(hosts(mounts, true));
    assertThat(selection.refused().stream().map(Rejection::host))
        .containsExactlyElementsOf(hosts(mounts, false));
    assertThat(selection.ranked().size() + selection.refused().size()).isEqualTo(mounts.size());
  }

  @Property
  void refusesForTheReasonThatTheMountGives(@ForAll("mounts") List<Mount> mounts) {
    List<String> reasons = mounts.stream().map(Mount::unusable).flatMap(Optional::stream).toList();

    assertThat(policy.select(inventory(mounts), CONTEXT).refused().stream().map(Rejection::reason))
        .containsExactlyElementsOf(reasons);
  }

  @Property
  void theFirstIsBestAndTheScoresFall(@ForAll("mounts") List<Mount> mounts) {
    List<Double> scores =
        policy.select(inventory(mounts), CONTEXT).ranked().stream().map(RankedHost::score).toList();

    assertThat(scores).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
    assertThat(scores).allMatch(score -> score > 0 && score <= 1);
  }

  @Property
  void decidesBySnapshotAlone(
      @ForAll("mounts") List<Mount> mounts, @ForAll long now, @ForAll int inFlight) {
    SelectionContext other =
        new SelectionContext(
            Instant.ofEpochMilli(now),
            OptionalLong.of(7),
            Map.of(new HostId("host-0"), Contexts.uploads(inFlight)),
            List.of(),
            Optional.empty(),
            0,
            0);

    assertThat(policy.select(inventory(mounts), other))
        .isEqualTo(policy.select(inventory(mounts), CONTEXT));
  }

  @Provide
  Arbitrary<List<Mount>> mounts() {
    return mount()
        .list()
        .ofMaxSize(12)
        .map(
            drafts -> {
              List<Mount> mounts = new ArrayList<>();
              drafts.forEach(draft -> mounts.add(named(draft, mounts.size())));
              return mounts;
            });
  }

  private static Arbitrary<Mount> mount() {
    Arbitrary<Boolean> mostly = Arbitraries.of(true, true, true, false);
    Arbitrary<HostSnapshot> host =
        Combinators.combine(
                Arbitraries.of(Connection.CONNECTED, Connection.CONNECTED, Connection.UNKNOWN),
                Arbitraries.of(Power.class),
                mostly)
            .as((connection, power, ready) -> host(connection, power, !ready));
    return Combinators.combine(
            host,
            Arbitraries.of(AccessMode.READ_WRITE, AccessMode.READ_WRITE, AccessMode.READ_ONLY),
            mostly,
            mostly.optional())
        .as(
            (snapshot, mode, mounted, accessible) ->
                new Mount(snapshot, mode, mounted, accessible, Optional.empty()));
  }

  private static HostSnapshot host(Connection connection, Power power, boolean maintenance) {
    return new HostSnapshot(
        new HostId("draft"),
        "draft",
        Optional.empty(),
        connection,
        power,
        maintenance,
        false,
        List.of(),
        Optional.empty(),
        HostLoad.UNKNOWN,
        List.of());
  }

  private static Mount named(Mount draft, int number) {
    HostSnapshot host = draft.host();
    return new Mount(
        new HostSnapshot(
            new HostId("host-" + number),
            "esx" + number,
            host.cluster(),
            host.connection(),
            host.power(),
            host.inMaintenanceMode(),
            host.inQuarantineMode(),
            host.management(),
            host.thumbprint(),
            host.load(),
            host.withheld()),
        draft.accessMode(),
        draft.mounted(),
        draft.accessible(),
        draft.inaccessibleReason());
  }

  private static List<HostSnapshot> hosts(List<Mount> mounts, boolean usable) {
    return mounts.stream()
        .filter(mount -> mount.unusable().isEmpty() == usable)
        .map(Mount::host)
        .toList();
  }

  private static InventorySnapshot inventory(List<Mount> mounts) {
    DatastoreSnapshot datastore =
        new DatastoreSnapshot(
            "datastore-1",
            "vmstore",
            "Lab",
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            true,
            "normal");
    return new InventorySnapshot(datastore, mounts, Instant.EPOCH);
  }
}
