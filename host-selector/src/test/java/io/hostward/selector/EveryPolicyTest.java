package io.hostward.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.Mount;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.spi.HostSelectionPolicy;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for each policy on each snapshot. */
@Domain(AnySnapshot.class)
@Domain(DomainContext.Global.class)
class EveryPolicyTest {
  static final List<String> POLICIES =
      List.of(
          "least-loaded",
          "least-loaded,ties=0,half-life=1s",
          "least-loaded,ties=10",
          "same-subnet",
          "same-subnet,then=first-usable",
          "vcenter-default",
          "fastest",
          "fastest,explore=1",
          "round-robin",
          "random",
          "first-usable",
          "none",
          "pinned,host=esx1|host-2|10.0.0.*",
          "first-of,of=(pinned,host=esx2),of=(require,cluster=Cluster0,then=random),of=fastest",
          "weighted,3=least-loaded,1=(same-subnet,then=random),0=none",
          "weighted,1=fastest,2=round-robin",
          "prefer,cluster=cluster1,then=least-loaded",
          "require,subnet=10.0.0.0/8|2001:db8::/32,then=fastest",
          "avoid,host=esx*,then=same-subnet,then=random",
          "failed-last,within=1m,then=least-loaded");

  @Provide
  Arbitrary<String> policies() {
    return Arbitraries.of(POLICIES);
  }

  @Property(tries = 4000)
  void rankedAndRefusedAreTheMounted(
      @ForAll("policies") String name, @ForAll AnySnapshot.Case any) {
    Selection selection = HostPolicies.named(name).select(any.snapshot(), any.context());

    List<HostSnapshot> answered =
        new java.util.ArrayList<>(selection.ranked().stream().map(RankedHost::host).toList());
    answered.addAll(selection.refused().stream().map(Rejection::host).toList());
    assertThat(answered)
        .containsExactlyInAnyOrderElementsOf(
            any.snapshot().mounts().stream().map(Mount::host).toList());
  }

  @Property(tries = 2000)
  void noUnusableHostIsRanked(@ForAll("policies") String name, @ForAll AnySnapshot.Case any) {
    Selection selection = HostPolicies.named(name).select(any.snapshot(), any.context());

    List<HostSnapshot> unusable =
        any.snapshot().mounts().stream()
            .filter(mount -> mount.unusable().isPresent())
            .map(Mount::host)
            .toList();
    assertThat(selection.ranked()).extracting(RankedHost::host).noneMatch(unusable::contains);
  }

  @Property(tries = 2000)
  void scoresFallAndEverythingHasAReason(
      @ForAll("policies") String name, @ForAll AnySnapshot.Case any) {
    Selection selection = HostPolicies.named(name).select(any.snapshot(), any.context());

    double above = 1;
    for (RankedHost ranked : selection.ranked()) {
      assertThat(ranked.score()).isBetween(0.0, above);
      assertThat(ranked.reason()).isNotBlank().doesNotContain("NaN", "Infinity", "null");
      above = ranked.score();
    }
    assertThat(selection.refused())
        .extracting(Rejection::reason)
        .allMatch(reason -> !reason.isBlank());
    assertThat(selection.policy()).isNotBlank();
  }

  /** The pipeline puts the answers of policies right; those of our own need none of that. */
  @Property(tries = 1000)
  void notesAreOfNamesThatMatchNothing(
      @ForAll("policies") String name, @ForAll AnySnapshot.Case any) {
    Selection selection = HostPolicies.named(name).select(any.snapshot(), any.context());

    assertThat(selection.notes())
        .doesNotHaveDuplicates()
        .allMatch(note -> note.startsWith("no host that mounts the datastore is "));
    if (!name.contains("host=") && !name.contains("cluster=") && !name.contains("subnet=")) {
      assertThat(selection.notes()).isEmpty();
    }
    boolean strict = name.startsWith("pinned") || name.startsWith("require");
    assertThat(selection.relay()).isEqualTo(!strict);
  }

  @Property(tries = 1000)
  void sameInputSameAnswer(@ForAll("policies") String name, @ForAll AnySnapshot.Case any) {
    HostSelectionPolicy one = HostPolicies.named(name);
    HostSelectionPolicy other = HostPolicies.named(name);

    Selection first = one.select(any.snapshot(), any.context());
    assertThat(one.select(any.snapshot(), any.context())).isEqualTo(first);
    assertThat(other.select(any.snapshot(), any.context())).isEqualTo(first);
  }
}
