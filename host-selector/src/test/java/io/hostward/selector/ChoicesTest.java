package io.hostward.selector;

import static io.hostward.selector.Inventories.NOW;
import static io.hostward.selector.Inventories.at;
import static io.hostward.selector.Inventories.context;
import static io.hostward.selector.Inventories.disconnected;
import static io.hostward.selector.Inventories.host;
import static io.hostward.selector.Inventories.id;
import static io.hostward.selector.Inventories.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostId;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.memory.HostFailure;
import io.hostward.memory.HostUse;
import io.hostward.memory.Throughput;
import io.hostward.net.Subnet;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each policy by example. */
class ChoicesTest {
  private static final InventorySnapshot THREE = Inventories.of(host("a"), host("b"), host("c"));

  @Test
  void sameSubnetPutsTheLongestPrefixFirstInBothFamilies() {
    var snapshot =
        Inventories.of(
            at("elsewhere", "192.168.7.1", 24),
            at("wide", "10.1.9.9", 16),
            at("v6", "2001:db8:0:1::9", 64),
            at("near", "10.1.2.200", 24),
            at("disagrees", "10.1.2.201", 28),
            at("untold", "10.1.3.1", -1));
    SelectionContext client =
        Contexts.clientAddresses(
            Subnet.parse("10.1.2.3/24"),
            Subnet.parse("10.1.2.3/16"),
            Subnet.parse("2001:db8:0:1::3/64"));

    Selection selection =
        HostPolicies.sameSubnet(HostPolicies.firstUsable()).select(snapshot, client);

    assertThat(names(selection))
        .containsExactly("v6", "near", "wide", "untold", "elsewhere", "disagrees");
    assertThat(selection.ranked().get(1).reason())
        .startsWith("it shares a /24 subnet with this client");
    assertThat(selection.policy()).isEqualTo("same-subnet,then=first-usable");
    Selection strict = HostPolicies.sameSubnet().select(snapshot, client);
    assertThat(names(strict)).containsExactlyInAnyOrder("v6", "near", "wide", "untold");
    assertThat(strict.refused())
        .extracting(Rejection::reason)
        .containsOnly("it is not in a subnet of this client; it is required");
  }

  @Test
  void vcenterDefaultSticksUntilTheHostIsUnusable() {
    var policy = HostPolicies.vcenterDefault();
    assertThat(names(policy.select(THREE, context()))).startsWith("a");
    var aIsGone = Inventories.of(disconnected("a"), host("b"), host("c"));
    assertThat(names(policy.select(aIsGone, Contexts.previous(id("a"))))).startsWith("b");
    Selection aIsBack = policy.select(THREE, Contexts.previous(id("b")));
    assertThat(names(aIsBack)).containsExactly("b", "a", "c");
    assertThat(aIsBack.ranked().get(0).reason())
        .isEqualTo("it was chosen before and is still usable");
  }

  @Test
  void vcenterDefaultFollowsWhatWasObserved() {
    var policy = HostPolicies.vcenterDefault(ObservedHosts.of(Map.of("datastore-1", id("c"))));
    Selection selection = policy.select(THREE, Contexts.previous(id("b")));
    assertThat(names(selection)).containsExactly("c", "b", "a");
    assertThat(selection.ranked().get(0).reason()).contains("observed");
    var other = HostPolicies.vcenterDefault(ObservedHosts.of(Map.of("datastore-9", id("c"))));
    assertThat(names(other.select(THREE, context()))).startsWith("a");
  }

  @Test
  void roundRobinTakesTurns() {
    var policy = HostPolicies.roundRobin();
    assertThat(names(policy.select(THREE, Contexts.turn(0)))).containsExactly("a", "b", "c");
    assertThat(names(policy.select(THREE, Contexts.turn(1)))).containsExactly("b", "c", "a");
    assertThat(names(policy.select(THREE, Contexts.turn(5)))).containsExactly("c", "a", "b");
  }

  @Test
  void randomIsEvenAndFollowsSeedAndTurn() {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int turn = 0; turn < 6000; turn++) {
      counts.merge(
          names(HostPolicies.random().select(THREE, Contexts.turn(turn))), 1, Integer::sum);
    }
    assertThat(counts).hasSize(6);
    assertThat(counts.values()).allMatch(count -> count > 850 && count < 1150);
    assertThat(names(HostPolicies.named("random,seed=5").select(THREE, Contexts.seed(1))))
        .isEqualTo(names(HostPolicies.named("random,seed=5").select(THREE, Contexts.seed(2))));
  }

  @Test
  void fastestTakesWhatGaveMostAndTriesTheOthers() {
    Map<HostId, HostUse> uses =
        Map.of(
            id("a"), Contexts.measured(new Throughput(1e8, 1, NOW)),
            id("b"), Contexts.measured(new Throughput(4e8, 2, NOW)),
            id("c"), Contexts.measured(new Throughput(5e8, 1, NOW)));
    var greedy = HostPolicies.named("fastest,explore=0");
    assertThat(names(greedy.select(THREE, Contexts.hosts(uses)))).containsExactly("b", "c", "a");
    assertThat(greedy.select(THREE, Contexts.hosts(uses)).ranked().get(0).reason())
        .isEqualTo("expected 800.0 MB/s by earlier uploads");

    Map<String, Integer> first = new TreeMap<>();
    for (int turn = 0; turn < 3000; turn++) {
      SelectionContext context = Contexts.hosts(uses, turn);
      first.merge(
          names(HostPolicies.named("fastest,explore=0.3").select(THREE, context)).get(0),
          1,
          Integer::sum);
    }
    assertThat(first.get("a")).isBetween(240, 360);
    assertThat(first.get("b")).isBetween(2300, 2500);
  }

  @Test
  void fastestSharesWithOwnUploadsUnderWay() {
    HostUse busy =
        new HostUse(
            3,
            1,
            java.util.Optional.of(new Throughput(4e8, 1, NOW)),
            java.util.Optional.empty(),
            io.hostward.memory.SentBytes.NONE);
    Map<HostId, HostUse> uses =
        Map.of(id("a"), busy, id("b"), Contexts.measured(new Throughput(2e8, 1, NOW)));
    assertThat(
            names(
                HostPolicies.named("fastest,explore=0")
                    .select(Inventories.of(host("a"), host("b")), Contexts.hosts(uses))))
        .containsExactly("b", "a");
  }

  @Test
  void pinnedRefusesTheOthersByName() {
    Selection selection = HostPolicies.pinned("C", "host-a").select(THREE, context());
    assertThat(names(selection)).containsExactly("c", "a");
    assertThat(selection.refused())
        .extracting(Rejection::reason)
        .containsExactly("it is not among the pinned hosts C, host-a");
  }

  @Test
  void whatIsPinnedOrRequiredLeavesNothingToTheRelay() {
    assertThat(relay("pinned,host=a")).isFalse();
    assertThat(relay("require,host=a,then=first-usable")).isFalse();
    assertThat(HostPolicies.sameSubnet().select(THREE, context()).relay()).isFalse();
    assertThat(relay("prefer,host=a,then=(pinned,host=a|b)")).isFalse();
    assertThat(relay("same-subnet,then=pinned,host=a")).isFalse();
    assertThat(relay("weighted,1=(pinned,host=a),1=random")).isFalse();
    assertThat(relay("first-of,of=(pinned,host=a),of=(pinned,host=b)")).isFalse();
  }

  @Test
  void theRelayMayBeAskedForAfterThem() {
    assertThat(relay("first-of,of=(pinned,host=a),of=none")).isTrue();
    assertThat(names(select("first-of,of=(pinned,host=a),of=none"))).containsExactly("a");
    assertThat(relay("first-of,of=(require,host=a),of=random")).isTrue();
    assertThat(relay("avoid,host=a")).isTrue();
    assertThat(relay("prefer,host=a")).isTrue();
    assertThat(relay("none")).isTrue();
  }

  @Test
  void namesThatMatchNoHostAreTold() {
    String typo = "no host that mounts the datastore is named esx9";
    assertThat(select("pinned,host=a|esx9").notes()).containsExactly(typo);
    assertThat(select("avoid,host=esx9|b").notes()).containsExactly(typo);
    assertThat(select("prefer,host=esx9,then=pinned,host=esx9").notes()).containsExactly(typo);
    assertThat(select("require,cluster=Prod*").notes())
        .containsExactly("no host that mounts the datastore is in cluster Prod*");
    assertThat(select("require,subnet=10.0.0.0/8|2001:db8::/32").notes())
        .containsExactly(
            "no host that mounts the datastore is in subnet 10.0.0.0/8",
            "no host that mounts the datastore is in subnet 2001:db8::/32");
    assertThat(select("first-of,of=(pinned,host=esx9),of=(pinned,host=x|esx9)").notes())
        .containsExactly(typo, "no host that mounts the datastore is named x");
    assertThat(
            HostPolicies.prefer(
                    HostFilters.host(List.of("esx9")).negate(), HostPolicies.firstUsable())
                .select(THREE, context())
                .notes())
        .containsExactly(typo);
    // One that is there and unusable has its reason among the refused.
    assertThat(
            HostPolicies.pinned("a").select(Inventories.of(disconnected("a")), context()).notes())
        .isEmpty();
  }

  @Test
  void addressesAreComparedAsAddresses() {
    var snapshot = Inventories.of(at("a", "2001:DB8:0:0::7", 64), at("b", "10.0.0.1", 24));
    for (String spelling :
        List.of("2001:db8::7", "[2001:db8::7]", "2001:0DB8:0000:0000:0000:0000:0000:0007")) {
      Selection selection = HostPolicies.pinned(spelling).select(snapshot, context());
      assertThat(names(selection)).containsExactly("a");
      assertThat(selection.notes()).isEmpty();
    }
    assertThat(names(HostPolicies.pinned("::ffff:10.0.0.1").select(snapshot, context())))
        .containsExactly("b");
  }

  private static Selection select(String policy) {
    return HostPolicies.named(policy).select(THREE, context());
  }

  private static boolean relay(String policy) {
    return select(policy).relay();
  }

  @Test
  void requireRefusesWithTheRequirement() {
    Selection selection =
        HostPolicies.require(
                HostFilters.where("even", host -> host.name().equals("b")),
                HostPolicies.firstUsable())
            .select(THREE, context());
    assertThat(names(selection)).containsExactly("b");
    assertThat(selection.refused())
        .extracting(Rejection::reason)
        .containsOnly("it is not even; it is required");
  }

  @Test
  void failedLastPutsThemLastForAWhile() {
    var policy = HostPolicies.named("failed-last,within=2m,then=first-usable");
    var failed = Contexts.failed(new HostFailure(NOW.minusSeconds(100), 1, "reset"));
    var context = Contexts.hosts(Map.of(id("a"), failed));
    assertThat(names(policy.select(THREE, context))).containsExactly("b", "c", "a");
    var later =
        new SelectionContext(
            NOW.plusSeconds(30),
            context.size(),
            context.hosts(),
            List.of(),
            context.previous(),
            0,
            0);
    assertThat(names(policy.select(THREE, later))).containsExactly("a", "b", "c");
    var onlyOne =
        HostPolicies.failedLast(java.time.Duration.ofMinutes(5), HostPolicies.firstUsable());
    assertThat(names(onlyOne.select(Inventories.of(host("a")), context))).containsExactly("a");
  }

  @Test
  void negatedFiltersReadWell() {
    var filter = HostPolicies.inSubnet("10.0.0.0/8").negate();
    assertThat(filter.words()).isEqualTo("not in subnet 10.0.0.0/8");
    assertThat(filter.test(at("x", "10.2.3.4", 24), context())).isFalse();
    assertThat(filter.test(at("x", "11.2.3.4", 24), context())).isTrue();
  }
}
