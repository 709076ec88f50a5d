package io.hostward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.VcenterModel;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A host whose ports are another process's, which carries the connections to the lab. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "a host of its own process is carried over Unix sockets")
final class CarriedHostTest {
  private static final String ADDRESS = "127.0.0.1";
  private static final String TARGET = "/folder/f.bin?dsName=vmstore";

  @TempDir Path folder;
  private Carried https;
  private Carried nfc;
  private Lab lab;

  @BeforeEach
  void start() throws IOException {
    https = new Carried(ADDRESS);
    nfc = new Carried(ADDRESS);
    lab =
        Lab.start(
            LabModel.standard(1).toBuilder()
                .vcenter(VcenterModel.standard())
                .eachHost(host -> host.address(ADDRESS).httpsPort(https.port()).nfcPort(nfc.port()))
                .build(),
            folder);
    https.to(folder.resolve("host-21." + https.port()));
    nfc.to(folder.resolve("host-21." + nfc.port()));
  }

  @AfterEach
  void close() {
    lab.close();
    https.close();
    nfc.close();
  }

  private LabHost host() {
    return lab.host("ESX1");
  }

  @Test
  void takesAFileByTicketAtItsAdvertisedPort() throws Exception {
    byte[] content = content();

    int status =
        Web.put(host().authority(), TARGET, content, host().ticketCookie("PUT", TARGET))
            .statusCode();

    assertThat(status).isBetween(200, 201);
    assertThat(host().authority()).isEqualTo(ADDRESS + ":" + https.port());
    assertThat(lab.datastore("vmstore").read("f.bin")).isEqualTo(content);
    assertThat(host().traffic().httpsIn()).isGreaterThan(content.length);
  }

  @Test
  void takesATicketOnlyOnce() throws Exception {
    String cookie = host().ticketCookie("PUT", TARGET);
    byte[] content = {1};
    Web.put(host().authority(), TARGET, content, cookie);

    assertThat(Web.put(host().authority(), TARGET, content, cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void isRelayedToOverTcp() throws Exception {
    byte[] content = content();

    Web.put(lab.vcenter().authority(), TARGET + "&dcPath=DC", content, lab.vcenter().loginCookie());

    assertThat(lab.datastore("vmstore").read("f.bin")).isEqualTo(content);
    assertThat(host().traffic().nfcIn()).isGreaterThan(content.length);
    assertThat(host().traffic().httpsIn()).isZero();
  }

  @Test
  void answersSoapWhichAsksForBothEndsOfTheConnection() throws Exception {
    String envelope =
        """
        <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>\
        <RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance\
        </_this></RetrieveServiceContent></Body></Envelope>""";

    var answer =
        Web.send(
            "POST",
            host().authority(),
            "/sdk",
            BodyPublishers.ofString(envelope),
            "Content-Type",
            "text/xml; charset=utf-8",
            "SOAPAction",
            "urn:vim25/8.0.3.0");

    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("HostAgent");
  }

  @Test
  void thatIsKilledLetsNobodyInUntilItIsRevived() throws Exception {
    host().kill();

    assertThatThrownBy(() -> Web.get(host().authority(), "/folder"))
        .isInstanceOf(IOException.class);

    host().revive();

    assertThat(Web.get(host().authority(), "/folder").statusCode()).isEqualTo(401);
  }

  @Test
  void mustSayWhichPortsItHas() {
    assertThatThrownBy(() -> Lab.start(LabModel.standard(1), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ESX1");
  }

  private static byte[] content() {
    byte[] content = new byte[3_000_000];
    new Random(3).nextBytes(content);
    return content;
  }
}
