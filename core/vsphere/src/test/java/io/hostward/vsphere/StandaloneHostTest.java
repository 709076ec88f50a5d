package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.fault.FaultRule;
import io.hostward.lab.model.LabModel;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.spi.Datastore;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneHostTest {
  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standaloneHost);

  private Lab lab;
  private VimVSphere esxi;
  private Datastore datastore;
  private InventorySnapshot snapshot;

  @BeforeEach
  void connect() throws VSphereException {
    lab = extension.lab();
    esxi = Labs.connect(lab);
    datastore = esxi.datastore("datastore1", Optional.empty());
    snapshot = datastore.snapshot();
  }

  @AfterEach
  void close() {
    esxi.close();
  }

  @Test
  void hostMountsItsOwnDatastore() {
    assertThat(esxi.describe()).startsWith("ESXi 8.0.3 at 127.0.0.");
    assertThat(esxi.relay()).isEmpty();
    assertThat(snapshot.datastore().datacenterPath()).isEqualTo("ha-datacenter");
    assertThat(snapshot.mounts()).hasSize(1);
    assertThat(snapshot.mounts().get(0).unusable()).isEmpty();
    HostSnapshot host = snapshot.mounts().get(0).host();
    assertThat(host.id()).hasToString("ha-host");
    assertThat(host.name()).isEqualTo("esx1");
  }

  @Test
  void ticketIsTheSessionAndGoodForUploads() throws Exception {
    FolderTarget target = FolderTarget.onHost(DatastorePath.parse("[datastore1] a.iso"));
    Route direct = new Route.Direct(snapshot.mounts().get(0).host());
    ServiceTicket ticket = esxi.ticket(direct, HttpMethod.PUT, target);
    assertThat(ticket.cookie().reveal()).startsWith("vmware_soap_session=\"");
    assertThat(ticket.trust()).isEqualTo(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())));
    assertThat(ticket.addresses())
        .extracting(address -> address.authority())
        .containsExactly(lab.hosts().get(0).authority());
    assertThat(Folder.put(lab.hosts().get(0), target.requestTarget(), ticket.cookie()))
        .isBetween(200, 201);
    assertThat(datastore.size(DatastorePath.parse("[datastore1] a.iso"))).hasValue(3);
  }

  @Test
  void filesAreMadeMovedAndDeletedWithoutADatacenter() throws Exception {
    DatastorePath part = DatastorePath.parse("[datastore1] iso/a.part");
    DatastorePath whole = part.sibling("a.iso");
    datastore.makeFolder(part);
    lab.datastore("datastore1").write("iso/a.part", new byte[4]);
    datastore.move(part, whole, false);
    assertThat(datastore.size(whole)).hasValue(4);
    datastore.delete(whole);
    assertThat(lab.datastore("datastore1").files()).isEmpty();
  }

  @Test
  void endedSessionIsRenewed() throws Exception {
    lab.hosts().get(0).add(FaultRule.once("ha-host", new Fault.SessionExpired()));
    assertThat(datastore.size(DatastorePath.parse("[datastore1] a"))).isEmpty();
    assertThat(lab.state().sessions("ha-host").count()).isEqualTo(1);
    esxi.close();
    assertThat(lab.state().sessions("ha-host").count()).isZero();
  }

  @Test
  void unknownDatastoreIsNamed() {
    VSphereException refused =
        catchThrowableOfType(
            VSphereException.class, () -> esxi.datastore("vmstore", Optional.empty()));
    assertThat(refused).hasMessageContaining("there are: datastore1 in ha-datacenter");
  }
}
