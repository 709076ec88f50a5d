package io.hostward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.fault.FaultRule;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.UserModel.Withheld;
import io.hostward.lab.state.Traffic;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code /folder} of vCenter: sessions, the way of the bytes, and what happens when it breaks. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RelayTest {
  private static final String TARGET = "/folder/dir/f.bin?dcPath=DC&dsName=vmstore";
  private static final byte[] CONTENT = random(3_000_000);

  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private Lab lab() {
    return extension.lab();
  }

  private int put(String target) throws Exception {
    return put(target, lab().vcenter().loginCookie());
  }

  private int put(String target, String cookie) throws Exception {
    return Web.put(lab().vcenter().authority(), target, CONTENT, cookie).statusCode();
  }

  /** With a body that fits into what the server drains, so that even the JDK's client sees it. */
  private int putSmall(String target, String cookie) throws Exception {
    return Web.put(lab().vcenter().authority(), target, random(1000), cookie).statusCode();
  }

  private int putSmall(String target) throws Exception {
    return putSmall(target, lab().vcenter().loginCookie());
  }

  private LabHost relayHost() throws Exception {
    Map<LabHost, Long> before = new HashMap<>();
    lab().hosts().forEach(h -> before.put(h, h.traffic().nfcIn()));
    assertThat(put(TARGET)).isBetween(200, 201);
    List<LabHost> used =
        lab().hosts().stream()
            .filter(h -> h.traffic().nfcIn() > before.getOrDefault(h, 0L))
            .toList();
    assertThat(used).hasSize(1);
    return used.get(0);
  }

  @Test
  void bytesGoThroughVcenterAndOneHosts902() throws Exception {
    LabHost host = relayHost();
    Traffic vcenter = lab().vcenter().traffic();

    assertThat(lab().datastore("vmstore").read("dir/f.bin")).isEqualTo(CONTENT);
    assertThat(vcenter.httpsIn()).isBetween(3_000_000L, 3_100_000L);
    assertThat(vcenter.nfcOut()).isBetween(3_000_000L, 3_010_000L);
    assertThat(host.traffic().nfcIn()).isEqualTo(vcenter.nfcOut());
    assertThat(host.written("datastore-31")).isEqualTo(3_000_000L);
    for (LabHost other : lab().hosts()) {
      assertThat(other.traffic().httpsIn()).isZero();
    }
  }

  @Test
  void choiceIsStickyAndNeitherFirstByNameNorById() throws Exception {
    LabHost host = relayHost();

    assertThat(host).isEqualTo(relayHost());
    assertThat(host.name()).isNotIn("ESX1", "ESX4");
  }

  @Test
  void choiceMovesWhenTheHostIsInMaintenance() throws Exception {
    LabHost first = relayHost();
    first.setMaintenance(true);

    assertThat(relayHost()).isNotEqualTo(first);
  }

  @Test
  void vcenterKnowsNothingOfADead902() throws Exception {
    relayHost().kill(Entrance.NFC);

    assertThat(putSmall(TARGET)).isEqualTo(503);
  }

  @Test
  void hostThatDiesMidwayMakesItA500AndAPartialFile() throws Exception {
    LabHost host = relayHost();
    host.add(FaultRule.once(host.id(), new Fault.ResetAfter(1_000_000)).at(Entrance.NFC));

    RawTls client = client();
    client.head(
        "PUT " + TARGET + " HTTP/1.1",
        "Cookie: " + lab().vcenter().loginCookie(),
        "Content-Length: 50000000");
    client.sendUntilBroken(50_000_000);
    assertThat(client.readAnswer()).startsWith("HTTP/1.1 500 ");
    client.close();
    assertThat(lab().datastore("vmstore").stat("dir/f.bin").orElseThrow().size())
        .isEqualTo(1_000_000);
  }

  private RawTls client() throws Exception {
    String[] authority = lab().vcenter().authority().split(":", 2);
    return RawTls.connect(authority[0], Integer.parseInt(authority[1]));
  }

  @Test
  void clientThatLeavesMidwayLeavesAPartialFile() throws Exception {
    try (RawTls client = client()) {
      client.head(
          "PUT " + TARGET + " HTTP/1.1",
          "Cookie: " + lab().vcenter().loginCookie(),
          "Content-Length: 5000000");
      client.send(random(700_000));
    }
    LabDatastore vmstore = lab().datastore("vmstore");
    await().until(() -> vmstore.stat("dir/f.bin").map(e -> e.sha256() != null).orElse(false));
    assertThat(vmstore.read("dir/f.bin")).isEqualTo(random(700_000));
  }

  @Test
  void stalledHostStopsVcenterFromReading() throws Exception {
    LabHost host = relayHost();
    host.add(FaultRule.once(host.id(), new Fault.StallAfter(100_000)).at(Entrance.NFC));
    Traffic before = lab().vcenter().traffic();
    try (RawTls client = client()) {
      client.head(
          "PUT " + TARGET + " HTTP/1.1",
          "Cookie: " + lab().vcenter().loginCookie(),
          "Content-Length: 500000000");
      Thread sender = new Thread(() -> client.sendUntilBroken(500_000_000));
      sender.start();
      sender.join(1500);

      assertThat(sender.isAlive()).isTrue();
      assertThat(lab().vcenter().traffic().since(before).httpsIn()).isLessThan(60_000_000);
      client.close();
      sender.join();
    }
  }

  @Test
  void chunkedBodiesAreTaken() throws Exception {
    HttpResponse<byte[]> answer =
        Web.send(
            "PUT",
            lab().vcenter().authority(),
            TARGET,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(CONTENT)),
            "Cookie",
            lab().vcenter().loginCookie());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(lab().datastore("vmstore").read("dir/f.bin")).isEqualTo(CONTENT);
  }

  @Test
  void emptyFilesAreFiles() throws Exception {
    String cookie = lab().vcenter().loginCookie();

    assertThat(Web.put(lab().vcenter().authority(), TARGET, new byte[0], cookie).statusCode())
        .isEqualTo(201);
    assertThat(lab().datastore("vmstore").read("dir/f.bin")).isEmpty();
  }

  @Test
  void downloadsAreRelayedToo() throws Exception {
    lab().datastore("vmstore").write("dir/f.bin", CONTENT);
    String cookie = lab().vcenter().loginCookie();
    String vcenter = lab().vcenter().authority();

    assertThat(Web.get(vcenter, TARGET, "Cookie", cookie).body()).isEqualTo(CONTENT);
    HttpResponse<byte[]> part =
        Web.get(vcenter, TARGET, "Cookie", cookie, "Range", "bytes=2999990-");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 2_999_990, 3_000_000));
    assertThat(lab().vcenter().traffic().nfcIn()).isGreaterThan(3_000_000);
  }

  @Test
  void oneConnectionServesManyRequests() throws Exception {
    String cookie = "Cookie: " + lab().vcenter().loginCookie();
    try (RawTls client = client()) {
      client.head("PUT " + TARGET + " HTTP/1.1", cookie, "Content-Length: 3");
      client.send(new byte[3]);
      client.head("GET /folder?dcPath=DC HTTP/1.1", cookie);
      client.head("HEAD " + TARGET + " HTTP/1.1", cookie, "Connection: close");
      String answers = client.readAnswer();

      assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(4);
      assertThat(answers).contains("201 Created", ">vmstore<").contains("content-length: 3");
    }
  }

  @Test
  void sessionIsNeeded() throws Exception {
    assertThat(putSmall(TARGET, "a=b")).isEqualTo(401);
    assertThat(putSmall(TARGET, "vmware_soap_session=\"guess\"")).isEqualTo(401);
    String cookie = lab().vcenter().loginCookie();
    assertThat(putSmall(TARGET, cookie.replace("\"", ""))).isEqualTo(201);
    lab().vcenter().expireSessions();
    assertThat(putSmall(TARGET, cookie)).isEqualTo(401);
  }

  @Test
  void wrongPlacesAre404AndDirectories405() throws Exception {
    assertThat(putSmall("/folder/x?dcPath=ha-datacenter&dsName=vmstore")).isEqualTo(404);
    assertThat(putSmall("/folder/x?dsName=vmstore")).isEqualTo(404);
    assertThat(putSmall("/folder/x?dcPath=DC&dsName=nothere")).isEqualTo(404);
    assertThat(putSmall("/folder/x?dcPath=/DC&dsName=vmstore")).isEqualTo(201);
    assertThat(putSmall("/folder/x/?dcPath=DC&dsName=vmstore")).isEqualTo(200);
    lab().datastore("vmstore").store().makeDirectory("d", false);
    assertThat(putSmall("/folder/d?dcPath=DC&dsName=vmstore")).isEqualTo(405);
    assertThat(putSmall("/other/x?dcPath=DC&dsName=vmstore")).isEqualTo(400);
  }

  @Test
  void datacenterInAFolderWithOddNameIsFoundByItsEncodedPath() throws Exception {
    LabModel odd =
        LabModel.builder()
            .datacenters(List.of(new DatacenterModel("datacenter-2", "R&D/1", List.of("Nord 1"))))
            .hosts(LabModel.standard(1).hosts())
            .addDatastore(DatastoreModel.vmfs("datastore-31", "vmstore", List.of("host-21")))
            .build();
    try (Lab lab = Lab.start(odd)) {
      String cookie = lab.vcenter().loginCookie();
      String page =
          new String(
              Web.get(lab.vcenter().authority(), "/folder", "Cookie", cookie).body(),
              StandardCharsets.UTF_8);
      assertThat(page).contains("/folder?dcPath=Nord%201%2FR%26D%252f1");
      for (String dcPath : List.of("Nord%201/R%26D%252f1", "Nord%25201/R%2526D%25252f1")) {
        String target = "/folder/x?dcPath=" + dcPath + "&dsName=vmstore";
        assertThat(Web.put(lab.vcenter().authority(), target, CONTENT, cookie).statusCode())
            .isBetween(200, 201);
      }
    }
  }

  @Test
  void missingRightsLookLikeAMissingPlace() throws Exception {
    UserModel poor =
        new UserModel("poor", "p", List.of(new Withheld("Datastore.FileManagement", null)));
    UserModel noDirect =
        new UserModel("nodirect", "p", List.of(new Withheld("Host.Config.SystemManagement", null)));
    LabModel model = LabModel.standard(1).toBuilder().users(List.of(poor, noDirect)).build();
    try (Lab lab = Lab.start(model)) {
      String cookie = lab.vcenter().loginCookie();
      assertThat(Web.put(lab.vcenter().authority(), TARGET, random(1000), cookie).statusCode())
          .isEqualTo(404);
      String direct = "/folder/x?dsName=vmstore";
      String host = lab.host("ESX1").authority();
      String ticket =
          "vmware_cgi_ticket="
              + lab.state().tickets().issue("host-21", "PUT", direct, noDirect).id();
      assertThat(Web.put(host, direct, new byte[1], ticket).statusCode()).isEqualTo(401);
    }
  }
}
