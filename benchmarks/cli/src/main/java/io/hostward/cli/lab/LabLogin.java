package io.hostward.cli.lab;

import io.hostward.cli.connect.AddressMap;
import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.connect.ServerProxies;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What leads a client to a lab.
 *
 * @param url vCenter's
 * @param user the administrator
 * @param password which guards nothing but a simulation
 * @param thumbprint of vCenter's certificate
 * @param resolve where each host is really reached
 */
record LabLogin(String url, String user, String password, String thumbprint, List<String> resolve) {

  static LabLogin of(LabRun run) {
    return new LabLogin(
        run.lab().url().toString(),
        run.lab().user().name(),
        run.lab().user().password(),
        run.lab().thumbprint(),
        run.resolveOptions());
  }

  ServerConnection connection(Optional<String> datacenter) {
    return new ServerConnection(
        URI.create(url),
        user,
        Secret.of(password),
        ServerTrust.pinned(Thumbprint.parse(thumbprint)),
        Optional.empty(),
        AddressMap.parse(resolve),
        ServerProxies.NONE,
        datacenter,
        Optional.empty(),
        Optional.of(LabRun.SHARED_DATASTORE));
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}
