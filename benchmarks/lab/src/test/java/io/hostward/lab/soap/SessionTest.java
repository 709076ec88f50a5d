package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.ArrayOfUserSession;
import com.vmware.vim25.InvalidLoginFaultMsg;
import com.vmware.vim25.NotAuthenticated;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.UserSession;
import com.vmware.vim25.VimPortType;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.vim.Ref;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionTest {
  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(LabModel::standard);

  private static VimPortType anonymous() {
    return Client.anonymous(LAB.lab().url());
  }

  @Test
  void tellsWhatItIsBeforeLogin() throws Exception {
    var content = anonymous().retrieveServiceContent(Client.instance());
    assertThat(content.getAbout().getApiType()).isEqualTo("VirtualCenter");
    assertThat(content.getAbout().getApiVersion()).isEqualTo("8.0.3.0");
    assertThat(content.getRootFolder().getType()).isEqualTo("Folder");
    assertThat(content.getRootFolder().getValue()).isEqualTo("group-d1");
  }

  @Test
  void answersReadsWithoutLoginWithNotAuthenticatedInTheMissingSet() throws Exception {
    var root = new Ref("Folder", "group-d1").toVim();
    var collector = new Ref("PropertyCollector", "propertyCollector").toVim();
    var filter = Client.filter("Folder", root, List.of(), "name", "childEntity");
    var result =
        anonymous().retrievePropertiesEx(collector, List.of(filter), new RetrieveOptions());
    var missing = result.getObjects().get(0).getMissingSet();
    assertThat(missing).extracting("path").containsExactly("name", "childEntity");
    assertThat(missing.get(0).getFault().getFault()).isInstanceOf(NotAuthenticated.class);
    assertThat(result.getObjects().get(0).getPropSet()).isEmpty();
    assertThat(anonymous().retrievePropertiesEx(collector, List.of(), new RetrieveOptions()))
        .isNull();
  }

  @Test
  void refusesOtherCallsWithoutLogin() {
    assertThatThrownBy(() -> anonymous().currentTime(Client.instance()))
        .isInstanceOf(SOAPFaultException.class)
        .hasMessageContaining("not authenticated")
        .satisfies(
            e -> {
              var fault = ((SOAPFaultException) e).getFault();
              assertThat(fault.getFaultCode()).isEqualTo("ServerFaultCode");
              var detail = fault.getDetail().getFirstChild();
              assertThat(detail.getLocalName()).isEqualTo("NotAuthenticatedFault");
            });
  }

  @Test
  void refusesAWrongPassword() {
    var manager = new Ref("SessionManager", "SessionManager").toVim();
    assertThatThrownBy(
            () -> anonymous().login(manager, "administrator@vsphere.local", "wrong", null))
        .isInstanceOf(InvalidLoginFaultMsg.class)
        .hasMessageContaining("incorrect user name or password");
  }

  @Test
  void readsTheInventoryAfterLogin() throws Exception {
    Client client = Client.login(LAB.lab());
    assertThat(client.session().getUserName()).isEqualTo("administrator@vsphere.local");
    var root = client.content().getRootFolder();
    assertThat(client.read(root, "name")).containsEntry("name", "Datacenters");
    var children = client.one(root, "childEntity", ArrayOfManagedObjectReference.class);
    assertThat(children.getManagedObjectReference())
        .extracting("value")
        .containsExactly("datacenter-2");
    assertThat(
            client
                .port()
                .sessionIsActive(
                    client.content().getSessionManager(),
                    client.session().getKey(),
                    "administrator@vsphere.local"))
        .isTrue();
    client.port().logout(client.content().getSessionManager());
    assertThatThrownBy(() -> client.port().currentTime(Client.instance()))
        .isInstanceOf(SOAPFaultException.class);
  }

  @Test
  void listsAllSessionsWithTheirUsersAddressesAndAgents() throws Exception {
    Client first = Client.login(LAB.lab());
    Client second = Client.login(LAB.lab());
    var list =
        first
            .one(first.content().getSessionManager(), "sessionList", ArrayOfUserSession.class)
            .getUserSession();

    assertThat(list)
        .extracting(UserSession::getKey)
        .contains(first.session().getKey(), second.session().getKey());
    assertThat(list)
        .filteredOn(session -> session.getKey().equals(second.session().getKey()))
        .singleElement()
        .satisfies(
            session -> {
              assertThat(session.getUserName()).isEqualTo(LAB.lab().user().name());
              assertThat(session.getIpAddress()).startsWith("127.");
              assertThat(session.getUserAgent()).isNotEmpty();
            });
    second.port().logout(second.content().getSessionManager());
    assertThat(
            first
                .one(first.content().getSessionManager(), "sessionList", ArrayOfUserSession.class)
                .getUserSession())
        .extracting(UserSession::getKey)
        .doesNotContain(second.session().getKey());
  }
}
