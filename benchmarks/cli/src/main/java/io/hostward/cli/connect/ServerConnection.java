package io.hostward.cli.connect;

import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import java.net.URI;
import java.util.Optional;

/**
 * All that is needed to log in.
 *
 * @param url the server's {@code /sdk}
 * @param user the user who logs in
 * @param password the user's password
 * @param trust how vCenter, or the host that is asked itself, is verified
 * @param hostTrust what is accepted of a host besides the certificate that vCenter says it has
 * @param addresses where hosts are really reached
 * @param proxies the proxies through which vCenter and hosts are reached
 * @param datacenter the datacenter in which every datastore lies
 * @param usualDatacenter the datacenter of a datastore that does not tell its own
 * @param datastore the datastore where none is named
 */
public record ServerConnection(
    URI url,
    String user,
    Secret password,
    ServerTrust trust,
    Optional<ServerTrust> hostTrust,
    AddressMap addresses,
    ServerProxies proxies,
    Optional<String> datacenter,
    Optional<String> usualDatacenter,
    Optional<String> datastore) {

  /**
   * Returns the datacenter in which a datastore is to be looked for; empty for all of them. An
   * inventory path tells its own, which the usual one is not to contradict.
   */
  public Optional<String> datacenterOf(String datastoreName) {
    return datacenter.isPresent() || datastoreName.startsWith("/") ? datacenter : usualDatacenter;
  }
}
