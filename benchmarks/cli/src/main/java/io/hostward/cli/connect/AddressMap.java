package io.hostward.cli.connect;

import io.hostward.inventory.HostSnapshot;
import io.hostward.net.HostAddress;
import io.hostward.net.Printable;
import io.hostward.spi.HostAddressResolver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code --resolve HOST=ADDRESS[:PORT]} options: a host that is named there, by its inventory
 * name or by one of its addresses, is reached at what stands after the equals sign and nowhere
 * else; several options for one host are tried in their order.
 */
public final class AddressMap implements HostAddressResolver {
  private final Map<String, List<HostAddress>> addresses = new LinkedHashMap<>();

  private final Set<String> used = ConcurrentHashMap.newKeySet();

  private AddressMap() {}

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if one is not of that form
   */
  public static AddressMap parse(List<String> options) {
    AddressMap map = new AddressMap();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--resolve takes HOST=ADDRESS[:PORT], was: '" + Printable.of(option) + "'");
      }
      map.add(
          option.substring(0, equals),
          HostAddress.parse(option.substring(equals + 1), HostAddress.HTTPS));
    }
    return map;
  }

  /** Adds an address of a host, behind those that it has already. */
  private void add(String host, HostAddress address) {
    addresses.computeIfAbsent(key(host), absent -> new ArrayList<>()).add(address);
  }

  @Override
  public List<HostAddress> resolve(HostSnapshot host, List<HostAddress> candidates) {
    return Stream.concat(Stream.of(key(host.name())), candidates.stream().map(HostAddress::host))
        .filter(addresses::containsKey)
        .findFirst()
        .map(this::use)
        .orElse(candidates);
  }

  private List<HostAddress> use(String key) {
    used.add(key);
    return List.copyOf(Objects.requireNonNull(addresses.get(key)));
  }

  /**
   * Returns which options name none of the hosts, most likely by a slip: neither by its name in the
   * inventory nor by one of its addresses, nor by what was found out of it since.
   */
  public List<String> unmatched(Collection<HostSnapshot> hosts) {
    Set<String> known =
        hosts.stream()
            .flatMap(
                host -> Stream.concat(Stream.of(host.name()), host.managementAddresses().stream()))
            .map(AddressMap::key)
            .collect(Collectors.toCollection(HashSet::new));
    known.addAll(used);
    return addresses.keySet().stream().filter(name -> !known.contains(name)).toList();
  }

  private static String key(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
