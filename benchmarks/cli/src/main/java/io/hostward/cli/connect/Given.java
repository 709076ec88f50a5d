package io.hostward.cli.connect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user wrote among the options; empty where nothing.
 *
 * @param url {@code --url}
 * @param user {@code --username}
 * @param passwordFile {@code --password-file}
 * @param insecure {@code --insecure}
 * @param thumbprints {@code --thumbprint}
 * @param caFile {@code --ca-file}
 * @param datacenter {@code --datacenter}
 * @param resolve {@code --resolve}
 * @param proxy {@code --proxy}
 * @param hostProxy {@code --host-proxy}
 */
public record Given(
    Optional<String> url,
    Optional<String> user,
    Optional<Path> passwordFile,
    boolean insecure,
    List<String> thumbprints,
    Optional<Path> caFile,
    Optional<String> datacenter,
    List<String> resolve,
    Optional<String> proxy,
    Optional<String> hostProxy) {
  /** Copies the lists. */
  public Given {
    thumbprints = List.copyOf(thumbprints);
    resolve = List.copyOf(resolve);
  }

  /** Returns true if anything names, reaches or verifies a server, so that a lab makes no sense. */
  public boolean namesServer() {
    return url.isPresent()
        || user.isPresent()
        || passwordFile.isPresent()
        || insecure
        || !thumbprints.isEmpty()
        || caFile.isPresent()
        || proxy.isPresent()
        || hostProxy.isPresent()
        || !resolve.isEmpty();
  }
}
