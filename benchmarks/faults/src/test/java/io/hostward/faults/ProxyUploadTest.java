package io.hostward.faults;

import static io.hostward.faults.LabUploads.bytes;
import static io.hostward.faults.LabUploads.request;
import static io.hostward.faults.LabUploads.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.proxy.LabProxy;
import io.hostward.lab.proxy.LabProxyBuilder;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyAddress.Kind;
import io.hostward.net.Secret;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.Route;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import io.hostward.vsphere.VimVSphereBuilder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads into networks that only a proxy reaches. */
class ProxyUploadTest {
  private static final int SIZE = 8_000_000;

  private static LabProxyBuilder builder(Kind kind) {
    return kind == Kind.SOCKS5 ? LabProxy.socks5() : LabProxy.http();
  }

  private static ProxyAddress address(Kind kind, LabProxy proxy) {
    return new ProxyAddress(kind, new HostAddress("127.0.0.1", proxy.port()), Optional.empty());
  }

  private static OpenHostward hostward(VimVSphereBuilder vsphere) throws Exception {
    return OpenHostward.of(vsphere.build(), HostPolicies.firstUsable());
  }

  /** An address that only the proxy can reach, by which it knows a host of the lab. */
  private static LabProxyBuilder knowing(Kind kind, String address, LabHost host) {
    return builder(kind).knows(address, new InetSocketAddress(host.address(), host.httpsPort()));
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatOnlyItsProxyKnowsTakesTheFile(Kind kind) throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        LabProxy proxy =
            knowing(kind, "esx1.hidden.invalid", lab.host("ESX1")).user("joe", "hunter2").start();
        OpenHostward hostward =
            hostward(
                LabUploads.builder(lab)
                    .addressResolver(
                        (host, own) -> List.of(HostAddress.https("esx1.hidden.invalid")))
                    .hostProxy(address(kind, proxy).as("joe", Secret.of("hunter2"))))) {
      UploadResult result = hostward.upload(request(content).over(RoutePreference.DIRECT_ONLY));

      assertThat(result.route()).isInstanceOf(Route.Direct.class);
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      assertThat(proxy.requests()).isNotEmpty().containsOnly("esx1.hidden.invalid:443");
      assertThat(proxy.bytes()).isBetween((long) SIZE, SIZE + 1_000_000L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAddressOfVersion6IsHandedToTheProxy(Kind kind) throws Exception {
    byte[] content = bytes(SIZE);
    String address = "2001:db8::71";
    try (Lab lab = Lab.start();
        LabProxy proxy = knowing(kind, address, lab.host("ESX1")).start();
        OpenHostward hostward =
            hostward(
                LabUploads.builder(lab)
                    .addressResolver((host, own) -> List.of(HostAddress.https(address)))
                    .hostProxy(address(kind, proxy)))) {
      hostward.upload(request(content).over(RoutePreference.DIRECT_ONLY));

      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      assertThat(proxy.requests()).isNotEmpty().containsOnly("[2001:db8:0:0:0:0:0:71]:443");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRelayGoesThroughTheProxyOfVcenter(Kind kind) throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        LabProxy proxy = builder(kind).start();
        OpenHostward hostward = hostward(LabUploads.builder(lab).proxy(address(kind, proxy)))) {
      UploadResult result = hostward.upload(request(content).over(RoutePreference.RELAY_ONLY));

      assertThat(result.route()).isInstanceOf(Route.Relay.class);
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      assertThat(proxy.requests()).containsOnly(lab.vcenter().authority());
      assertThat(proxy.bytes()).isGreaterThan(SIZE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theProxyOfVcenterDoesNotCatchTheHosts(Kind kind) throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        LabProxy proxy = builder(kind).start();
        OpenHostward hostward = hostward(LabUploads.builder(lab).proxy(address(kind, proxy)))) {
      hostward.upload(request(content).over(RoutePreference.DIRECT_ONLY));

      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      assertThat(proxy.requests()).containsOnly(lab.vcenter().authority());
      assertThat(proxy.bytes()).isLessThan(200_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatReachesNoHostLeavesTheRelay(Kind kind) throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        LabProxy proxy = builder(kind).answering(kind == Kind.SOCKS5 ? 2 : 403).start();
        OpenHostward hostward = hostward(LabUploads.builder(lab).hostProxy(address(kind, proxy)))) {
      UploadResult result = hostward.upload(request(content));

      assertThat(result.route()).isInstanceOf(Route.Relay.class);
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      assertThat(proxy.requests()).hasSize(4);
    }
  }

  @Test
  void aProxyThatIsGoneIsNamedAndNotTheHosts() throws Exception {
    try (Lab lab = Lab.start();
        LabProxy proxy = LabProxy.http().start();
        OpenHostward hostward =
            hostward(LabUploads.builder(lab).hostProxy(address(Kind.HTTP_CONNECT, proxy)))) {
      proxy.close();
      assertThatThrownBy(
              () -> hostward.upload(request(bytes(10)).over(RoutePreference.DIRECT_ONLY)))
          .isInstanceOf(UploadException.class)
          .hasMessageContaining(
              "the proxy http://127.0.0.1:" + proxy.port() + " refused the connection")
          .hasMessageContaining("check the proxy's address and port");
      assertThat(lab.datastore("vmstore").files()).isEmpty();
    }
  }
}
