package io.hostward.vsphere.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VimPortType;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.UserModel;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.spi.Transport;
import io.hostward.vsphere.session.Moref;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieTest {
  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(LabModel::standard);

  private static final Transport TRANSPORT = NettyTransport.create();

  @AfterAll
  static void close() {
    TRANSPORT.close();
  }

  private final SessionCookie cookie = new SessionCookie();
  private Lab lab;
  private VimPortType port;
  private ManagedObjectReference manager;

  @BeforeEach
  void open() throws Exception {
    lab = LAB.lab();
    port =
        SoapPort.over(
                TRANSPORT,
                new SoapPort.Endpoint(
                    HostAddress.parse(lab.url().getAuthority(), HostAddress.HTTPS),
                    "/sdk",
                    ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())),
                    Optional.empty(),
                    Duration.ofSeconds(30)),
                cookie)
            .port();
    manager =
        port.retrieveServiceContent(new Moref("ServiceInstance", "ServiceInstance").toVim())
            .getSessionManager();
  }

  private void login() {
    UserModel user = lab.user();
    try {
      port.login(manager, user.name(), user.password(), null);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void cookieIsReplayedAsTheServerSetItQuotesIncluded() {
    login();
    String header = cookie.header().orElseThrow().reveal();
    assertThat(header).matches("vmware_soap_session=\"[0-9a-f]+\"");
    assertThat(lab.state().sessions().find(header)).isPresent();
  }

  @Test
  void anonymousSessionThatComesDuringALoginDoesNotReplaceTheUsers() throws Exception {
    lab.vcenter().once(new Fault.SoapSlow(Duration.ofMillis(500)));
    long before = lab.vcenter().traffic().httpsIn();
    CompletableFuture<Void> login = CompletableFuture.runAsync(this::login);
    await().until(() -> lab.vcenter().traffic().httpsIn() > before + 500);
    // A server gives an anonymous session to a caller without one.
    cookie.set(Secret.of("vmware_soap_session=\"anonymous\""));
    login.join();
    assertThat(lab.state().sessions().find(cookie.header().orElseThrow().reveal())).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vmware_soap_session=\"b\"; Path=/ | b",
        "vmware_soap_session=\"\"; Max-Age=0, vmware_soap_session=\"b\"; HttpOnly | b",
        "vmware_soap_session=\"b\", vmware_soap_session=\"c\"; Secure | c",
        "vmware_soap_session=; expires=Thu, 01-Jan-1970 | a",
        "vmware_soap_session=\"b\"; max-age = -1 | a",
        "vmware_soap_session=\"b\u00e4\" | a",
        "other=\"b\" | a"
      })
  void onlyACookieThatOpensASessionIsKept(String set, String kept) {
    SessionCookie given = new SessionCookie();
    given.set(Secret.of("vmware_soap_session=\"a\""));
    given.received(
        true, given.sent(), Arrays.stream(set.split(", (?!\\d)")).map(Secret::of).toList());
    assertThat(given.header().orElseThrow().reveal())
        .isEqualTo("vmware_soap_session=\"" + kept + "\"");
  }

  @Property(tries = 500)
  void whatIsRefusedIsNotShown(@ForAll String value) {
    String text = "vmware_soap_session=\"" + value + "\"";
    try {
      String kept = SessionCookie.checked(Secret.of(text)).reveal();
      assertThat(kept).startsWith("vmware_soap_session=\"").isEqualTo(text.split(";")[0].strip());
      assertThat(kept.chars()).allMatch(unit -> unit > ' ' && unit <= '~');
    } catch (IllegalArgumentException refused) {
      assertThat(refused)
          .hasMessage(
              "a session is handed in as vmware_soap_session=\"...\", the quotes included, as the"
                  + " server's Set-Cookie had it");
    }
  }
}
