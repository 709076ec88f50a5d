package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ArrayOfByte;
import com.vmware.vim25.ArrayOfDatastoreHostMount;
import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.ArrayOfVirtualNicManagerNetConfig;
import com.vmware.vim25.DatastoreSummary;
import com.vmware.vim25.HostListSummary;
import com.vmware.vim25.HostListSummaryQuickStats;
import com.vmware.vim25.HostSystemConnectionState;
import com.vmware.vim25.InvalidPropertyFaultMsg;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.VirtualNicManagerNetConfig;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InventoryTest {
  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(InventoryTest::model);

  private Client client;

  /** Folders, names with slashes, a standalone host, a datastore cluster and pages of two. */
  private static LabModel model() {
    HostModel clustered = HostModel.builder("host-1", "in/cluster").datacenter("dc-1").build();
    HostModel alone =
        HostModel.builder("host-2", "alone")
            .datacenter("dc-1")
            .cluster(null)
            .sockets(false)
            .build();
    return LabModel.builder()
        .datacenters(List.of(new DatacenterModel("dc-1", "D/C", List.of("North", "a%b"))))
        .hosts(List.of(clustered, alone))
        .datastores(
            List.of(
                DatastoreModel.vmfs("ds-1", "plain", List.of("host-1", "host-2"))
                    .withDatacenter("dc-1"),
                DatastoreModel.vmfs("ds-2", "podded", List.of("host-1"))
                    .withDatacenter("dc-1")
                    .withType("NFS")
                    .withStoragePod("pod")))
        .pageSize(2)
        .build();
  }

  @BeforeEach
  void login() throws Exception {
    client = Client.login(LAB.lab());
  }

  @Test
  void findsByEscapedPath() throws Exception {
    assertThat(client.find("North/a%25b/D%2fC").getValue()).isEqualTo("dc-1");
    assertThat(client.find("/North/a%25b/D%2fC/host/Cluster/in%2fcluster").getValue())
        .isEqualTo("host-1");
    assertThat(client.find("North/a%25b/D%2fC/host/alone/alone").getValue()).isEqualTo("host-2");
    ManagedObjectReference pod = client.find("North/a%25b/D%2fC/datastore/pod");
    assertThat(pod.getType()).isEqualTo("StoragePod");
    assertThat(client.find("North/a%25b/D%2fC/datastore/pod/podded").getValue()).isEqualTo("ds-2");
    assertThat(client.find("North/a%b/D/C")).isNull();
    assertThat(client.port().findChild(client.content().getSearchIndex(), pod, "podded").getType())
        .isEqualTo("Datastore");
  }

  /** The one call of the facts: from a datastore up to its datacenter and down to all its hosts. */
  @Test
  void walksFromADatastoreToTheHostsOfItsDatacenter() throws Exception {
    var children =
        Client.along(
            "children", "Folder", "childEntity", Client.named("children"), Client.named("hosts"));
    var hosts = Client.along("hosts", "ComputeResource", "host");
    var folder = Client.along("folder", "Datacenter", "hostFolder", Client.named("children"));
    var up = Client.along("up", "ManagedEntity", "parent", Client.named("up"), folder);
    var filter =
        Client.filter(
            "ManagedEntity",
            client.find("North/a%25b/D%2fC/datastore/plain"),
            List.of(up, children, hosts),
            "name",
            "parent");
    List<ObjectContent> found = client.retrieve(filter);
    assertThat(found)
        .extracting(o -> o.getObj().getValue())
        .doesNotHaveDuplicates()
        .contains("ds-1", "dc-1", "group-d1", "host-1", "host-2");
    assertThat(found)
        .filteredOn(o -> o.getObj().getType().equals("ClusterComputeResource"))
        .singleElement()
        .satisfies(o -> assertThat(o.getPropSet()).hasSize(2));
  }

  @Test
  void viewsWhatAContainerHolds() throws Exception {
    var view =
        client
            .port()
            .createContainerView(
                client.content().getViewManager(),
                client.content().getRootFolder(),
                List.of("HostSystem", "StoragePod"),
                true);
    var members = client.one(view, "view", ArrayOfManagedObjectReference.class);
    assertThat(members.getManagedObjectReference())
        .extracting(ManagedObjectReference::getType)
        .containsExactlyInAnyOrder("HostSystem", "HostSystem", "StoragePod");
    var filter =
        Client.filter(
            "HostSystem", view, List.of(Client.along("v", "ContainerView", "view")), "name");
    assertThat(client.retrieve(filter))
        .extracting(o -> o.getPropSet().get(0).getVal())
        .containsExactlyInAnyOrder("in%2fcluster", "alone");
    client.port().destroyView(view);
    assertThatThrownBy(() -> client.read(view, "view"))
        .hasMessageContaining("already been deleted");
  }

  @Test
  void tellsHowAHostIs() throws Exception {
    Lab lab = LAB.lab();
    var host = client.find("North/a%25b/D%2fC/host/Cluster/in%2fcluster");
    var summary = client.one(host, "summary", HostListSummary.class);
    assertThat(summary.getConfig().getSslThumbprint())
        .isEqualTo(lab.state().host("host-1").orElseThrow().identity().sha1());
    assertThat(summary.getHardware().getMemorySize()).isEqualTo(64L << 30);
    assertThat(summary.getQuickStats().getOverallCpuUsage()).isEqualTo(120);
    var certificate = client.one(host, "config.certificate", ArrayOfByte.class).getByte();
    byte[] pem = new byte[certificate.size()];
    for (int i = 0; i < pem.length; i++) {
      pem[i] = certificate.get(i);
    }
    assertThat(new String(pem, StandardCharsets.US_ASCII))
        .isEqualTo(lab.state().host("host-1").orElseThrow().identity().pem());
  }

  @Test
  void selectsManagementAddressesByKeysOfTheirOwn() throws Exception {
    var host = client.find("North/a%25b/D%2fC/host/Cluster/in%2fcluster");
    var configs =
        client
            .one(
                host,
                "config.virtualNicManagerInfo.netConfig",
                ArrayOfVirtualNicManagerNetConfig.class)
            .getVirtualNicManagerNetConfig();
    assertThat(configs)
        .extracting(VirtualNicManagerNetConfig::getNicType)
        .containsExactlyInAnyOrder("vmotion", "management");
    var management =
        configs.stream().filter(c -> c.getNicType().equals("management")).findFirst().orElseThrow();
    assertThat(management.getSelectedVnic())
        .containsExactly("management.key-vim.host.VirtualNic-vmk0")
        .containsExactly(management.getCandidateVnic().get(0).getKey());
    assertThat(client.read(host, "config.virtualNicManagerInfo.netConfig[\"management\"].nicType"))
        .containsValue("management");
  }

  @Test
  void followsTheStateOfHosts() throws Exception {
    var host = client.find("North/a%25b/D%2fC/host/alone/alone");
    LAB.lab().host("alone").setConnection(ConnectionState.NOT_RESPONDING);
    assertThat(client.read(host, "runtime.connectionState", "summary.quickStats.overallCpuUsage"))
        .containsOnly(
            Map.entry("runtime.connectionState", HostSystemConnectionState.NOT_RESPONDING));
    assertThat(client.one(host, "summary.quickStats", HostListSummaryQuickStats.class).getUptime())
        .isNull();
    LAB.lab().host("alone").setConnection(ConnectionState.CONNECTED);
  }

  @Test
  void tellsHowADatastoreIs() throws Exception {
    var store = client.find("North/a%25b/D%2fC/datastore/plain");
    var summary = client.one(store, "summary", DatastoreSummary.class);
    assertThat(summary.getCapacity()).isEqualTo(1L << 40);
    assertThat(summary.isMultipleHostAccess()).isTrue();
    var mounts = client.one(store, "host", ArrayOfDatastoreHostMount.class).getDatastoreHostMount();
    assertThat(mounts).extracting(m -> m.getKey().getValue()).containsExactly("host-1", "host-2");
    assertThat(mounts.get(0).getMountInfo().getAccessMode()).isEqualTo("readWrite");
    assertThat(client.read(store, "info.vmfs.uuid")).hasSize(1);
    assertThat(client.read(client.find("North/a%25b/D%2fC/datastore/pod/podded"), "info.vmfs.uuid"))
        .isEmpty();
  }

  @Test
  void namesThePathThatATypeLacks() {
    assertThatThrownBy(
            () -> client.read(client.content().getRootFolder(), "name", "summary.nonsense"))
        .isInstanceOfSatisfying(
            InvalidPropertyFaultMsg.class,
            e -> assertThat(e.getFaultInfo().getName()).isEqualTo("summary.nonsense"));
  }

  /** Clients such as govc take -1 for "no real-time figures" and ask for those of the past. */
  @Test
  void hostsAloneHaveRealTimeFigures() throws Exception {
    var manager = client.content().getPerfManager();
    var host = client.find("North/a%25b/D%2fC/host/Cluster/in%2fcluster");
    var cluster = client.find("North/a%25b/D%2fC/host/Cluster");
    assertThat(client.port().queryPerfProviderSummary(manager, host).getRefreshRate())
        .isEqualTo(20);
    var summary = client.port().queryPerfProviderSummary(manager, cluster);
    assertThat(summary.isCurrentSupported()).isFalse();
    assertThat(summary.getRefreshRate()).isEqualTo(-1);
    assertThat(client.port().queryAvailablePerfMetric(manager, cluster, null, null, 300)).isEmpty();
  }
}
