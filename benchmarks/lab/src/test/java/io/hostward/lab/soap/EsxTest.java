package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ArrayOfDatastoreHostMount;
import com.vmware.vim25.HostListSummary;
import com.vmware.vim25.SessionManagerHttpServiceRequestSpec;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.ticket.Redemption.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EsxTest {
  @RegisterExtension
  static final LabExtension LAB = LabExtension.perClass(LabModel::standaloneHost);

  @Test
  void speaksAsAHost() throws Exception {
    Client client = Client.login(LAB.lab());
    assertThat(client.content().getAbout().getApiType()).isEqualTo("HostAgent");
    assertThat(client.content().getRootFolder().getValue()).isEqualTo("ha-folder-root");
    var host = client.find("ha-datacenter/host/esx1/esx1");
    assertThat(host.getValue()).isEqualTo("ha-host");
    assertThat(client.one(host, "summary", HostListSummary.class).getConfig().getSslThumbprint())
        .isEqualTo(LAB.lab().host("esx1").identity().sha1());
    var store = client.find("ha-datacenter/datastore/datastore1");
    var mounts = client.one(store, "host", ArrayOfDatastoreHostMount.class).getDatastoreHostMount();
    assertThat(mounts).extracting(m -> m.getKey().getValue()).containsExactly("ha-host");
  }

  @Test
  void needsNoDatacenterForItsFiles() throws Exception {
    Client client = Client.login(LAB.lab());
    var files = client.content().getFileManager();
    client.port().makeDirectory(files, "[datastore1] made", null, null);
    assertThat(LAB.lab().datastore("datastore1").stat("made")).isPresent();
    var task = client.port().deleteDatastoreFileTask(files, "[datastore1] made", null);
    assertThat(client.await(task).getError()).isNull();
    assertThat(LAB.lab().datastore("datastore1").stat("made")).isEmpty();
  }

  @Test
  void hasNoSessionsOfAVcenter() throws Exception {
    Client client = Client.login(LAB.lab());
    var manager = client.content().getSessionManager();
    assertThatThrownBy(
            () -> client.port().sessionIsActive(manager, client.session().getKey(), "root"))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("NotSupported"));
    assertThatThrownBy(() -> client.port().acquireCloneTicket(manager))
        .satisfies(e -> assertThat(Client.faultType(e)).isEqualTo("NotSupported"));
  }

  @Test
  void issuesTicketsForItself() throws Exception {
    Lab lab = LAB.lab();
    Client client = Client.login(lab);
    var spec = new SessionManagerHttpServiceRequestSpec();
    spec.setUrl("https://any.name/folder/x?dsName=datastore1");
    spec.setMethod("httpGet");
    var ticket =
        client.port().acquireGenericServiceTicket(client.content().getSessionManager(), spec);
    assertThat(
            lab.state()
                .tickets()
                .redeem(ticket.getId(), "ha-host", "GET", "/folder/x?dsName=datastore1")
                .verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void hostsOfAVcenterSpeakForThemselvesToo() throws Exception {
    try (Lab lab = Lab.start(LabModel.standard(2))) {
      var host = lab.host("ESX2");
      Client client = Client.login(host.url(), host.user());
      assertThat(client.content().getAbout().getApiType()).isEqualTo("HostAgent");
      assertThat(client.find("ha-datacenter/datastore/vmstore")).isNotNull();
      assertThat(client.find("ha-datacenter/datastore/ESX2-local")).isNotNull();
      assertThat(client.find("ha-datacenter/datastore/ESX1-local")).isNull();
      assertThatThrownBy(() -> Client.login(host.url(), lab.user()))
          .hasMessageContaining("incorrect user name or password");
    }
  }
}
