package io.hostward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.fault.FaultRule;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.ManagementNic;
import io.hostward.lab.model.StorageMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lab as a whole: models, ports, storage, closing. */
@Timeout(60)
@ExtendWith(LabExtension.class)
final class LabTest {
  private static int put(LabHost host, String target, byte[] body, String cookie) throws Exception {
    return Web.put(host.authority(), target, body, cookie).statusCode();
  }

  @Test
  void defaultModelIsTheExperimentOf2013(Lab lab) {
    assertThat(lab.hosts())
        .extracting(LabHost::name)
        .containsExactly("ESX1", "ESX2", "ESX3", "ESX4");
    assertThat(lab.datastores())
        .extracting(LabDatastore::name)
        .containsExactly("ESX1-local", "ESX2-local", "ESX3-local", "ESX4-local", "vmstore");
    assertThat(lab.vcenter().authority()).matches("127\\.0\\.0\\.(10|1):\\d+");
    assertThat(lab.url().getPath()).isEqualTo("/sdk");
    assertThat(lab.thumbprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(lab.host("ESX3").identity().sha1()).matches("([0-9A-F]{2}:){19}[0-9A-F]{2}");
  }

  @Test
  void serverShowsTheCertificateThatTheModelAnnounces(Lab lab) throws Exception {
    LabHost host = lab.host("ESX1");
    try (RawTls client = RawTls.connect(host.address(), host.httpsPort())) {
      assertThat(client.certificate()).isEqualTo(host.identity().certificate());
      assertThat(client.certificate().getSubjectAlternativeNames())
          .anySatisfy(name -> assertThat(name.get(1)).isEqualTo(host.address()));
    }
  }

  @Test
  void versionsAreToldWithoutLogin(Lab lab) throws Exception {
    String xml =
        new String(
            Web.get(lab.vcenter().authority(), "/sdk/vimServiceVersions.xml").body(),
            StandardCharsets.UTF_8);

    assertThat(xml).contains("<name>urn:vim25</name>", "<version>8.0.3.0</version>", "5.5");
    assertThat(Web.get(lab.vcenter().authority(), "/sdk").statusCode()).isEqualTo(405);
    assertThat(Web.get(lab.vcenter().authority(), "/ui").statusCode()).isEqualTo(404);
  }

  @Test
  void standaloneHostTakesItsOwnSession() throws Exception {
    try (Lab lab = Lab.start(LabModel.standaloneHost())) {
      LabHost host = lab.hosts().get(0);
      assertThat(lab.url()).isEqualTo(host.url());
      assertThatThrownBy(lab::vcenter).isInstanceOf(IllegalStateException.class);
      assertThat(put(host, "/folder/a?dsName=datastore1", new byte[5], host.loginCookie()))
          .isEqualTo(201);
      assertThat(put(host, "/folder/a?dsName=datastore1", new byte[5], "a=b")).isEqualTo(401);
      assertThat(lab.datastore("datastore1").read("a")).hasSize(5);
    }
  }

  @Test
  void directoryStoreShowsRealFilesAndKeepsThem(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("before.txt"), "old");
    LabModel model =
        LabModel.standard(1).toBuilder()
            .datastore("vmstore", d -> d.withStorage(new StorageMode.Directory(directory)))
            .build();
    try (Lab lab = Lab.start(model)) {
      LabHost host = lab.host("ESX1");
      String target = "/folder/new/a.txt?dsName=vmstore";
      put(host, target, "new".getBytes(StandardCharsets.UTF_8), host.ticketCookie("PUT", target));
      assertThat(lab.datastore("vmstore").files()).containsExactly("before.txt", "new/a.txt");
    }
    assertThat(directory.resolve("new/a.txt")).hasContent("new");
  }

  @Test
  void discardingStoreKnowsSizeAndHashButNotTheContent() throws Exception {
    LabModel model =
        LabModel.standard(1).toBuilder()
            .datastore("vmstore", d -> d.withStorage(StorageMode.discard()))
            .build();
    try (Lab lab = Lab.start(model)) {
      LabHost host = lab.host("ESX1");
      String target = "/folder/big?dsName=vmstore";
      put(host, target, new byte[1_000_000], host.ticketCookie("PUT", target));

      assertThat(lab.datastore("vmstore").sha256("big"))
          .isEqualTo("d29751f2649b32ff572b5e0a9f541ea660a50f94ff0beedfb0b692b924cc8025");
      assertThat(
              Web.get(host.authority(), target, "Cookie", host.ticketCookie("GET", target))
                  .statusCode())
          .isEqualTo(500);
    }
  }

  @Test
  void vsanTakesNothingAtItsTopLevel() throws Exception {
    LabModel model =
        LabModel.standard(1).toBuilder().datastore("vmstore", d -> d.withType("vsan")).build();
    try (Lab lab = Lab.start(model)) {
      lab.datastore("vmstore").store().makeDirectory("namespace", false);
      String cookie = lab.host("ESX1").loginCookie();
      LabHost host = lab.host("ESX1");
      assertThat(put(host, "/folder/a?dsName=vmstore", new byte[5], cookie)).isEqualTo(500);
      assertThat(put(host, "/folder/b/a?dsName=vmstore", new byte[5], cookie)).isEqualTo(500);
      assertThat(put(host, "/folder/namespace/a?dsName=vmstore", new byte[5], cookie))
          .isEqualTo(201);
    }
  }

  @Test
  void capHoldsOverAllConnections() throws Exception {
    LabModel model =
        LabModel.standard(1).toBuilder().eachHost(h -> h.bytesPerSecond(4_000_000)).build();
    try (Lab lab = Lab.start(model)) {
      LabHost host = lab.host("ESX1");
      String cookie = host.loginCookie();
      // The cap is paid for afterwards, so it is the later connections that must wait.
      long start = System.nanoTime();
      for (int i = 0; i < 3; i++) {
        put(host, "/folder/a?dsName=vmstore", new byte[2_000_000], cookie);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));

      start = System.nanoTime();
      for (int i = 0; i < 3; i++) {
        Web.get(host.authority(), "/folder/a?dsName=vmstore", "Cookie", cookie);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
    }
  }

  @Test
  void configuredPortIsUsedAndATakenOneIsNamed(Lab lab) throws Exception {
    int free;
    try (ServerSocket probe = new ServerSocket(0)) {
      free = probe.getLocalPort();
    }
    LabModel fixed =
        LabModel.standard(1).toBuilder()
            .eachHost(h -> h.httpsPort(free).address("127.0.0.1"))
            .build();
    try (Lab other = Lab.start(fixed)) {
      assertThat(other.host("ESX1").authority()).isEqualTo("127.0.0.1:" + free);
      assertThatThrownBy(() -> Lab.start(fixed))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + free);
    }
  }

  /** What happens on macOS with every address but 127.0.0.1. */
  @Test
  void addressThatTheMachineDoesNotHaveIsReplaced() throws Exception {
    LabModel model = LabModel.standard(2).toBuilder().eachHost(h -> h.address("192.0.2.1")).build();
    try (Lab lab = Lab.start(model)) {
      LabHost host = lab.host("ESX2");
      assertThat(host.address()).isEqualTo("127.0.0.1");
      assertThat(put(host, "/folder/a?dsName=vmstore", new byte[5], host.loginCookie()))
          .isEqualTo(201);
      assertThat(lab.state().hostByAuthority("127.0.0.1", host.httpsPort()))
          .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("ESX2"));
      assertThat(lab.state().host(host.id()).orElseThrow().managementNics())
          .extracting(ManagementNic::ipv4)
          .containsExactly("127.0.0.1");
    }
  }

  @Test
  void soapCanFailBelowSoap(Lab lab) throws Exception {
    lab.vcenter().once(new Fault.SoapStatus(502));
    lab.vcenter().once(new Fault.SoapSlow(Duration.ofMillis(200)));
    lab.vcenter().once(new Fault.SessionExpired());
    lab.vcenter().loginCookie();
    long start = System.nanoTime();
    assertThat(post(lab).statusCode()).isEqualTo(502);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
    assertThat(lab.vcenter().sessions()).isEqualTo(1);

    HttpResponse<byte[]> second = post(lab);
    assertThat(second.statusCode()).isEqualTo(500);
    assertThat(new String(second.body(), StandardCharsets.UTF_8)).contains("faultcode");
    assertThat(lab.vcenter().sessions()).isZero();
  }

  private static HttpResponse<byte[]> post(Lab lab) throws Exception {
    return Web.send(
        "POST", lab.vcenter().authority(), "/sdk", BodyPublishers.ofString("<not-an-envelope/>"));
  }

  @Test
  void hostWithoutSocketsIsInTheInventoryOnly() {
    LabModel model = LabModel.standard(2).toBuilder().host("ESX2", h -> h.sockets(false)).build();
    try (Lab lab = Lab.start(model)) {
      assertThat(lab.state().hosts()).hasSize(2);
      assertThatThrownBy(() -> lab.host("ESX2").kill())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("sockets");
    }
  }

  @Test
  void killedDoorStaysShutWhateverHappensToTheRules(Lab lab) {
    LabHost host = lab.host("ESX1");
    host.kill(Entrance.HTTPS);
    host.add(FaultRule.once(host.id(), new Fault.DiskFull(1)).at(Entrance.NFC));
    host.clearFaults();

    assertThatThrownBy(() -> new Socket(host.address(), host.httpsPort()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void nothingPrintsASecret(Lab lab) {
    assertThat(LabModel.ADMINISTRATOR.toString()).doesNotContain("Lab-pass");
    assertThat(lab.model().toString()).doesNotContain("Lab-pass").doesNotContain("Lab-root");
  }

  @Test
  void modelsWithMistakesAreRefused() {
    assertThatThrownBy(
            () ->
                LabModel.standard(1).toBuilder()
                    .addDatastore(DatastoreModel.vmfs("datastore-99", "x", List.of("host-99")))
                    .build())
        .hasMessageContaining("host-99");
    assertThatThrownBy(() -> LabModel.standard().toBuilder().host("ESX9", h -> h))
        .hasMessageContaining("ESX9");
  }

  /** A client that comes back is known by its ticket, and is not sent the certificate again. */
  @Test
  void tlsSessionsAreResumed(Lab lab) throws Exception {
    LabHost host = lab.host("ESX1");
    long first = handshake(host);
    assertThat(handshake(host))
        .isLessThan(first - host.identity().certificate().getEncoded().length / 2);
    host.once(new Fault.WrongCertificate());
    try (RawTls client = RawTls.connect(host.address(), host.httpsPort())) {
      assertThat(client.certificate()).isNotEqualTo(host.identity().certificate());
    }
  }

  /** Bytes that the host sends for an answer of one size, and before it. */
  private static long handshake(LabHost host) throws Exception {
    long before = host.traffic().httpsOut();
    try (RawTls client = RawTls.connect(host.address(), host.httpsPort())) {
      client.head("GET /folder HTTP/1.1", "Connection: close");
      assertThat(client.readAnswer()).startsWith("HTTP/1.1 401 ");
    }
    return host.traffic().httpsOut() - before;
  }

  @Test
  void folderThatCannotBeMadeIsNamedWithItsDatastore(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    LabModel model =
        LabModel.standard(1).toBuilder()
            .eachDatastore(d -> d.withStorage(new StorageMode.Directory(file.resolve(d.name()))))
            .build();
    assertThatThrownBy(() -> Lab.start(model))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessageContaining("datastore ESX1-local cannot keep its files in " + file)
        .hasMessageContaining("choose another folder");
  }
}
