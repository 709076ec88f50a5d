package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vmware.vim25.VimPortType;
import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.session.Session;
import io.hostward.net.Secret;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandedInSessionTest {
  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  @Test
  void cookieIsUsedAndLeftAsItIs() throws Exception {
    Lab lab = extension.lab();
    Session session = login(lab);
    try (VimVSphere vsphere = Labs.builder(lab).session(Secret.of(session.setCookie())).build()) {
      assertThat(Labs.vmstore(vsphere).mounts()).hasSize(4);
      assertThat(relayTicket(vsphere).cookie().reveal()).isEqualTo(session.cookie());
    }
    assertThat(lab.state().sessions().count()).isEqualTo(1);
    assertThat(lab.state().sessions().byKey(session.key())).isPresent();
  }

  @Test
  void endedSessionIsNotRenewed() throws Exception {
    Lab lab = extension.lab();
    Session session = login(lab);
    try (VimVSphere vsphere = Labs.builder(lab).session(Secret.of(session.cookie())).build()) {
      lab.state().sessions().expireAll();
      VSphereException refused =
          catchThrowableOfType(VSphereException.class, () -> Labs.vmstore(vsphere));
      assertThat(refused.kind()).isEqualTo(Kind.LOGIN);
      assertThat(refused)
          .hasMessageContaining("the session that was handed in has ended; hand in a new session");
      assertThat(Labs.logged(refused)).doesNotContain(session.cookie());
      assertThat(lab.state().sessions().count()).isZero();
    }
  }

  @Test
  void applicationsOwnPortIsUsedAndLeftLoggedIn() throws Exception {
    Lab lab = extension.lab();
    Session session = login(lab);
    VimPortType own = ReferencePort.open(lab, Secret.of(session.cookie()));
    try (VimVSphere vsphere = Labs.builder(lab).port(own, Secret.of(session.cookie())).build()) {
      assertThat(Labs.vmstore(vsphere).mounts()).hasSize(4);
      assertThat(relayTicket(vsphere).cookie().reveal()).isEqualTo(session.cookie());
    }
    assertThat(lab.state().sessions().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123abcd",
        "\"0123abcd\"",
        "vmware_soap_session=",
        "JSESSIONID=0123abcd",
        "vmware_soap_session=\"0123abcd\"\r\nX: y",
        "vmware_soap_session=\"0123abcd\u00e4\""
      })
  void whatIsNoSessionCookieIsRefusedUnseen(String text) {
    assertThatThrownBy(() -> Labs.builder(extension.lab()).session(Secret.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vmware_soap_session=\"...\"")
        .hasMessageNotContaining("0123abcd");
  }

  private static Session login(Lab lab) {
    return lab.state().sessions().login(lab.user().name(), lab.user().password()).orElseThrow();
  }

  private static ServiceTicket relayTicket(VimVSphere vsphere) throws VSphereException {
    FolderTarget target = FolderTarget.onVcenter(DatastorePath.parse("[vmstore] disk.iso"), "DC");
    return vsphere.ticket(vsphere.relay().orElseThrow(), HttpMethod.PUT, target);
  }
}
