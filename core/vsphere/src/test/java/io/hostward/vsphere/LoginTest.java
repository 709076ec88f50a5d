package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginTest {
  private static final String WRONG = "not-the-passw0rd";

  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(LabModel::standard);

  private final Lab lab = LAB.lab();

  @AfterEach
  void healLab() {
    lab.vcenter().clearFaults();
    lab.state().sessions().expireAll();
  }

  @Test
  void logsInAndOut() throws VSphereException {
    VimVSphere vsphere = Labs.connect(lab);
    assertThat(vsphere.describe()).isEqualTo("vCenter 8.0.3 at " + lab.url().getAuthority());
    assertThat(vsphere).hasToString(vsphere.describe());
    assertThat(lab.state().sessions().count()).isEqualTo(1);
    vsphere.close();
    assertThat(lab.state().sessions().count()).isZero();
  }

  @Test
  void wrongPasswordIsNamedAndNotShown() {
    VSphereException refused =
        refusal(Labs.builder(lab).credentials(lab.user().name(), Secret.of(WRONG)));
    assertThat(refused.kind()).isEqualTo(Kind.LOGIN);
    assertThat(refused)
        .hasMessageStartingWith(
            "Login of administrator@vsphere.local on vCenter 8.0.3 at "
                + lab.url().getAuthority()
                + " failed: InvalidLogin")
        .hasMessageContaining("check the user name and the password");
    assertThat(Labs.logged(refused)).doesNotContain(WRONG);
  }

  @Test
  void closedPortIsNamedWithServerAndRemedy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      taken.close();
      VSphereException refused = refusal(anonymous("https://127.0.0.1:" + port + "/sdk"));
      assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
      assertThat(refused)
          .hasMessageStartingWith("RetrieveServiceContent on 127.0.0.1:" + port + " got no answer")
          .hasMessageContaining("refused the connection")
          .hasMessageContaining("check the server's address");
    }
  }

  @Test
  void unknownNameIsNamed() {
    VSphereException refused = refusal(anonymous("https://no-such-host.invalid/sdk"));
    assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(refused)
        .hasMessageContaining("no-such-host.invalid:443")
        .hasMessageContaining("check the server's name");
  }

  @Test
  void untrustedCertificateIsRefusedBeforeThePasswordIsSent() {
    VSphereException refused =
        refusal(
            Labs.builder(lab)
                .trust(ServerTrust.pinned(Thumbprint.parse("AB".repeat(32))))
                .credentials(lab.user().name(), Secret.of(WRONG)));
    assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(refused)
        .hasMessageContaining(lab.url().getAuthority())
        .hasMessageContaining("the server's certificate has the thumbprint " + lab.thumbprint())
        .hasMessageContaining("expected was AB:AB")
        .hasMessageContaining("trust its authority or pin its thumbprint");
  }

  @Test
  void platformTrustDoesNotAcceptASelfSignedServer() {
    VSphereException refused =
        refusal(Labs.builder(lab).trust(ServerTrust.system()).credentials("u", Secret.of(WRONG)));
    assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(refused)
        .hasMessageContaining("certification path")
        .hasMessageContaining("trust its authority or pin its thumbprint");
  }

  @Test
  void statusOfAProxyIsExplained() {
    lab.vcenter().once(new Fault.SoapStatus(503));
    VSphereException refused = refusal(anonymous(lab.url().toString()));
    assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(refused)
        .hasMessageContaining("was answered with HTTP status 503")
        .hasMessageContaining("check that the URL is the SDK's");
  }

  @Test
  void silentServerIsGivenUp() {
    lab.vcenter().always(new Fault.NeverAnswer());
    // A transport of its own: the server is silent on new connections, and others are kept.
    try (NettyTransport fresh = NettyTransport.create()) {
      VSphereException refused =
          refusal(
              anonymous(lab.url().toString()).transport(fresh).callTimeout(Duration.ofMillis(900)));
      assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
      assertThat(refused).hasMessageContaining("within 0.9 s");
    }
  }

  @Test
  void closedTransportIsNoTroubleOfTheServers() {
    NettyTransport closed = NettyTransport.create();
    closed.close();
    VSphereException refused = refusal(anonymous(lab.url().toString()).transport(closed));
    assertThat(refused.kind()).isEqualTo(Kind.CLOSED);
    assertThat(refused).hasMessageContaining("the transport was closed");
  }

  @Test
  void neitherUserNorSessionIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> Labs.builder(lab).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("neither credentials nor a session");
    assertThatThrownBy(
            () ->
                Labs.builder(lab)
                    .credentials("u", Secret.of("p"))
                    .session(Secret.of("vmware_soap_session=\"x\""))
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("give one");
  }

  @Test
  void hostThatTheJdkTakesForNoneIsCalledAllTheSame() {
    VSphereException refused = refusal(anonymous("https://no_such.invalid/sdk"));
    assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(refused).hasMessageContaining("no_such.invalid");
  }

  @Test
  void hostThatIsNoneIsRefusedWithTheReason() {
    assertThatThrownBy(() -> VimVSphere.builder(URI.create("https://v\u010d.lab/sdk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("xn--");
    assertThatThrownBy(() -> VimVSphere.builder(URI.create("https://vc.lab:99999/sdk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65535");
    assertThatThrownBy(() -> VimVSphere.builder(URI.create("https://u:" + WRONG + "@v_c/sdk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a user in it")
        .hasMessageNotContaining(WRONG);
  }

  @Test
  void userInTheUrlIsRefusedUnseen() {
    assertThatThrownBy(() -> VimVSphere.builder(URI.create("https://root:" + WRONG + "@vc/sdk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(WRONG);
    assertThatThrownBy(() -> VimVSphere.builder(URI.create("http://vc/sdk")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://HOST");
  }

  private VimVSphereBuilder anonymous(String url) {
    return VimVSphere.builder(URI.create(url))
        .transport(Labs.TRANSPORT)
        .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
        .credentials("u", Secret.of(WRONG));
  }

  private static VSphereException refusal(VimVSphereBuilder settings) {
    VSphereException refused =
        catchThrowableOfType(VSphereException.class, () -> settings.build().close());
    assertThat(refused).isNotNull();
    assertThat(Labs.logged(refused)).doesNotContain(WRONG);
    return refused;
  }
}
