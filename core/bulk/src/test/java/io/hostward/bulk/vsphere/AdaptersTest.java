package io.hostward.bulk.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.DatastoreNames;
import io.hostward.lab.Lab;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.vsphere.VimVSphere;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdaptersTest {
  private static Lab lab;
  private static Transport transport;
  private static VSphere vsphere;

  @BeforeAll
  static void connect() throws IOException {
    lab =
        Lab.start(
            LabModel.builder()
                .datacenters(
                    List.of(
                        new DatacenterModel("datacenter-2", "A", List.of()),
                        new DatacenterModel("datacenter-3", "B", List.of("Europe"))))
                .addHost(HostModel.builder("host-1", "esx1").sockets(false).build())
                .addDatastore(store("datastore-1", "twin"))
                .addDatastore(store("datastore-2", "twin").withDatacenter("datacenter-3"))
                .addDatastore(store("datastore-3", "member").withStoragePod("Pool"))
                .build());
    transport = NettyTransport.create();
    vsphere =
        VimVSphere.builder(lab.url())
            .transport(transport)
            .credentials(lab.user().name(), Secret.of(lab.user().password()))
            .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
            .build();
  }

  private static DatastoreModel store(String moid, String name) {
    return DatastoreModel.vmfs(moid, name, List.of("host-1"));
  }

  @AfterAll
  static void close() {
    vsphere.close();
    transport.close();
    lab.close();
  }

  @Test
  void aDatastoreGoesByItsNameOrByItsPathIfItsNameIsAnothersToo() throws IOException {
    Set<String> host = Set.of("host-1");
    assertThat(new VSphereDatastores(vsphere, Optional.empty()).list())
        .containsExactlyInAnyOrder(
            new DatastoreInfo("/A/datastore/twin", Optional.empty(), host, Set.of("datastore-1")),
            new DatastoreInfo(
                "/Europe/B/datastore/twin", Optional.empty(), host, Set.of("datastore-2")),
            new DatastoreInfo(
                "member",
                Optional.of("Pool"),
                host,
                Set.of("/A/datastore/Pool/member", "datastore-3")));
    for (String datacenter : List.of("B", "Europe/B", "/Europe/B")) {
      assertThat(new VSphereDatastores(vsphere, Optional.of(datacenter)).list())
          .extracting(DatastoreInfo::name)
          .containsExactly("/Europe/B/datastore/twin");
    }
    assertThat(new VSphereDatastores(vsphere, Optional.of("/B")).list()).isEmpty();
  }

  @Test
  void everyNameOfADatastoreIsTheOneThatVSphereFindsByIt() throws IOException {
    for (Optional<String> datacenter : List.of(Optional.<String>empty(), Optional.of("B"))) {
      VSphereDatastores.Read found = new VSphereDatastores(vsphere, datacenter).read();
      assertThat(found.all()).hasSize(3);
      for (DatastoreInfo datastore : found.all()) {
        for (String other : datastore.otherNames()) {
          assertThat(vsphere.files(other, datacenter.filter(in -> other.equals("twin"))).snapshot())
              .extracting(snapshot -> snapshot.datastore().id())
              .isEqualTo(
                  vsphere.files(datastore.name(), Optional.empty()).snapshot().datastore().id());
        }
      }
      DatastoreNames names = DatastoreNames.of(found.all());
      assertThat(names.of("datastore-1")).isEqualTo("/A/datastore/twin");
      assertThat(names.of("twin"))
          .isEqualTo(datacenter.isEmpty() ? "twin" : "/Europe/B/datastore/twin");
    }
  }

  @Test
  void aFolderIsListedBySizeAndTimeAndOneThatIsNotThereIsEmpty() throws IOException {
    lab.datastore("member").write("iso/a[1].iso", new byte[3]);
    lab.datastore("member").write("iso/b", new byte[0]);
    lab.datastore("member").write("iso/more/c", new byte[5]);
    VSphereListings listings = new VSphereListings(vsphere);

    FolderListing iso = listings.folder("member", "iso");
    assertThat(iso.whole()).isTrue();
    assertThat(iso.files()).containsOnlyKeys("a[1].iso", "b");
    assertThat(iso.files().get("a[1].iso").size()).isEqualTo(3);
    assertThat(iso.files().get("b").size()).isZero();
    assertThat(iso.files().get("b").modified()).isPresent();
    assertThat(listings.named("member", "iso", List.of("a[1].iso", "a1.iso", "more")))
        .containsOnlyKeys("a[1].iso");
    assertThat(listings.folder("member", "none").files()).isEmpty();
    assertThat(listings.folder("member", "none").whole()).isTrue();
    assertThatIOException().isThrownBy(() -> listings.folder("nowhere", ""));
  }
}
