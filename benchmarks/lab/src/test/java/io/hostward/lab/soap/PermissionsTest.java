package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.NoPermission;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.UserModel.Withheld;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PermissionsTest {
  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(PermissionsTest::model);

  private Client client;

  private static LabModel model() {
    var user =
        new UserModel(
            "limited",
            "pw",
            List.of(
                new Withheld("Datastore.FileManagement", "datastore-31"),
                new Withheld("System.Read", "host-21"),
                new Withheld("System.View", "host-22"),
                new Withheld("Sessions.ValidateSession", null),
                new Withheld("Sessions.TerminateSession", null)));
    return LabModel.standard(2).toBuilder().users(List.of(user)).build();
  }

  @BeforeEach
  void login() throws Exception {
    client = Client.login(LAB.lab());
  }

  @Test
  void refusesOperationsWithObjectAndPrivilege() throws Exception {
    var datacenter = client.find("DC");
    var files = client.content().getFileManager();
    assertThatThrownBy(() -> client.port().makeDirectory(files, "[vmstore] x", datacenter, null))
        .isInstanceOf(SOAPFaultException.class)
        .hasMessageContaining("Permission to perform this operation was denied")
        .satisfies(
            e -> {
              var detail = ((SOAPFaultException) e).getFault().getDetail().getTextContent();
              assertThat(detail).contains("datastore-31").contains("Datastore.FileManagement");
            });
    client.port().makeDirectory(files, "[ESX1-local] x", datacenter, null);
    assertThat(LAB.lab().datastore("ESX1-local").stat("x")).isPresent();
    assertThatThrownBy(
            () ->
                client
                    .port()
                    .sessionIsActive(
                        client.content().getSessionManager(), client.session().getKey(), "limited"))
        .hasMessageContaining("denied");
  }

  @Test
  void putsUnreadablePropertiesIntoTheMissingSet() throws Exception {
    var host = client.find("DC/host/Cluster/ESX1");
    var content =
        client.retrieve(Client.filter("HostSystem", host, List.of(), "name", "summary")).get(0);
    assertThat(content.getPropSet())
        .singleElement()
        .satisfies(p -> assertThat(p.getVal()).isEqualTo("ESX1"));
    assertThat(content.getMissingSet())
        .singleElement()
        .satisfies(m -> assertThat(m.getPath()).isEqualTo("summary"))
        .satisfies(
            m ->
                assertThat(m.getFault().getFault())
                    .isInstanceOfSatisfying(
                        NoPermission.class,
                        f -> assertThat(f.getPrivilegeId()).isEqualTo("System.Read")));
  }

  @Test
  void doesNotFindWhatMayNotBeSeen() throws Exception {
    assertThat(client.find("DC/host/Cluster/ESX2")).isNull();
    assertThat(client.find("DC/host/Cluster/ESX1")).isNotNull();
  }

  @Test
  void tellsWhichPrivilegesThereAre() throws Exception {
    var manager = client.content().getAuthorizationManager();
    var store = client.find("DC/datastore/vmstore");
    var answer =
        client
            .port()
            .hasPrivilegeOnEntities(
                manager,
                List.of(store),
                client.session().getKey(),
                List.of("Datastore.Browse", "Datastore.FileManagement"));
    assertThat(answer)
        .singleElement()
        .satisfies(
            a ->
                assertThat(a.getPrivAvailability())
                    .extracting("isGranted")
                    .containsExactly(true, false));
    var all = client.port().fetchUserPrivilegeOnEntities(manager, List.of(store), "limited");
    assertThat(all.get(0).getPrivileges())
        .contains("Datastore.Browse")
        .doesNotContain("Datastore.FileManagement");
  }

  /** Who may end the sessions of others may see them, and nobody else. */
  @Test
  void hidesTheSessionsOfOthers() throws Exception {
    var manager = client.content().getSessionManager();
    var content =
        client
            .retrieve(
                Client.filter(
                    "SessionManager", manager, List.of(), "currentSession", "sessionList"))
            .get(0);
    assertThat(content.getPropSet()).extracting("name").containsExactly("currentSession");
    assertThat(content.getMissingSet())
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.getFault().getFault())
                    .isInstanceOfSatisfying(
                        NoPermission.class,
                        f ->
                            assertThat(f.getPrivilegeId()).isEqualTo("Sessions.TerminateSession")));
  }
}
