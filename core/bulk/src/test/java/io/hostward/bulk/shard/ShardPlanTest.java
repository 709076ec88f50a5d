package io.hostward.bulk.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPlanTest {
  @TempDir Path folder;

  private static Load load(String name, long bytes, String... hosts) {
    return new Load(new DatastoreInfo(name, Optional.empty(), Set.of(hosts)), 0, bytes);
  }

  @Provide
  Arbitrary<List<Load>> loads() {
    Arbitrary<Set<String>> hosts =
        Arbitraries.integers().between(1, 8).map(n -> "host-" + n).set().ofMaxSize(8);
    return Combinators.combine(
            hosts, Arbitraries.longs().between(0, 1000), Arbitraries.longs().between(0, 5))
        .as(
            (mounted, bytes, deliveries) ->
                new Load(
                    new DatastoreInfo("?", Optional.empty(), mounted), deliveries, bytes << 20))
        .list()
        .ofMaxSize(12)
        .map(
            loads ->
                IntStream.range(0, loads.size())
                    .mapToObj(
                        n ->
                            new Load(
                                new DatastoreInfo(
                                    "ds-" + n, Optional.empty(), loads.get(n).datastore().hosts()),
                                loads.get(n).deliveries(),
                                loads.get(n).bytes()))
                    .toList());
  }

  @Test
  void aPlanThatHasOneDatastoreByTwoNamesIsRefused() {
    ShardPlan plan =
        ShardPlan.divide(
            2, List.of(load("a", 1, "h"), load("datastore-1", 1, "h")), new ShardLimits(4, 4));

    assertThat(plan.named(name -> name + "x").owners()).containsOnlyKeys("ax", "datastore-1x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.named(name -> "a"))
        .withMessageContaining("by two names");
  }

  @Property(tries = 500)
  void theSharesAreThePlanAndKeepItsLimitsTogether(
      @ForAll("loads") List<Load> loads,
      @ForAll @IntRange(min = 1, max = 10) int shards,
      @ForAll @IntRange(min = 1, max = 6) int perDatastore) {
    ShardPlan plan = ShardPlan.divide(shards, loads, new ShardLimits(4, perDatastore));
    Map<String, List<Integer>> owners = new HashMap<>();
    Map<String, Integer> limits = new HashMap<>();
    List<String> hosts = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      Share share = plan.share(shard);
      hosts.addAll(share.hosts());
      for (Map.Entry<String, Integer> entry : share.datastores().entrySet()) {
        owners.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(shard);
        limits.merge(entry.getKey(), entry.getValue(), Integer::sum);
      }
    }

    assertThat(hosts).as("no host in two shards").doesNotHaveDuplicates();
    for (Load load : loads) {
      String name = load.datastore().name();
      assertThat(owners.get(name)).isNotEmpty().doesNotHaveDuplicates();
      assertThat(limits.get(name)).as("its limit, by all together").isEqualTo(perDatastore);
      if (owners.get(name).size() > 1) {
        assertThat(load.datastore().hosts())
            .as("split by hosts")
            .hasSizeGreaterThanOrEqualTo(owners.get(name).size());
      }
      for (int file = 0; file < 20; file++) {
        assertThat(owners.get(name))
            .as("each delivery in one share")
            .contains(plan.owner(new DatastorePath(name, "f" + file)));
      }
    }
    Set<String> mounted = new HashSet<>();
    loads.forEach(load -> mounted.addAll(load.datastore().hosts()));
    assertThat(hosts).as("no host idles").containsExactlyInAnyOrderElementsOf(mounted);
  }

  @Property(tries = 50)
  void theFileSaysTheSame(
      @ForAll("loads") List<Load> loads, @ForAll @IntRange(min = 1, max = 10) int shards)
      throws IOException {
    ShardPlan plan = ShardPlan.divide(shards, loads, new ShardLimits(3, 2));
    Path file = Files.createTempFile("shards", ".jsonl");
    try {
      plan.write(file);
      ShardPlan read = ShardPlan.read(file);
      assertThat(read.limits()).isEqualTo(plan.limits());
      for (int shard = 0; shard < shards; shard++) {
        assertThat(read.share(shard)).isEqualTo(plan.share(shard));
      }
      for (Load load : loads) {
        for (int at = 0; at < 20; at++) {
          DatastorePath target = new DatastorePath(load.datastore().name(), "f" + at);
          assertThat(read.owner(target)).isEqualTo(plan.owner(target));
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void datastoresWithHostsOfTheirOwnAreBalancedByBytesAndKeepThem() {
    List<Load> loads =
        IntStream.range(0, 84)
            .mapToObj(n -> load("ds-" + n, (n % 7 + 1L) << 30, "host-" + n))
            .toList();
    ShardPlan plan = ShardPlan.divide(4, loads, new ShardLimits(4, 4));

    for (int shard = 0; shard < 4; shard++) {
      Share share = plan.share(shard);
      long bytes =
          loads.stream()
              .filter(load -> share.datastores().containsKey(load.datastore().name()))
              .mapToLong(Load::bytes)
              .sum();
      assertThat(bytes).isBetween(82L << 30, 86L << 30);
      assertThat(share.hosts())
          .containsExactlyInAnyOrderElementsOf(
              share.datastores().keySet().stream()
                  .map(name -> name.replace("ds", "host"))
                  .toList());
    }
  }

  @Test
  void oneLargeSharedDatastoreIsSplitByItsHosts() {
    String[] hosts = IntStream.range(0, 8).mapToObj(n -> "host-" + n).toArray(String[]::new);
    ShardPlan plan =
        ShardPlan.divide(4, List.of(load("nfs", 1L << 40, hosts)), new ShardLimits(4, 6));

    assertThat(IntStream.range(0, 4).mapToObj(shard -> plan.share(shard).datastores().get("nfs")))
        .containsExactly(2, 2, 1, 1);
    assertThat(IntStream.range(0, 4).mapToObj(shard -> plan.share(shard).hosts().size()))
        .containsExactly(2, 2, 2, 2);
    long[] files = new long[4];
    IntStream.range(0, 4000)
        .forEach(n -> files[plan.owner(new DatastorePath("nfs", "iso/f" + n))]++);
    assertThat(Arrays.stream(files).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850L, 1150L));
  }

  @Test
  void aDatastoreWithLocalOnesBesideItLeavesThemTheirHosts() {
    ShardPlan plan =
        ShardPlan.divide(
            2,
            List.of(
                load("shared", 100, "h1", "h2", "h3"), load("l1", 60, "h1"), load("l2", 60, "h2")),
            new ShardLimits(4, 1));

    for (int shard = 0; shard < 2; shard++) {
      Share share = plan.share(shard);
      share
          .datastores()
          .keySet()
          .forEach(
              name ->
                  assertThat(share.hosts())
                      .as(name)
                      .containsAnyElementsOf(
                          name.equals("shared")
                              ? List.of("h1", "h2", "h3")
                              : List.of(name.replace('l', 'h'))));
    }
  }

  @Test
  void thePlansTextIsItsFile() throws IOException {
    ShardPlan plan =
        ShardPlan.divide(
            2, List.of(load("a", 1, "h"), load("b", 2, "h", "i")), new ShardLimits(3, 2));
    plan.write(folder.resolve("plan"));

    assertThat(plan.text()).isEqualTo(Files.readString(folder.resolve("plan")));
    assertThat(ShardPlan.read("text", new StringReader(plan.text())).text()).isEqualTo(plan.text());
    assertThatIOException()
        .isThrownBy(() -> ShardPlan.read("text", new StringReader("{}")))
        .withMessageContaining("text is no plan file; line 1");
  }

  @Test
  void whatTheFileDoesNotKnowIsRefused() {
    ShardPlan plan = ShardPlan.divide(2, List.of(load("a", 1, "h")), new ShardLimits(1, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.owner(new DatastorePath("b", "f")))
        .withMessageContaining("[b]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.share(2))
        .withMessageContaining("0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ShardPlan.divide(1, List.of(load("a", 1), load("a", 2)), new ShardLimits(1, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                           | line 1
          {"kind":"x"}                                 | line 1
          HEAD2                                        | of version 2
          HEAD~{"host":"h","shard":2}                  | from 0 to 1, was: 2
          HEAD~{"host":"h","shard":0}~{"host":"h","shard":1} | line 3
          HEAD~{"datastore":"a","shard":0}             | limit
          HEAD~{"datastore":"a"                        | no JSON
          HEAD~{"datastore":"a","shard":0.5}           | neither
          """)
  void aFileThatIsNoneIsRefusedByItsLine(String text, String problem) throws IOException {
    String head =
        "{\"kind\":\"hostward-shards\",\"version\":%s,\"shards\":2,\"perHost\":1,"
            + "\"perDatastore\":1}";
    Path file =
        Files.writeString(
            folder.resolve("plan"),
            text.replace("HEAD2", head.formatted(2))
                .replace("HEAD", head.formatted(1))
                .replace('~', '\n'));

    assertThatIOException()
        .isThrownBy(() -> ShardPlan.read(file))
        .withMessageContaining("is no plan file")
        .withMessageContaining(problem);
  }
}
