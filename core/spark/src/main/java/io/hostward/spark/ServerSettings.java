package io.hostward.spark;

import io.hostward.net.HostAddress;
import io.hostward.net.Printable;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.spi.HostAddressResolver;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The vCenter of a job, in words that travel: what stands here means the same on every machine. No
 * secret is among them.
 *
 * @param url the SDK's URL, for example {@code https://vc.example/sdk}
 * @param login who logs in, and where the password is found
 * @param thumbprints the certificates that are accepted, SHA-256; empty for those that authorities
 *     vouch for
 * @param caFile a file of authorities, under the same path on every machine; empty for the
 *     platform's
 * @param addresses {@code HOST=ADDRESS[:PORT]}: hosts that are reached at another address than the
 *     one that vCenter says, by their names in the inventory
 */
public record ServerSettings(
    String url, LoginSource login, List<String> thumbprints, String caFile, List<String> addresses)
    implements Serializable {

  /**
   * Checks all that can be checked without a look at a file.
   *
   * @throws IllegalArgumentException if a part cannot be read
   */
  public ServerSettings {
    thumbprints = List.copyOf(thumbprints);
    addresses = List.copyOf(addresses);
    if (url.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "the server's URL has a user in it, and perhaps a password, which the cluster would show:"
              + " leave them out; the login says who the user is and where the password is found");
    }
    if (!url.startsWith("https://") || URI.create(url).getHost() == null) {
      throw new IllegalArgumentException(
          "the server is an https URL, for example https://vc.example/sdk, was: '"
              + Printable.of(url)
              + "'");
    }
    if (!thumbprints.isEmpty() && !caFile.isEmpty()) {
      throw new IllegalArgumentException("name thumbprints or a file of authorities, not both");
    }
    thumbprints.forEach(Thumbprint::parse);
    parsed(addresses);
  }

  /** A server whose certificate the platform's authorities vouch for. */
  public static ServerSettings of(String url, LoginSource login) {
    return new ServerSettings(url, login, List.of(), "", List.of());
  }

  ServerTrust trust() throws IOException {
    if (!thumbprints.isEmpty()) {
      return ServerTrust.pinned(
          thumbprints.stream().map(Thumbprint::parse).toArray(Thumbprint[]::new));
    }
    return caFile.isEmpty() ? ServerTrust.system() : ServerTrust.authorities(Path.of(caFile));
  }

  HostAddressResolver resolver() {
    Map<String, List<HostAddress>> map = parsed(addresses);
    return (host, candidates) ->
        map.getOrDefault(host.name().toLowerCase(Locale.ROOT), List.copyOf(candidates));
  }

  private static Map<String, List<HostAddress>> parsed(List<String> addresses) {
    Map<String, List<HostAddress>> map = new HashMap<>();
    for (String address : addresses) {
      int equals = address.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "an address is written HOST=ADDRESS[:PORT], was: '" + Printable.of(address) + "'");
      }
      map.computeIfAbsent(
              address.substring(0, equals).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(HostAddress.parse(address.substring(equals + 1), HostAddress.HTTPS));
    }
    return map;
  }
}
