package io.hostward.cli.connect;

import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.spi.HostAddressResolver;
import java.net.URI;
import java.util.Optional;

/**
 * All that is needed to log in.
 *
 * @param url the server's {@code /sdk}
 * @param user who logs in
 * @param password that user's
 * @param trust how vCenter, or the host that is asked itself, is verified
 * @param hostTrust besides what vCenter says of a host's certificate, what else is accepted
 * @param addresses where hosts are really reached
 * @param proxies through what vCenter and hosts are reached
 * @param datacenter where to look for datastores, if several datacenters have one of that name
 * @param datastore the datastore where none is named
 */
public record ServerConnection(
    URI url,
    String user,
    Secret password,
    ServerTrust trust,
    Optional<ServerTrust> hostTrust,
    HostAddressResolver addresses,
    ServerProxies proxies,
    Optional<String> datacenter,
    Optional<String> datastore) {}
