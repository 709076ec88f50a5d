package io.hostward.selector;

import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.HostSnapshot.Power;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.ManagementAddress;
import io.hostward.inventory.Mount;
import io.hostward.inventory.Mount.AccessMode;
import io.hostward.memory.HostFailure;
import io.hostward.memory.HostUse;
import io.hostward.memory.SentBytes;
import io.hostward.memory.Throughput;
import io.hostward.net.Subnet;
import io.hostward.ranking.SelectionContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Whatever vCenter and a process's memory could hold, the absurd included: unset fields, zero
 * lines, negative, infinite and impossible counters, figures from the future, duplicate names, no
 * hosts.
 */
public final class AnySnapshot extends DomainContextBase {
  private static final double[] ABSURD = {
    -1,
    -0.0,
    0,
    Double.MIN_VALUE,
    1e-9,
    0.5,
    1,
    1.0001,
    100,
    1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };
  private static final List<String> ADDRESSES =
      List.of(
          "10.0.0.1", "10.0.1.1", "2001:db8::7", "esx.example", "", "999.1.1.1", "::", "fe80::1%3");

  /** A snapshot with the context it meets. */
  record Case(InventorySnapshot snapshot, SelectionContext context) {}

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(9, Arbitraries.integers().between(1, 12)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(100, 300))),
            Arbitraries.longs())
        .as((hosts, seed) -> any(hosts, new Random(seed)));
  }

  private static Case any(int hosts, Random random) {
    List<Mount> mounts = new ArrayList<>();
    Map<HostId, HostUse> uses = new HashMap<>();
    for (int i = 0; i < hosts; i++) {
      HostSnapshot host = host(i, random);
      mounts.add(
          new Mount(
              host,
              random.nextInt(8) == 0 ? pick(AccessMode.values(), random) : AccessMode.READ_WRITE,
              random.nextInt(10) > 0,
              random.nextInt(3) == 0 ? Optional.empty() : Optional.of(random.nextInt(10) > 0),
              Optional.empty()));
      if (random.nextInt(3) == 0) {
        uses.put(host.id(), use(random));
      }
    }
    SelectionContext context =
        new SelectionContext(
            moment(random),
            random.nextBoolean()
                ? OptionalLong.empty()
                : OptionalLong.of(random.nextLong() >>> (1 + random.nextInt(62))),
            uses,
            List.of(Subnet.parse("10.0.0.9/24"), Subnet.parse("2001:db8::1/64")),
            hosts > 0 && random.nextBoolean()
                ? Optional.of(mounts.get(random.nextInt(hosts)).host().id())
                : Optional.empty(),
            random.nextLong(),
            random.nextLong());
    return new Case(Inventories.ofMounts(mounts), context);
  }

  private static HostSnapshot host(int number, Random random) {
    List<ManagementAddress> management = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      management.add(
          new ManagementAddress(
              ADDRESSES.get(random.nextInt(ADDRESSES.size())),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(130))));
    }
    return new HostSnapshot(
        new HostId("host-" + number),
        random.nextBoolean() ? "esx" : "esx" + number,
        random.nextBoolean() ? Optional.empty() : Optional.of("Cluster" + random.nextInt(2)),
        random.nextInt(6) == 0 ? pick(Connection.values(), random) : Connection.CONNECTED,
        random.nextInt(6) == 0 ? pick(Power.values(), random) : Power.ON,
        random.nextInt(8) == 0,
        random.nextInt(8) == 0,
        management,
        Optional.empty(),
        new HostLoad(
            figure(random),
            figure(random),
            figure(random),
            random.nextInt(3) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(random.nextBoolean() ? 10_000_000_000L : random.nextLong()),
            figure(random)),
        List.of());
  }

  private static HostUse use(Random random) {
    return new HostUse(
        random.nextInt(5) - 1,
        random.nextBoolean() ? random.nextLong() : random.nextInt(1 << 30),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new Throughput(absurd(random), absurd(random), moment(random))),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new HostFailure(moment(random), random.nextInt(), "reset")),
        random.nextBoolean() ? SentBytes.NONE : SentBytes.of(moment(random), 1e9, absurd(random)));
  }

  private static Optional<Figure> figure(Random random) {
    return random.nextInt(4) == 0
        ? Optional.empty()
        : Optional.of(new Figure(absurd(random), moment(random)));
  }

  private static double absurd(Random random) {
    return random.nextBoolean() ? random.nextDouble() : ABSURD[random.nextInt(ABSURD.length)];
  }

  private static Instant moment(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Instant.EPOCH;
      case 1 -> Instant.MAX;
      case 2 -> Instant.MIN;
      default -> Inventories.NOW.minusSeconds(random.nextInt(400) - 100L);
    };
  }

  private static <T> T pick(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
