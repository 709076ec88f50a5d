package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.ManagementAddress;
import io.hostward.memory.HostFailure;
import io.hostward.net.IpAddress;
import io.hostward.net.Subnet;
import io.hostward.ranking.SelectionContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The filters that come with Hostward. Immutable. */
public final class HostFilters {
  private HostFilters() {}

  /**
   * By name, managed object id or management address.
   *
   * @param patterns any of these; {@code *} stands for any characters, case does not matter
   */
  public static HostFilter host(List<String> patterns) {
    List<NamePattern> compiled = NamePattern.all(patterns);
    return of(
        "named " + String.join(" or ", patterns),
        (host, context) -> compiled.stream().anyMatch(pattern -> pattern.matchesHost(host)),
        snapshot -> Notes.named(compiled, snapshot));
  }

  /**
   * By the cluster's name.
   *
   * @param patterns any of these; {@code *} stands for any characters, case does not matter
   */
  public static HostFilter cluster(List<String> patterns) {
    List<NamePattern> compiled = NamePattern.all(patterns);
    return of(
        "in cluster " + String.join(" or ", patterns),
        (host, context) -> compiled.stream().anyMatch(pattern -> isIn(pattern, host)),
        snapshot -> Notes.missing(compiled, HostFilters::isIn, "in cluster ", snapshot));
  }

  /** By a management address in any of these subnets. */
  public static HostFilter subnet(List<Subnet> subnets) {
    List<Subnet> copy = List.copyOf(subnets);
    return of(
        copy.stream().map(Subnet::toString).collect(Collectors.joining(" or ", "in subnet ", "")),
        (host, context) -> copy.stream().anyMatch(subnet -> isIn(subnet, host)),
        snapshot -> Notes.missing(copy, HostFilters::isIn, "in subnet ", snapshot));
  }

  /** By a management address in the subnet of one of the client's interfaces. */
  public static HostFilter sameSubnet() {
    return of(
        "in a subnet of this client",
        (host, context) -> Nearness.prefix(host, context.clientAddresses()) > 0);
  }

  /**
   * By a failure of this process's uploads since the last success there.
   *
   * @param within how long ago at most; the memory goes back 15 minutes
   */
  public static HostFilter failed(Duration within) {
    return of(
        "known to have failed within " + within.toSeconds() + " s",
        (host, context) -> {
          Optional<HostFailure> failure = context.use(host.id()).failure();
          return failure.isPresent()
              && Duration.between(failure.get().lastAt(), context.now()).compareTo(within) <= 0;
        });
  }

  /** By anything. The words complete "the host is ...". */
  public static HostFilter where(String words, Predicate<HostSnapshot> predicate) {
    return of(words, (host, context) -> predicate.test(host));
  }

  private static HostFilter of(String words, BiPredicate<HostSnapshot, SelectionContext> test) {
    return of(words, test, snapshot -> List.of());
  }

  private static HostFilter of(
      String words,
      BiPredicate<HostSnapshot, SelectionContext> test,
      Function<InventorySnapshot, List<String>> unmatched) {
    return new HostFilter() {
      @Override
      public boolean test(HostSnapshot host, SelectionContext context) {
        return test.test(host, context);
      }

      @Override
      public String words() {
        return words;
      }

      @Override
      public List<String> unmatched(InventorySnapshot snapshot) {
        return unmatched.apply(snapshot);
      }
    };
  }

  private static boolean isIn(NamePattern cluster, HostSnapshot host) {
    return host.cluster().isPresent() && cluster.matches(host.cluster().get());
  }

  private static boolean isIn(Subnet subnet, HostSnapshot host) {
    for (ManagementAddress management : host.management()) {
      Optional<IpAddress> address = IpAddress.parse(management.address());
      if (address.isPresent() && subnet.contains(address.get())) {
        return true;
      }
    }
    return false;
  }
}
