package io.hostward.interop.proxies;

import static io.hostward.interop.proxies.ProxyProgram.PASSWORD;
import static io.hostward.interop.proxies.ProxyProgram.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.OpenHostward;
import io.hostward.interop.proxies.ProxyProgram.Program;
import io.hostward.interop.servers.Bytes;
import io.hostward.interop.servers.Vcsim;
import io.hostward.inventory.DatastorePath;
import io.hostward.net.ProxyAddress;
import io.hostward.net.Secret;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.Datastore;
import io.hostward.transfer.Route;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import io.hostward.vsphere.VimVSphere;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * VMware's simulated vCenter behind tinyproxy (HTTP CONNECT) and microsocks (SOCKS5): nothing of
 * the three is ours.
 */
@Needs(
    programs = {"go", "tinyproxy", "microsocks"},
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev", "tinyproxy-bin", "microsocks"})
class VcsimProxiesTest {
  private static final DatastorePath TARGET = DatastorePath.parse("[LocalDS_0] iso/disk.iso");

  @TempDir static Path servers;
  @TempDir Path folder;
  private static Vcsim vcsim;

  @BeforeAll
  static void start() {
    vcsim = Vcsim.start(servers);
  }

  @AfterAll
  static void stop() {
    if (vcsim != null) {
      vcsim.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWholeRunGoesThroughTheProxy(Program program) throws Exception {
    try (ProxyProgram proxy = program.start(folder)) {
      run(proxy, proxy.address());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWholeRunGoesThroughAProxyThatAsksWhoItIs(Program program) throws Exception {
    try (ProxyProgram proxy = program.guarded(folder)) {
      run(proxy, proxy.address().as(USER, Secret.of(PASSWORD)));
    }
  }

  /** Login, inventory, both routes, the stored bytes read back, and a look at the file. */
  private static void run(ProxyProgram proxy, ProxyAddress address) throws Exception {
    byte[] content = Bytes.random(5_000_000);
    VimVSphere vsphere = vcsim.builder().proxy(address).hostProxy(address).build();
    try (OpenHostward hostward = OpenHostward.of(vsphere, HostPolicies.firstUsable())) {
      Datastore datastore = vsphere.datastore("LocalDS_0", Optional.empty());
      assertThat(datastore.snapshot().mounts()).isNotEmpty();
      for (RoutePreference routes :
          List.of(RoutePreference.DIRECT_ONLY, RoutePreference.RELAY_ONLY)) {
        int connections = proxy.connections(vcsim.address());
        UploadResult result =
            hostward.upload(
                UploadRequest.of(UploadSource.of(content), TARGET)
                    .over(routes)
                    .verifiedBy(VerificationMode.SHA256));

        assertThat(result.route() instanceof Route.Relay)
            .isEqualTo(routes == RoutePreference.RELAY_ONLY);
        assertThat(result.failed()).isEmpty();
        assertThat(result.sha256()).contains(Bytes.sha256(content));
        assertThat(proxy.connections(vcsim.address()))
            .as("at least the file there and back")
            .isGreaterThanOrEqualTo(connections + 2);
        assertThat(datastore.size(TARGET)).hasValue(content.length);
        assertThat(vcsim.files()).containsExactly(TARGET.path());
        Files.delete(vcsim.folder().resolve(TARGET.path()));
      }
    }
  }
}
