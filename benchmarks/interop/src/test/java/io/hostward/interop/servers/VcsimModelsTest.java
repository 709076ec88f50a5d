package io.hostward.interop.servers;

import static io.hostward.interop.servers.Bytes.random;
import static io.hostward.interop.servers.Bytes.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.OpenHostward;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.Selection;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.Route;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.vsphere.VimVSphere;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VMware's simulator with other inventories, and as an ESXi host. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class VcsimModelsTest {
  private static final DatastorePath TARGET = DatastorePath.parse("[LocalDS_0] iso/disk.iso");

  @TempDir Path folder;

  @Test
  void readsAThousandHostsOfOneDatastore() throws Exception {
    try (Vcsim vcsim = Vcsim.start(folder, "-clusters", "10", "-cluster-hosts", "100");
        VimVSphere vsphere = vcsim.builder().build();
        OpenHostward hostward = Vcsim.hostward(vsphere, "least-loaded")) {
      InventorySnapshot snapshot = vsphere.datastore("LocalDS_0", Optional.empty()).snapshot();
      Selection selection =
          hostward.hostward().rank("LocalDS_0", Optional.empty(), OptionalLong.of(1 << 30));

      assertThat(snapshot.mounts()).hasSize(1001);
      assertThat(selection.ranked()).hasSize(1001);
    }
  }

  @Test
  void twoDatacentersWithADatastoreOfOneNameAreToldApart() throws Exception {
    byte[] content = random(50_000);
    try (Vcsim vcsim = Vcsim.start(folder, "-datacenters", "2");
        OpenHostward hostward = vcsim.hostward()) {
      assertThatThrownBy(() -> hostward.upload(request(content)))
          .isInstanceOf(UploadException.class)
          .hasMessageContaining("DC0")
          .hasMessageContaining("DC1");

      // By relay alone: its hosts know two datacenters as well, where a real host knows its own.
      UploadRequest relayed = request(content).over(RoutePreference.RELAY_ONLY);
      hostward.upload(relayed.in("DC1"));
      hostward.upload(relayed.to(DatastorePath.parse("[/DC0/datastore/LocalDS_0] other.iso")));

      Path first =
          vcsim.folders().stream()
              .filter(path -> path.toString().contains("DC0"))
              .findFirst()
              .get();
      Path second =
          vcsim.folders().stream()
              .filter(path -> path.toString().contains("DC1"))
              .findFirst()
              .get();
      assertThat(sha256(first.resolve("other.iso"))).isEqualTo(sha256(content));
      assertThat(sha256(second.resolve("iso/disk.iso"))).isEqualTo(sha256(content));
      assertThat(first.resolve("iso")).doesNotExist();
    }
  }

  @Test
  void foldersAroundEverythingArePartOfThePath() throws Exception {
    byte[] content = random(50_000);
    try (Vcsim vcsim = Vcsim.start(folder, "-folders", "1");
        OpenHostward hostward = vcsim.hostward()) {
      for (RoutePreference routes : RoutePreference.values()) {
        UploadResult result = hostward.upload(request(content).over(routes));

        assertThat(result.failed()).isEmpty();
        assertThat(sha256(vcsim.folder().resolve("iso/disk.iso"))).isEqualTo(sha256(content));
        Files.delete(vcsim.folder().resolve("iso/disk.iso"));
      }
    }
  }

  @Test
  void anEmptyDatastoreClusterIsNamed() throws Exception {
    try (Vcsim vcsim = Vcsim.start(folder, "-pods", "1");
        OpenHostward hostward = vcsim.hostward()) {
      assertThatThrownBy(
              () -> hostward.upload(request(random(1)).to(new DatastorePath("DC0_POD0", "a"))))
          .hasMessageContaining("DC0_POD0");
    }
  }

  @Test
  void anEsxiHostTakesFilesWithoutAVcenter() throws Exception {
    byte[] content = random(5_000_000);
    try (Vcsim vcsim = Vcsim.start(folder, "-esx");
        VimVSphere vsphere = vcsim.builder().build();
        OpenHostward hostward = Vcsim.hostward(vsphere, "least-loaded")) {
      assertThat(vsphere.relay()).isEmpty();
      assertThat(vsphere.datastore("LocalDS_0", Optional.empty()).snapshot().mounts()).hasSize(1);

      UploadResult result = hostward.upload(request(content));

      assertThat(result.route()).isInstanceOf(Route.Direct.class);
      assertThat(sha256(vcsim.folder().resolve("iso/disk.iso"))).isEqualTo(sha256(content));
      assertThat(vcsim.files()).containsExactly("iso/disk.iso");
      assertThatThrownBy(() -> hostward.upload(request(content).over(RoutePreference.RELAY_ONLY)))
          .isInstanceOf(UploadException.class);
    }
  }

  @Test
  void aServerThatDiedIsNamed() throws Exception {
    try (Vcsim vcsim = Vcsim.start(folder);
        OpenHostward hostward =
            OpenHostward.of(
                vcsim.builder().build(),
                builder ->
                    builder.policy(HostPolicies.firstUsable()).patience(Duration.ofSeconds(2)))) {
      hostward.upload(request(random(1000)));
      vcsim.kill();

      assertThatThrownBy(() -> hostward.upload(request(random(1000))))
          .isInstanceOf(UploadException.class)
          .hasMessageContaining(vcsim.address().toString());
    }
  }

  @Test
  void anotherCertificateIsRefused() throws Exception {
    try (Vcsim vcsim = Vcsim.start(folder)) {
      assertThatThrownBy(() -> vcsim.builder().trust(io.hostward.net.ServerTrust.system()).build())
          .isInstanceOf(VSphereException.class)
          .hasMessageContaining(vcsim.address().toString());
    }
  }

  private static UploadRequest request(byte[] content) {
    return UploadRequest.of(UploadSource.of(content), TARGET);
  }
}
