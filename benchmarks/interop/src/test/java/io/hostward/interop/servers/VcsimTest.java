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
import io.hostward.inventory.Mount;
import io.hostward.net.Secret;
import io.hostward.spi.Datastore;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import io.hostward.upload.WriteMode;
import io.hostward.vsphere.VimVSphere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** VMware's simulated vCenter: one datacenter, a cluster of three hosts and two hosts beside it. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class VcsimTest {
  private static final DatastorePath TARGET = DatastorePath.parse("[LocalDS_0] iso/disk.iso");

  @TempDir static Path folder;
  private static Vcsim vcsim;

  @BeforeAll
  static void start() {
    vcsim = Vcsim.start(folder, "-hosts", "2");
  }

  @AfterAll
  static void stop() {
    if (vcsim != null) {
      vcsim.close();
    }
  }

  @AfterEach
  void empty() throws Exception {
    for (String file : vcsim.files()) {
      assertThat(file).doesNotContain(".part");
      Files.delete(vcsim.folder().resolve(file));
    }
  }

  @Test
  void logsInAndOut() throws Exception {
    OtherSession other = new OtherSession(vcsim);
    int before = other.sessions().size();
    try (VimVSphere vsphere = vcsim.builder().build()) {
      assertThat(vsphere.describe()).startsWith("vCenter 6.5");
      assertThat(other.sessions()).hasSize(before + 1);
    }
    assertThat(other.sessions()).hasSize(before);
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(() -> vcsim.builder().credentials(Vcsim.USER, Secret.of("Wrong-1!")).build())
        .isInstanceOfSatisfying(
            VSphereException.class,
            e -> assertThat(e.kind()).isEqualTo(VSphereException.Kind.LOGIN))
        .hasMessageContaining(Vcsim.USER)
        .hasMessageNotContaining("Wrong-1!");
  }

  @Test
  void readsADatastoreAndItsHosts() throws Exception {
    try (VimVSphere vsphere = vcsim.builder().build()) {
      InventorySnapshot snapshot = vsphere.datastore("LocalDS_0", Optional.empty()).snapshot();

      assertThat(snapshot.datastore().name()).isEqualTo("LocalDS_0");
      assertThat(snapshot.datastore().datacenterPath()).isEqualTo("DC0");
      assertThat(snapshot.datastore().type()).contains("OTHER");
      assertThat(snapshot.mounts())
          .extracting(mount -> mount.host().name())
          .containsExactlyInAnyOrder("DC0_H0", "DC0_H1", "DC0_C0_H0", "DC0_C0_H1", "DC0_C0_H2");
      for (Mount mount : snapshot.mounts()) {
        assertThat(mount.unusable()).isEmpty();
        assertThat(mount.host().managementAddresses()).containsExactly("127.0.0.1");
        assertThat(mount.host().load().cpu().orElseThrow().value()).isBetween(0.0, 1.0);
        assertThat(mount.host().load().lineBitsPerSecond()).hasValue(10_000_000_000L);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LocalDS_0", "[LocalDS_0]", "/DC0/datastore/LocalDS_0"})
  void findsADatastoreByNameAndPath(String text) throws Exception {
    try (VimVSphere vsphere = vcsim.builder().build()) {
      assertThat(vsphere.datastore(text, Optional.empty()).snapshot().datastore().name())
          .isEqualTo("LocalDS_0");
    }
  }

  @Test
  void namesWhatThereIsInsteadOfADatastoreThatThereIsNot() throws Exception {
    try (VimVSphere vsphere = vcsim.builder().build()) {
      assertThatThrownBy(() -> vsphere.datastore("nonsense", Optional.empty()))
          .hasMessageContaining("LocalDS_0 in DC0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "least-loaded",
        "same-subnet,then=least-loaded",
        "vcenter-default",
        "fastest",
        "round-robin",
        "random",
        "first-usable",
        "pinned,host=DC0_C0_H1",
        "prefer,host=DC0_H1,then=least-loaded",
        "require,cluster=DC0_C0,then=random",
        "avoid,host=DC0_H*,then=least-loaded",
        "first-of,of=(pinned,host=nobody),of=least-loaded",
        "weighted,3=least-loaded,1=first-usable",
        "failed-last,then=least-loaded",
      })
  void everyPolicyFindsAHost(String policy) throws Exception {
    byte[] content = random(100_000);
    try (OpenHostward hostward = vcsim.hostward(policy)) {
      UploadResult result = hostward.upload(request(content));

      assertThat(result.route()).isInstanceOf(Route.Direct.class);
      assertThat(sha256(stored())).isEqualTo(sha256(content));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RoutePreference.class,
      names = {"RELAY_ONLY", "DIRECT_ONLY"})
  void uploadsByRelayAndStraight(RoutePreference routes) throws Exception {
    byte[] content = random(64 << 20);
    try (OpenHostward hostward = vcsim.hostward()) {
      UploadResult result =
          hostward.upload(request(content).over(routes).verifiedBy(VerificationMode.SHA256));

      assertThat(result.sha256()).contains(sha256(content));
      assertThat(sha256(stored())).isEqualTo(sha256(content));
      assertThat(vcsim.files()).containsExactly("iso/disk.iso");
    }
  }

  @ParameterizedTest
  @EnumSource(RoutePreference.class)
  void uploadsNothingAndOneByte(RoutePreference routes) throws Exception {
    try (OpenHostward hostward = vcsim.hostward()) {
      for (byte[] content : List.of(new byte[0], new byte[] {7})) {
        hostward.upload(request(content).over(routes).verifiedBy(VerificationMode.SHA256));

        assertThat(stored()).hasBinaryContent(content);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b/c  d.iso",
        "100% #1 a+b&c=d;e,f@g'h.iso",
        "ü/日本/🚀.iso",
        "a%20b.iso",
        "a [1]/(b)~!$*.iso",
        "~tmp/.hidden"
      })
  void namesArriveAsTheyAre(String name) throws Exception {
    byte[] content = random(1000);
    try (OpenHostward hostward = vcsim.hostward()) {
      for (RoutePreference routes : RoutePreference.values()) {
        DatastorePath target = new DatastorePath("LocalDS_0", name);
        hostward.upload(request(content).to(target).over(routes));

        assertThat(vcsim.files()).containsExactly(name);
        assertThat(sha256(vcsim.folder().resolve(name))).isEqualTo(sha256(content));
      }
    }
  }

  @Test
  void replacesAFileOnlyIfItMay() throws Exception {
    byte[] old = random(1000);
    byte[] content = random(2000);
    try (OpenHostward hostward = vcsim.hostward()) {
      hostward.upload(request(old));
      assertThatThrownBy(() -> hostward.upload(request(content).overwriting(false)))
          .hasMessageContaining("[LocalDS_0] iso/disk.iso");
      assertThat(sha256(stored())).isEqualTo(sha256(old));

      hostward.upload(request(content));
      assertThat(sha256(stored())).isEqualTo(sha256(content));
    }
  }

  @Test
  void writesInPlace() throws Exception {
    byte[] content = random(200_000);
    try (OpenHostward hostward = vcsim.hostward()) {
      hostward.upload(request(content).written(WriteMode.IN_PLACE));

      assertThat(sha256(stored())).isEqualTo(sha256(content));
    }
  }

  @Test
  void manyUploadsAtOnceAllArrive() throws Exception {
    try (OpenHostward hostward = vcsim.hostward("round-robin")) {
      List<CompletableFuture<UploadResult>> uploads = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        uploads.add(hostward.uploadAsync(request(random(50_000 + i)).to(numbered(i))));
      }
      for (int i = 0; i < 24; i++) {
        UploadResult result = uploads.get(i).get();
        assertThat(result.failed()).isEmpty();
        assertThat(sha256(vcsim.folder().resolve(numbered(i).path())))
            .isEqualTo(sha256(random(50_000 + i)));
      }
    }
  }

  @Test
  void aTicketNamesTheHostThatItIsFor() throws Exception {
    try (VimVSphere vsphere = vcsim.builder().build()) {
      Datastore datastore = vsphere.datastore("LocalDS_0", Optional.empty());
      Mount mount = datastore.snapshot().mounts().get(0);

      ServiceTicket ticket =
          datastore.ticket(new Route.Direct(mount.host()), HttpMethod.PUT, TARGET);

      assertThat(ticket.addresses()).containsExactly(vcsim.address());
      assertThat(ticket.cookie().reveal()).startsWith("vmware_cgi_ticket=");
      assertThat(ticket.toString()).doesNotContain(ticket.cookie().reveal());
    }
  }

  @Test
  void findsMovesAndDeletesFiles() throws Exception {
    DatastorePath other = DatastorePath.parse("[LocalDS_0] iso/other.iso");
    try (VimVSphere vsphere = vcsim.builder().build()) {
      Datastore datastore = vsphere.datastore("LocalDS_0", Optional.empty());
      datastore.makeFolder(TARGET);
      byte[] content = random(4321);
      Files.write(stored(), content);

      assertThat(datastore.size(TARGET)).hasValue(4321);
      assertThat(datastore.size(other)).isEmpty();
      datastore.move(TARGET, other, false);
      assertThat(datastore.size(TARGET)).isEmpty();
      assertThat(sha256(vcsim.folder().resolve("iso/other.iso"))).isEqualTo(sha256(content));
      Files.write(stored(), random(5));
      assertThatThrownBy(() -> datastore.move(TARGET, other, false))
          .isInstanceOfSatisfying(
              VSphereException.class,
              e -> assertThat(e.kind()).isEqualTo(VSphereException.Kind.ALREADY_EXISTS));
      datastore.move(TARGET, other, true);
      assertThat(datastore.size(other)).hasValue(5);
      datastore.delete(other);
      assertThat(datastore.size(other)).isEmpty();
    }
  }

  @Test
  void aSessionThatTheServerEndedIsRenewed() throws Exception {
    byte[] content = random(100_000);
    try (VimVSphere vsphere = vcsim.builder().build();
        OpenHostward hostward = Vcsim.hostward(vsphere, "first-usable")) {
      hostward.upload(request(random(10)));
      for (RoutePreference routes : RoutePreference.values()) {
        assertThat(new OtherSession(vcsim).endOthers()).isPositive();

        UploadResult result = hostward.upload(request(content).over(routes));

        assertThat(result.failed()).isEmpty();
        assertThat(sha256(stored())).isEqualTo(sha256(content));
      }
    }
  }

  private static UploadRequest request(byte[] content) {
    return UploadRequest.of(UploadSource.of(content), TARGET);
  }

  private static DatastorePath numbered(int number) {
    return new DatastorePath("LocalDS_0", "many/" + number + ".bin");
  }

  private static Path stored() throws IOException {
    return vcsim.folder().resolve(TARGET.path());
  }
}
