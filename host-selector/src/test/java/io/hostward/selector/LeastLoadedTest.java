package io.hostward.selector;

import static io.hostward.selector.Inventories.NOW;
import static io.hostward.selector.Inventories.context;
import static io.hostward.selector.Inventories.host;
import static io.hostward.selector.Inventories.id;
import static io.hostward.selector.Inventories.load;
import static io.hostward.selector.Inventories.loadAt;
import static io.hostward.selector.Inventories.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostLoad;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.memory.HostFailure;
import io.hostward.memory.HostUse;
import io.hostward.memory.SentBytes;
import io.hostward.memory.Throughput;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastLoadedTest {
  private static final HostSelectionPolicy STRICT = HostPolicies.named("least-loaded,ties=0");

  @Property
  void aBetterHostNeverRanksBelowAWorseOneAllElseEqual(
      @ForAll @DoubleRange(min = 0, max = 1) double cpu,
      @ForAll @DoubleRange(min = 0, max = 1) double memory,
      @ForAll @DoubleRange(min = 0, max = 1) double network,
      @ForAll @DoubleRange(min = 0, max = 200) double latency,
      @ForAll @DoubleRange(min = 0, max = 1) double worse,
      @ForAll @IntRange(min = 0, max = 300) int age,
      @ForAll @IntRange(min = 0, max = 3) int kind,
      @ForAll boolean worseFirst) {
    double[] figures = {cpu, memory, network, latency};
    HostLoad better = loadAt(NOW.minusSeconds(age), cpu, memory, network, 10, latency);
    figures[kind] = kind == 3 ? latency + worse * 100 : figures[kind] + (1 - figures[kind]) * worse;
    HostLoad heavier =
        loadAt(NOW.minusSeconds(age), figures[0], figures[1], figures[2], 10, figures[3]);

    InventorySnapshot snapshot =
        worseFirst
            ? Inventories.of(host("worse", heavier), host("better", better))
            : Inventories.of(host("better", better), host("worse", heavier));
    var ranked = STRICT.select(snapshot, context()).ranked();

    double scoreOfBetter = scoreOf(ranked, "better");
    assertThat(scoreOfBetter).isGreaterThanOrEqualTo(scoreOf(ranked, "worse") - 1e-9);
    assertThat(scoreOfBetter).isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Property
  void withDrawsAHostWorseByMoreThanTheMarginNeverRanksFirst(
      @ForAll @DoubleRange(min = 0, max = 0.5) double share,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int equals) {
    var hosts = new io.hostward.inventory.HostSnapshot[equals + 1];
    hosts[0] = host("worse", load(0.95, 0, 0, 10, 1));
    for (int i = 1; i <= equals; i++) {
      hosts[i] = host("better" + i, load(share, 0, 0, 10, 1));
    }
    var ranked = HostPolicies.leastLoaded().select(Inventories.of(hosts), Contexts.seed(seed));

    assertThat(names(ranked).get(equals)).isEqualTo("worse");
  }

  @Test
  void theBottleneckDecides() {
    var snapshot =
        Inventories.of(
            host("cpu", load(0.9, 0.1, 0.1, 10, 1)),
            host("memory", load(0.1, 0.7, 0.1, 10, 1)),
            host("network", load(0.1, 0.1, 0.5, 10, 1)),
            host("latency", load(0.1, 0.1, 0.1, 10, 9)),
            host("idle", load(0.1, 0.1, 0.1, 10, 1)));

    var selection = STRICT.select(snapshot, context());

    assertThat(names(selection)).containsExactly("idle", "latency", "network", "memory", "cpu");
    assertThat(selection.ranked().get(4).reason())
        .startsWith("cpu is its bottleneck, 90 % used 0 s ago (memory 10 %, network 10 %,");
    assertThat(selection.ranked().get(0).score()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, under 1 ms for 1 byte",
    "3, under 1 ms for 3 bytes",
    "2500, under 1 ms for 2.5 kB",
    "100000000, about 86 ms for 100.0 MB",
    "9000000000, about 7.74 s for 9.0 GB",
    "900000000000, about 13 min for 900.0 GB",
    "90000000000000, about 22 h for 90000.0 GB",
  })
  void thePredictionIsInWordsThatPeopleRead(long size, String words) {
    var snapshot = Inventories.of(host("idle", load(0.1, 0.1, 0.1, 10, 1)));

    assertThat(reason(snapshot, OptionalLong.of(size))).endsWith("; " + words);
  }

  @Test
  void aSizeThatIsAssumedIsCalledSo() {
    var snapshot = Inventories.of(host("idle", load(0.1, 0.1, 0.1, 10, 1)));

    assertThat(reason(snapshot, OptionalLong.empty()))
        .endsWith(" for 1.1 GB, a size that is assumed");
  }

  private static String reason(InventorySnapshot snapshot, OptionalLong size) {
    SelectionContext now = context();
    SelectionContext context =
        new SelectionContext(
            now.now(), size, now.hosts(), now.clientAddresses(), now.previous(), 0, 0);
    return STRICT.select(snapshot, context).ranked().get(0).reason();
  }

  @Test
  void theFasterLineWinsEvenWithSomeLoad() {
    var snapshot =
        Inventories.of(
            host("slow", load(0, 0, 0, 1, 1)),
            host("fast", load(0, 0, 0.5, 25, 1)),
            host("medium", load(0, 0, 0, 10, 1)));

    assertThat(names(STRICT.select(snapshot, context()))).containsExactly("fast", "medium", "slow");
  }

  @Test
  void ownUploadsInFlightCountByWhatTheyHaveLeft() {
    var snapshot = Inventories.of(host("a"), host("b"), host("c"));
    var uses =
        Map.of(
            id("a"), new HostUse(1, 5L << 30, Optional.empty(), Optional.empty(), SentBytes.NONE),
            id("b"), new HostUse(3, 1L << 20, Optional.empty(), Optional.empty(), SentBytes.NONE));

    var selection = STRICT.select(snapshot, Contexts.hosts(uses));

    assertThat(names(selection)).containsExactly("c", "b", "a");
    assertThat(selection.ranked().get(2).reason()).contains("1 own upload with 5.4 GB left");
  }

  @Test
  void theNetworkFigureCountsWithoutOurOwnBytes() {
    var snapshot =
        Inventories.of(
            host("others", load(0.1, 0.1, 0.6, 10, 1)), host("mine", load(0.1, 0.1, 0.9, 10, 1)));
    double[] steps = new double[4];
    java.util.Arrays.fill(steps, 0.8 * 10e9 / 8 * 5);
    var mine = new HostUse(0, 0, Optional.empty(), Optional.empty(), SentBytes.of(NOW, steps));

    var selection = STRICT.select(snapshot, Contexts.hosts(Map.of(id("mine"), mine)));

    assertThat(names(selection)).containsExactly("mine", "others");
  }

  @Test
  void aSlowPathThatNoCounterShowsIsLearned() {
    var snapshot = Inventories.of(host("far"), host("near"));
    var slow = Contexts.measured(new Throughput(1e7, 1, NOW.minusSeconds(5)));

    assertThat(names(STRICT.select(snapshot, Contexts.hosts(Map.of(id("far"), slow)))))
        .containsExactly("near", "far");
  }

  @Test
  void aFailureSetsBackButFades() {
    var snapshot = Inventories.of(host("failed"), host("busy", load(0.8, 0.1, 0.1, 10, 1)));

    for (int seconds : new int[] {1, 60}) {
      var failed = Contexts.failed(new HostFailure(NOW.minusSeconds(seconds), 1, "reset"));
      var selection = STRICT.select(snapshot, Contexts.hosts(Map.of(id("failed"), failed)));
      assertThat(names(selection)).containsExactly("busy", "failed");
      assertThat(selection.ranked().get(1).reason()).contains("failed " + seconds + " s ago");
    }
    var old = Contexts.failed(new HostFailure(NOW.minusSeconds(800), 1, "reset"));
    assertThat(names(STRICT.select(snapshot, Contexts.hosts(Map.of(id("failed"), old)))))
        .containsExactly("failed", "busy");
  }

  @Test
  void oldFiguresWeighLessThanNewOnes() {
    var fresh = Inventories.of(host("a", load(0.6, 0, 0, 10, 1)), host("b", load(0, 0, 0, 8, 1)));
    var stale =
        Inventories.of(
            host("a", loadAt(NOW.minusSeconds(3600), 0.6, 0, 0, 10, 1)),
            host("b", loadAt(NOW.minusSeconds(3600), 0, 0, 0, 8, 1)));

    assertThat(names(STRICT.select(fresh, context()))).containsExactly("b", "a");
    assertThat(names(STRICT.select(stale, context()))).containsExactly("a", "b");
  }

  @Test
  void manyClientsWithTheSameFiguresSpread() {
    var hosts = new io.hostward.inventory.HostSnapshot[8];
    for (int i = 0; i < hosts.length; i++) {
      hosts[i] = host("esx" + i, load(0.3 + i / 1000.0, 0.2, 0.1, 10, 1));
    }
    Set<String> first = new HashSet<>();
    for (int seed = 0; seed < 64; seed++) {
      var selection =
          HostPolicies.leastLoaded().select(Inventories.of(hosts), Contexts.seed(seed * 7919L));
      first.add(names(selection).get(0));
    }
    assertThat(first).hasSizeGreaterThanOrEqualTo(6);
  }

  private static double scoreOf(
      java.util.List<io.hostward.ranking.RankedHost> ranked, String name) {
    return ranked.stream()
        .filter(host -> host.host().name().equals(name))
        .findFirst()
        .orElseThrow()
        .score();
  }
}
