package io.hostward.faults;

import static io.hostward.faults.LabUploads.bytes;
import static io.hostward.faults.LabUploads.request;
import static io.hostward.faults.LabUploads.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.LabModel;
import io.hostward.net.HostAddress;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.HostAddressResolver;
import io.hostward.transfer.Route;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts that are not where vCenter says. */
class AddressesTest {
  private static final int SIZE = 2_000_000;

  private static OpenHostward hostward(Lab lab, HostAddressResolver resolver) throws Exception {
    return OpenHostward.of(
        LabUploads.builder(lab).addressResolver(resolver).build(), HostPolicies.firstUsable());
  }

  @Test
  void aResolverAddsAddressesBehindThoseThatAreNoGood() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward =
            hostward(
                lab,
                (host, own) -> {
                  // Nothing listens on port 443 of the hosts' own addresses: the lab has free
                  // ports.
                  assertThat(own).isNotEmpty().allMatch(address -> address.port() == 443);
                  List<HostAddress> all = new ArrayList<>();
                  all.add(HostAddress.https("unresolvable.invalid"));
                  all.addAll(own);
                  all.add(at(lab.host(host.name())));
                  return all;
                })) {
      UploadResult result = hostward.upload(request(content).over(RoutePreference.DIRECT_ONLY));

      assertThat(result.failed()).isEmpty();
      assertThat(lab.host("ESX1").traffic().httpsIn()).isGreaterThan(SIZE);
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
    }
  }

  @Test
  void aResolverThatFailsCostsItsHostAndNotTheUpload() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward =
            hostward(
                lab,
                (host, own) -> {
                  if (host.name().equals("ESX1")) {
                    throw new IllegalStateException("no table");
                  }
                  return host.name().equals("ESX2") ? List.of() : List.of(at(lab.host("ESX3")));
                })) {
      UploadResult result = hostward.upload(request(content));

      assertThat(((Route.Direct) result.route()).host().name()).isEqualTo("ESX3");
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
    }
  }

  /** Where the machine has no IPv6, the host is a dead one, and the relay carries the file. */
  @Test
  void hostsAreReachedByVersion6() throws Exception {
    byte[] content = bytes(SIZE);
    boolean reachable = hasIpv6();
    LabModel model = LabModel.standard(1);
    if (reachable) {
      model = model.toBuilder().eachHost(host -> host.address("::1")).build();
    }
    try (Lab lab = Lab.start(model);
        OpenHostward hostward =
            hostward(
                lab,
                (host, own) ->
                    List.of(new HostAddress("::1", lab.host(host.name()).httpsPort())))) {
      UploadResult result = hostward.upload(request(content));

      assertThat(result.route()).isInstanceOf(reachable ? Route.Direct.class : Route.Relay.class);
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static HostAddress at(LabHost host) {
    return HostAddress.parse(host.authority(), HostAddress.HTTPS);
  }
}
