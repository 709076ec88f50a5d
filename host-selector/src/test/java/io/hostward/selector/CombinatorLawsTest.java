package io.hostward.selector;

import static io.hostward.selector.Inventories.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostId;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.spi.HostSelectionPolicy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The laws of first-of and weighted. */
@Domain(AnySnapshot.class)
@Domain(DomainContext.Global.class)
class CombinatorLawsTest {

  @Provide
  Arbitrary<HostSelectionPolicy> parts() {
    return Arbitraries.of(
            "least-loaded",
            "random,seed=3",
            "fastest",
            "none",
            "pinned,host=esx1|host-2|host-5",
            "require,cluster=Cluster0,then=round-robin",
            "require,host=*3|*4|esx,then=first-usable")
        .map(HostPolicies::named);
  }

  @Property
  void firstOfIsAssociative(
      @ForAll("parts") HostSelectionPolicy a,
      @ForAll("parts") HostSelectionPolicy b,
      @ForAll("parts") HostSelectionPolicy c,
      @ForAll AnySnapshot.Case any) {
    List<HostId> flat = order(HostPolicies.firstOf(a, b, c), any);

    assertThat(order(HostPolicies.firstOf(HostPolicies.firstOf(a, b), c), any)).isEqualTo(flat);
    assertThat(order(HostPolicies.firstOf(a, HostPolicies.firstOf(b, c)), any)).isEqualTo(flat);
  }

  @Property
  void noneIsNeutralAndRepetitionChangesNothing(
      @ForAll("parts") HostSelectionPolicy a, @ForAll AnySnapshot.Case any) {
    List<HostId> alone = order(a, any);

    assertThat(order(HostPolicies.firstOf(a), any)).isEqualTo(alone);
    assertThat(order(HostPolicies.firstOf(a, a), any)).isEqualTo(alone);
    assertThat(order(HostPolicies.firstOf(HostPolicies.none(), a), any)).isEqualTo(alone);
    assertThat(order(HostPolicies.firstOf(a, HostPolicies.none()), any)).isEqualTo(alone);
  }

  @Property
  void firstOfBeginsAsTheFirstAndRefusesWhatAllRefuse(
      @ForAll("parts") HostSelectionPolicy a,
      @ForAll("parts") HostSelectionPolicy b,
      @ForAll AnySnapshot.Case any) {
    Selection both = HostPolicies.firstOf(a, b).select(any.snapshot(), any.context());
    List<HostId> first = order(a, any);

    assertThat(ids(both).subList(0, first.size())).isEqualTo(first);
    Set<HostId> refusedByBoth = refused(a, any);
    refusedByBoth.retainAll(refused(b, any));
    assertThat(both.refused().stream().map(Rejection::host).map(host -> host.id()))
        .containsExactlyInAnyOrderElementsOf(refusedByBoth);
  }

  @Property
  void weightsCountOnlyInProportion(
      @ForAll("parts") HostSelectionPolicy a,
      @ForAll("parts") HostSelectionPolicy b,
      @ForAll AnySnapshot.Case any) {
    // A power of two scales without rounding.
    assertThat(order(weighted(a, 3 * 1024, b, 1024), any))
        .isEqualTo(order(weighted(a, 3, b, 1), any));
  }

  @Property
  void oneWeightAloneKeepsTheOrderOfScores(
      @ForAll("parts") HostSelectionPolicy a, @ForAll AnySnapshot.Case any) {
    assertThat(order(HostPolicies.weighted(Map.of(a, 5.0)), any)).isEqualTo(order(a, any));
  }

  @Property
  void aHostThatIsBetterByAllIsBetterByTheMean(
      @ForAll("parts") HostSelectionPolicy a,
      @ForAll("parts") HostSelectionPolicy b,
      @ForAll AnySnapshot.Case any) {
    Map<HostId, Double> byA = scores(a, any);
    Map<HostId, Double> byB = scores(b, any);
    List<HostId> order = order(weighted(a, 2, b, 1), any);

    for (int i = 0; i < order.size(); i++) {
      for (int j = i + 1; j < Math.min(order.size(), i + 10); j++) {
        boolean dominated =
            byA.get(order.get(j)) > byA.get(order.get(i)) + 1e-9
                && byB.get(order.get(j)) > byB.get(order.get(i)) + 1e-9;
        assertThat(dominated).isFalse();
      }
    }
    Set<HostId> refused = refused(a, any);
    refused.addAll(refused(b, any));
    assertThat(order).noneMatch(refused::contains);
  }

  private static HostSelectionPolicy weighted(
      HostSelectionPolicy a, double weightA, HostSelectionPolicy b, double weightB) {
    Map<HostSelectionPolicy, Double> weights = new LinkedHashMap<>();
    weights.put(a, weightA);
    weights.merge(b, weightB, Double::sum);
    return HostPolicies.weighted(weights);
  }

  private static List<HostId> order(HostSelectionPolicy policy, AnySnapshot.Case any) {
    Selection selection = policy.select(any.snapshot(), any.context());
    assertThat(names(selection)).hasSameSizeAs(selection.ranked());
    return ids(selection);
  }

  private static List<HostId> ids(Selection selection) {
    return selection.ranked().stream().map(RankedHost::host).map(host -> host.id()).toList();
  }

  private static Map<HostId, Double> scores(HostSelectionPolicy policy, AnySnapshot.Case any) {
    return policy.select(any.snapshot(), any.context()).ranked().stream()
        .collect(Collectors.toMap(host -> host.host().id(), RankedHost::score));
  }

  private static Set<HostId> refused(HostSelectionPolicy policy, AnySnapshot.Case any) {
    return policy.select(any.snapshot(), any.context()).refused().stream()
        .map(rejection -> rejection.host().id())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
