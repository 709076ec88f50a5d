package io.hostward.pipeline;

import io.hostward.net.IpAddress;
import io.hostward.net.Subnet;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of this machine's network interfaces, asked of the operating system at most once a
 * minute: laptops change networks, but not between two files. Safe for use by many threads.
 */
public final class ClientInterfaces implements Supplier<List<Subnet>> {
  private static final Logger LOG = LoggerFactory.getLogger(ClientInterfaces.class);
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Time time;
  private @Nullable Duration readAt;
  private List<Subnet> known = List.of();

  public ClientInterfaces(Time time) {
    this.time = time;
  }

  @Override
  public synchronized List<Subnet> get() {
    if (readAt == null || time.since(readAt).compareTo(KEPT) > 0) {
      known = read();
      readAt = time.passed();
    }
    return known;
  }

  private static List<Subnet> read() {
    List<Subnet> subnets = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .filter(ClientInterfaces::isUp)
          .flatMap(networkInterface -> networkInterface.getInterfaceAddresses().stream())
          .forEach(address -> add(address, subnets));
    } catch (SocketException e) {
      LOG.warn("The network interfaces cannot be listed, so no host is known to be near", e);
    }
    return List.copyOf(subnets);
  }

  private static boolean isUp(NetworkInterface networkInterface) {
    try {
      return networkInterface.isUp();
    } catch (SocketException e) {
      return false;
    }
  }

  private static void add(InterfaceAddress found, List<Subnet> subnets) {
    int length = found.getNetworkPrefixLength();
    IpAddress.parse(found.getAddress().getHostAddress())
        .filter(address -> length > 0 && length <= address.bits())
        .ifPresent(address -> subnets.add(new Subnet(address, length)));
  }
}
