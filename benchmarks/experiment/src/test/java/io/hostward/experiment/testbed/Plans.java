package io.hostward.experiment.testbed;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Plans for tests. */
final class Plans {
  static final TestbedPlan FOUR =
      new TestbedPlan(
          4,
          LinkRate.parse("1Gbit"),
          LinkRate.parse("400Mbit"),
          LinkRate.parse("10Gbit"),
          Optional.of("ESX4"),
          Duration.ofMillis(20));

  private Plans() {}

  static Arbitrary<TestbedPlan> any() {
    Arbitrary<LinkRate> rates =
        Arbitraries.longs().between(1_000, 100_000_000).map(k -> new LinkRate(k * 1000));
    return Combinators.combine(
            Arbitraries.integers().between(3, 8),
            rates,
            rates,
            rates,
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 2000))
        .as(
            (hosts, host, vcenter, client, far, millis) ->
                new TestbedPlan(
                    hosts,
                    host,
                    vcenter,
                    client,
                    far == 0 ? Optional.empty() : Optional.of("ESX" + far),
                    Duration.ofMillis(millis)));
  }
}
