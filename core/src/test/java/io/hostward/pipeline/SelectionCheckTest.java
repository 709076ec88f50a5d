package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.pipeline.fake.World;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever a policy of somebody's own answers: what comes of it is usable, and it is told. */
class SelectionCheckTest {
  private static final Mount GOOD = World.mount("good", Connection.CONNECTED);
  private static final Mount BETTER = World.mount("better", Connection.CONNECTED);
  private static final Mount BAD = World.mount("bad", Connection.DISCONNECTED);
  private static final Mount UNKNOWN = World.mount("unknown", Connection.CONNECTED);
  private static final InventorySnapshot SNAPSHOT = World.inventory(List.of(GOOD, BETTER, BAD));

  private static Selection check(List<Mount> ranked, List<Mount> refused) {
    return SelectionCheck.of(
        SNAPSHOT,
        new Selection(
            "own",
            ranked.stream().map(mount -> new RankedHost(mount.host(), 0.5, "so")).toList(),
            refused.stream().map(mount -> new Rejection(mount.host(), "no")).toList()));
  }

  private static List<HostSnapshot> ranked(Selection selection) {
    return selection.ranked().stream().map(RankedHost::host).toList();
  }

  @Test
  void aGoodAnswerIsLeftAlone() {
    Selection checked = check(List.of(BETTER, GOOD), List.of(BAD));

    assertThat(ranked(checked)).containsExactly(BETTER.host(), GOOD.host());
    assertThat(checked.refused()).containsExactly(new Rejection(BAD.host(), "no"));
    assertThat(checked.notes()).isEmpty();
  }

  @Test
  void anUnusableHostIsRefusedWithTheReason() {
    Selection checked = check(List.of(BAD, GOOD, BETTER), List.of());

    assertThat(ranked(checked)).containsExactly(GOOD.host(), BETTER.host());
    assertThat(checked.refused())
        .containsExactly(new Rejection(BAD.host(), "vCenter's connection to it is disconnected"));
    assertThat(checked.notes())
        .containsExactly(
            "the policy ranked bad (host-bad), which is unusable: vCenter's connection to it is"
                + " disconnected");
  }

  @Test
  void eachMistakeIsToldOnce() {
    Selection checked = check(List.of(UNKNOWN, GOOD, GOOD, GOOD), List.of(BAD, BAD, GOOD));

    assertThat(ranked(checked)).isEmpty();
    assertThat(checked.refused())
        .extracting(Rejection::toString)
        .containsExactlyInAnyOrder(
            "bad (host-bad): no",
            "good (host-good): no",
            "better (host-better): the policy neither ranked nor refused it");
    assertThat(checked.notes())
        .containsExactly(
            "the policy named unknown (host-unknown), which does not mount the datastore: it is"
                + " passed over",
            "the policy ranked good (host-good) more than once: its best place counts",
            "the policy both ranked and refused good (host-good): it is refused",
            "the policy neither ranked nor refused better (host-better): it is refused");
  }

  @Property
  void eachHostOfTheSnapshotOnceAndNoOther(
      @ForAll("mounts") List<Mount> snapshot,
      @ForAll("mounts") List<Mount> ranked,
      @ForAll("mounts") List<Mount> refused) {
    InventorySnapshot inventory = World.inventory(snapshot);
    Selection answer =
        new Selection(
            "own",
            ranked.stream().map(mount -> new RankedHost(mount.host(), 0.5, "so")).toList(),
            refused.stream().map(mount -> new Rejection(mount.host(), "no")).toList());

    Selection checked = SelectionCheck.of(inventory, answer);

    List<HostSnapshot> named = new ArrayList<>(ranked(checked));
    checked.refused().forEach(rejection -> named.add(rejection.host()));
    Set<HostSnapshot> mounting = new HashSet<>();
    snapshot.forEach(mount -> mounting.add(mount.host()));
    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mounting);
    assertThat(ranked(checked)).allMatch(host -> host.connection() == Connection.CONNECTED);
    assertThat(ranked(checked)).isSubsetOf(ranked(answer));
    assertThat(SelectionCheck.of(inventory, checked)).as("nothing more to say").isEqualTo(checked);
    boolean right =
        ranked(answer).equals(ranked(checked))
            && answer.refused().stream().distinct().toList().equals(checked.refused());
    boolean eachMountsOnce = mounting.size() == snapshot.size();
    if (!right && eachMountsOnce) {
      assertThat(checked.notes()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<List<Mount>> mounts() {
    return Arbitraries.of(GOOD, BETTER, BAD, UNKNOWN).list().ofMaxSize(5);
  }
}
