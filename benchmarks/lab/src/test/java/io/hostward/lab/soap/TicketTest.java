package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vmware.vim25.RuntimeFaultFaultMsg;
import com.vmware.vim25.SessionManagerGenericServiceTicket;
import com.vmware.vim25.SessionManagerHttpServiceRequestSpec;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.ticket.Redemption.Verdict;
import jakarta.xml.ws.BindingProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTest {
  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(LabModel::standard);

  private static final String PATH = "/folder/a%20b.iso?dsName=vmstore";

  private static SessionManagerGenericServiceTicket acquire(
      Client client, String url, @Nullable String method) throws Exception {
    var spec = new SessionManagerHttpServiceRequestSpec();
    spec.setUrl(url);
    spec.setMethod(method);
    return client.port().acquireGenericServiceTicket(client.content().getSessionManager(), spec);
  }

  /** The version of the API that the client asks for. */
  private static Client speaking(String version) throws Exception {
    Client client = Client.login(LAB.lab());
    var context = ((BindingProvider) client.port()).getRequestContext();
    context.put(BindingProvider.SOAPACTION_USE_PROPERTY, true);
    context.put(BindingProvider.SOAPACTION_URI_PROPERTY, "urn:vim25/" + version);
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.172", "127.0.0.172:4711", "ESX2", "esx2:443"})
  void findsTheHostByAddressOrName(String authority) throws Exception {
    Lab lab = LAB.lab();
    var ticket = acquire(speaking("8.0.3.0"), "https://" + authority + PATH, "httpPut");
    var host = lab.host("ESX2");
    assertThat(ticket.getSslThumbprint()).isEqualTo(host.identity().sha1());
    assertThat(ticket.getCertThumbprintList().get(0).getThumbprint())
        .isEqualTo(host.identity().sha256());
    assertThat(ticket.getTicketType()).isEqualTo("HostServiceTicket");
    assertThat(lab.state().tickets().redeem(ticket.getId(), host.id(), "PUT", PATH).verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(lab.state().tickets().redeem(ticket.getId(), host.id(), "PUT", PATH).verdict())
        .isEqualTo(Verdict.SPENT);
  }

  @Test
  void leavesOutWhatAnOlderClientDoesNotKnow() throws Exception {
    var ticket = acquire(speaking("6.7.1"), "https://ESX1" + PATH, "PUT");
    assertThat(ticket.getSslThumbprint()).isNotEmpty();
    assertThat(ticket.getCertThumbprintList()).isEmpty();
    assertThat(ticket.getTicketType()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://nobody/folder/x", "not a url", "ftp://ESX1/x", "https://ESX1"})
  void refusesUrlsOfNoHost(String url) throws Exception {
    Client client = Client.login(LAB.lab());
    assertThatThrownBy(() -> acquire(client, url, null))
        .hasMessageContaining("A specified parameter was not correct: spec.url");
  }

  @Test
  void refusesUnknownMethodsAndHostsThatAreAway() throws Exception {
    Client client = Client.login(LAB.lab());
    assertThatThrownBy(() -> acquire(client, "https://ESX1" + PATH, "httpBrew"))
        .hasMessageContaining("spec.method");
    LAB.lab().host("ESX3").setConnection(ConnectionState.DISCONNECTED);
    assertThatThrownBy(() -> acquire(client, "https://ESX3" + PATH, "httpPut"))
        .isNotInstanceOf(RuntimeFaultFaultMsg.class)
        .hasMessageContaining("remote host");
    LAB.lab().host("ESX3").setConnection(ConnectionState.CONNECTED);
  }
}
