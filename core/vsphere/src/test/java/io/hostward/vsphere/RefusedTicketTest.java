package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.spi.Datastore;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose failure is it if there is no ticket? */
class RefusedTicketTest {
  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private Lab lab;
  private VimVSphere vsphere;

  @BeforeEach
  void connect() throws VSphereException {
    lab = extension.lab();
    vsphere = Labs.connect(lab);
  }

  @AfterEach
  void close() {
    vsphere.close();
  }

  private VSphereException refusal(String host) throws VSphereException {
    Datastore datastore = Labs.datastore(vsphere);
    Route direct = new Route.Direct(Labs.host(datastore.snapshot(), host));
    DatastorePath file = DatastorePath.parse("[vmstore] a.iso");
    VSphereException refused =
        catchThrowableOfType(
            VSphereException.class, () -> datastore.ticket(direct, HttpMethod.PUT, file));
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void hostThatRefusesOrCannotBeAskedIsOneHostsFailure() throws Exception {
    String acquire = "AcquireGenericServiceTicket";
    for (Fault fault :
        List.of(
            new Fault.SoapFault(acquire, "NoPermission", "HostSystem:host-10"),
            new Fault.SoapFault(acquire, "HostNotConnected"),
            new Fault.SoapFault(acquire, "HostCommunication"))) {
      lab.vcenter().once(fault);
      VSphereException refused = refusal("ESX1");
      assertThat(refused.kind()).as("%s", fault).isEqualTo(Kind.HOST);
      assertThat(refused).hasMessageContaining("AcquireGenericServiceTicket for https://");
    }
  }

  @Test
  void missingRightElsewhereIsNotTheHosts() throws Exception {
    lab.vcenter()
        .once(
            new Fault.SoapFault("AcquireGenericServiceTicket", "NoPermission", "Folder:group-d1"));
    VSphereException refused = refusal("ESX1");
    assertThat(refused.kind()).isEqualTo(Kind.PERMISSION);
    assertThat(refused)
        .hasMessageContaining("the user lacks a privilege: System.View on Folder group-d1");
  }
}
