package io.hostward.interop.proxies;

import static io.hostward.interop.proxies.ProxyProgram.PASSWORD;
import static io.hostward.interop.proxies.ProxyProgram.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.interop.Needs;
import io.hostward.interop.OpenHostward;
import io.hostward.interop.proxies.ProxyProgram.Program;
import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.LabModel;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.Route;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.vsphere.VimVSphere;
import io.hostward.vsphere.VimVSphereBuilder;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** tinyproxy (HTTP CONNECT) and microsocks (SOCKS5) before the lab. */
@Needs(
    programs = {"tinyproxy", "microsocks"},
    packages = {"tinyproxy-bin", "microsocks"})
class ProxiesTest {
  private static final int SIZE = 20_000_000;
  private static final DatastorePath TARGET = DatastorePath.parse("[vmstore] iso/disk.iso");

  @TempDir Path folder;
  private final byte[] content = random();
  private Lab lab = Lab.start();

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @EnumSource
  void aFileGoesStraightToAHost(Program program) throws Exception {
    try (ProxyProgram proxy = program.start(folder);
        OpenHostward hostward = hostward(builder().hostProxy(proxy.address()))) {
      UploadResult result = upload(hostward, RoutePreference.DIRECT_ONLY);

      assertThat(((Route.Direct) result.route()).host().name()).isEqualTo("ESX1");
      assertWhole();
      assertThat(proxy.connected(at(lab.host("ESX1")))).isTrue();
      assertThat(proxy.connected(vcenter())).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsAndRelayGoThroughTheProxyOfVcenter(Program program) throws Exception {
    try (ProxyProgram proxy = program.start(folder);
        OpenHostward hostward = hostward(builder().proxy(proxy.address()))) {
      assertThat(proxy.connected(vcenter())).isTrue();

      upload(hostward, RoutePreference.RELAY_ONLY);

      assertWhole();
      assertThat(proxy.connected(at(lab.host("ESX1")))).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void userAndPasswordOpenBothWays(Program program) throws Exception {
    try (ProxyProgram proxy = program.guarded(folder)) {
      ProxyAddress address = proxy.address().as(USER, Secret.of(PASSWORD));
      try (OpenHostward hostward = hostward(builder().proxy(address).hostProxy(address))) {
        for (RoutePreference routes :
            List.of(RoutePreference.DIRECT_ONLY, RoutePreference.RELAY_ONLY)) {
          upload(hostward, routes);
          assertWhole();
        }
      }
      assertThat(proxy.connected(vcenter())).isTrue();
      assertThat(proxy.connected(at(lab.host("ESX1")))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordIsNamedOnBothWays(Program program) throws Exception {
    try (ProxyProgram proxy = program.guarded(folder)) {
      assertRefused(proxy.address().as(USER, Secret.of("hunter3")), "refused user and password");
    }
  }

  @ParameterizedTest
  @EnumSource
  void noPasswordIsNamedOnBothWays(Program program) throws Exception {
    try (ProxyProgram proxy = program.guarded(folder)) {
      assertRefused(proxy.address(), "asks for a user and a password");
    }
  }

  private void assertRefused(ProxyAddress proxy, String words) throws Exception {
    VSphereException calls =
        catchThrowableOfType(VSphereException.class, () -> builder().proxy(proxy).build().close());
    assertThat(calls).hasMessageContaining("the proxy " + proxy + " " + words);
    try (OpenHostward hostward = hostward(builder().hostProxy(proxy))) {
      UploadException upload =
          catchThrowableOfType(
              UploadException.class, () -> upload(hostward, RoutePreference.DIRECT_ONLY));
      assertThat(upload).hasMessageContaining("the proxy " + proxy + " " + words);
      assertThat(upload.toString() + calls).doesNotContain("hunter");
    }
    assertThat(lab.datastore("vmstore").files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatTheProxyCannotReachLeavesTheNext(Program program) throws Exception {
    try (ServerSocket closed = new ServerSocket(0);
        ProxyProgram proxy = program.start(folder)) {
      closed.close();
      HostAddress gone = new HostAddress("127.0.0.171", closed.getLocalPort());
      VimVSphereBuilder settings =
          builder()
              .hostProxy(proxy.address())
              .addressResolver(
                  (host, own) ->
                      List.of(host.name().equals("ESX1") ? gone : at(lab.host(host.name()))));
      try (OpenHostward hostward = hostward(settings)) {
        UploadResult result = upload(hostward, RoutePreference.DIRECT_ONLY);

        assertThat(((Route.Direct) result.route()).host().name()).isEqualTo("ESX2");
        assertThat(result.failed()).hasSize(1);
        assertThat(result.failed().get(0).toString())
            .contains("the proxy " + proxy.address() + " cannot reach " + gone);
        assertWhole();
      }
    }
  }

  @Test
  void portsThatTheProxyForbidsLeaveTheRelay() throws Exception {
    try (ProxyProgram proxy = ProxyProgram.tinyproxy(folder, "ConnectPort 443");
        OpenHostward hostward = hostward(builder().hostProxy(proxy.address()))) {
      UploadResult result = upload(hostward, RoutePreference.DIRECT_THEN_RELAY);

      assertThat(result.route()).isInstanceOf(Route.Relay.class);
      assertThat(result.failed()).hasSize(4);
      assertThat(result.failed().get(0).toString()).contains("forbids connections to");
      assertWhole();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatDiesInMidUploadLeavesTheRelay(Program program) throws Exception {
    lab.close();
    lab =
        Lab.start(
            LabModel.standard().toBuilder()
                .eachHost(host -> host.bytesPerSecond(SIZE / 2))
                .build());
    try (ProxyProgram proxy = program.start(folder);
        OpenHostward hostward = hostward(builder().hostProxy(proxy.address()))) {
      CompletableFuture<UploadResult> upload = hostward.uploadAsync(request());
      LabHost first = lab.host("ESX1");
      Awaitility.await()
          .pollInterval(1, TimeUnit.MILLISECONDS)
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> first.traffic().httpsIn() > 1_000_000);
      proxy.kill();

      assertThat(upload.get(60, TimeUnit.SECONDS).route()).isInstanceOf(Route.Relay.class);
      assertWhole();
    }
  }

  private VimVSphereBuilder builder() {
    return VimVSphere.builder(lab.url())
        .transport(OpenHostward.CALLS)
        .credentials(lab.user().name(), Secret.of(lab.user().password()))
        .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
        .addressResolver((host, own) -> List.of(at(lab.host(host.name()))));
  }

  private static OpenHostward hostward(VimVSphereBuilder vsphere) throws VSphereException {
    return OpenHostward.of(vsphere.build(), HostPolicies.firstUsable());
  }

  private static HostAddress at(LabHost host) {
    return HostAddress.parse(host.authority(), HostAddress.HTTPS);
  }

  private HostAddress vcenter() {
    return HostAddress.parse(lab.vcenter().authority(), HostAddress.HTTPS);
  }

  private UploadRequest request() {
    return UploadRequest.of(UploadSource.of(content), TARGET);
  }

  private UploadResult upload(OpenHostward hostward, RoutePreference routes) throws Exception {
    return hostward.upload(request().over(routes));
  }

  private void assertWhole() throws Exception {
    assertThat(lab.datastore("vmstore").files()).containsExactly("iso/disk.iso");
    assertThat(lab.datastore("vmstore").sha256("iso/disk.iso"))
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
  }

  private static byte[] random() {
    byte[] bytes = new byte[SIZE];
    new Random(SIZE).nextBytes(bytes);
    return bytes;
  }
}
