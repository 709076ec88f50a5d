package io.hostward.cli.connect;

import io.hostward.net.HostAddress;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How the server is verified. */
final class Trust {
  private final Given given;
  private final Environment environment;

  Trust(Given given, Environment environment) {
    this.given = given;
    this.environment = environment;
  }

  /**
   * Returns how to verify the server: options before variables, and of these the strictest, a
   * thumbprint, before authorities, before nothing at all.
   */
  ServerTrust of(HostAddress server) throws IOException {
    if (given.insecure() && (!given.thumbprints().isEmpty() || given.caFile().isPresent())) {
      throw new IllegalArgumentException(
          "--insecure accepts any certificate: leave it out, or leave out --thumbprint and --ca-file");
    }
    if (!given.thumbprints().isEmpty()) {
      return ServerTrust.pinned(
          given.thumbprints().stream().map(Thumbprint::parse).toArray(Thumbprint[]::new));
    }
    if (given.caFile().isPresent()) {
      return ServerTrust.authorities(given.caFile().get());
    }
    if (given.insecure() || environment.flag("GOVC_INSECURE")) {
      return ServerTrust.unverified();
    }
    return fromVariables(server);
  }

  /** Returns the authorities that also vouch for hosts, if any were named. */
  Optional<ServerTrust> authorities() throws IOException {
    if (given.caFile().isPresent()) {
      return Optional.of(ServerTrust.authorities(given.caFile().get()));
    }
    Optional<String> files = environment.get("GOVC_TLS_CA_CERTS");
    return files.isPresent() ? Optional.of(authorities(files.get())) : Optional.empty();
  }

  // As govc: the authorities first, and a known thumbprint where they refuse.
  private ServerTrust fromVariables(HostAddress server) throws IOException {
    ServerTrust authorities = authorities().orElse(ServerTrust.system());
    Optional<String> files = environment.get("GOVC_TLS_KNOWN_HOSTS");
    Set<Thumbprint> known = files.isPresent() ? KnownHosts.of(server, files.get()) : Set.of();
    return known.isEmpty()
        ? authorities
        : new ServerTrust.AnyOf(List.of(authorities, new ServerTrust.Pinned(known)));
  }

  private static ServerTrust authorities(String files) throws IOException {
    List<ServerTrust> each = new ArrayList<>();
    for (String file : files.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!file.isBlank()) {
        each.add(ServerTrust.authorities(Path.of(file)));
      }
    }
    return each.size() == 1 ? each.get(0) : new ServerTrust.AnyOf(each);
  }
}
