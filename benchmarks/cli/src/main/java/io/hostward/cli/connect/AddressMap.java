package io.hostward.cli.connect;

import io.hostward.inventory.HostSnapshot;
import io.hostward.net.HostAddress;
import io.hostward.net.Printable;
import io.hostward.spi.HostAddressResolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code --resolve HOST=ADDRESS[:PORT]} options: a host that is named there, by its inventory
 * name or by one of its addresses, is reached at what stands after the equals sign and nowhere
 * else; several options for one host are tried in their order.
 */
public final class AddressMap implements HostAddressResolver {
  private final Map<String, List<HostAddress>> addresses = new LinkedHashMap<>();

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
    List<HostAddress> named = addresses.get(key(host.name()));
    if (named != null) {
      return List.copyOf(named);
    }
    for (HostAddress candidate : candidates) {
      List<HostAddress> mapped = addresses.get(candidate.host());
      if (mapped != null) {
        return List.copyOf(mapped);
      }
    }
    return candidates;
  }

  private static String key(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
