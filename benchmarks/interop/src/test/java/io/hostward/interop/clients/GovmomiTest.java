package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.Dialogue;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of VMware's Go library do by SOAP. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class GovmomiTest {
  private static Path program;

  @TempDir Path folder;
  private final Lab lab = Lab.start();

  @BeforeAll
  static void build() {
    program = GoProgram.build("govmomi");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Client vcenter() throws Exception {
    return Client.ofVcenter(lab, folder, "" + program);
  }

  @Test
  void logsInToOneSessionAndOutOfIt() throws Exception {
    try (Dialogue login = vcenter().start("login")) {
      login.awaitReady();
      assertThat(lab.vcenter().sessions()).isEqualTo(1);
      login.goOn();
      JsonNode found = login.end();
      assertThat(found.get("user").asText()).isEqualTo(lab.user().name());
      assertThat(found.get("vcenter").asBoolean()).isTrue();
      assertThat(found.get("version").asText()).isEqualTo("8.0.3");
      assertThat(lab.vcenter().sessions()).isZero();
    }
  }

  @Test
  void logsInToAHostItself() throws Exception {
    try (Dialogue login = Client.ofHost(lab.host("ESX1"), folder, "" + program).start("login")) {
      login.awaitReady();
      assertThat(lab.vcenter().sessions()).isZero();
      login.goOn();
      JsonNode found = login.end();
      assertThat(found.get("user").asText()).isEqualTo(lab.host("ESX1").user().name());
      assertThat(found.get("apiType").asText()).isEqualTo("HostAgent");
    }
  }

  @Test
  void isToldOfAWrongPasswordAndStaysOutside() throws Exception {
    JsonNode found = vcenter().run("wrongPassword");
    assertThat(found.get("fault").asText()).isEqualTo("InvalidLogin");
    assertThat(found.get("later").asText()).isEqualTo("NotAuthenticated");
    assertThat(lab.vcenter().sessions()).isZero();
  }

  @Test
  void isToldOfAnExpiredSessionAndLogsInAgain() throws Exception {
    try (Dialogue expiry = vcenter().start("expiry")) {
      expiry.awaitReady();
      lab.vcenter().expireSessions();
      expiry.goOn();
      JsonNode found = expiry.end();
      assertThat(found.get("before").asText()).isEmpty();
      assertThat(found.get("expired").asText()).isEqualTo("NotAuthenticated");
      assertThat(found.get("session").asBoolean()).isFalse();
      assertThat(found.get("again").asText()).isEmpty();
    }
  }

  @Test
  void keepsASessionAliveThatWouldExpireOtherwise() throws Exception {
    LabModel model =
        LabModel.standard(1).toBuilder().sessionIdleTimeout(Duration.ofSeconds(2)).build();
    try (Lab hasty = Lab.start(model)) {
      JsonNode found =
          Client.ofVcenter(hasty, folder, "" + program).run("keepAlive", "idle=3s", "every=250ms");
      assertThat(found.get("with").asText()).isEmpty();
      assertThat(found.get("without").asText()).isEqualTo("NotAuthenticated");
    }
  }

  @Test
  void findsDatacenterDatastoreAndHostsByNameAndPattern() throws Exception {
    JsonNode found = vcenter().run("find", "datastore=vmstore", "host=Cluster/ESX2");
    assertThat(found.get("datacenter").asText()).isEqualTo("/DC");
    assertThat(found.get("dcPath").asText()).isEqualTo("/DC");
    assertThat(found.get("datastore").asText()).isEqualTo(lab.datastore("vmstore").moid());
    assertThat(found.get("host").asText()).isEqualTo(lab.host("ESX2").id());
    assertThat(found.get("hosts"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "/DC/host/Cluster/ESX1",
            "/DC/host/Cluster/ESX2",
            "/DC/host/Cluster/ESX3",
            "/DC/host/Cluster/ESX4");
    assertThat(found.get("notFound").asBoolean()).isTrue();
    assertThat(found.get("attached").asInt()).isEqualTo(4);
  }

  @Test
  void readsAllHostsThroughAContainerView() throws Exception {
    JsonNode found = vcenter().run("view", "host=ESX3");
    assertThat(found.get("states")).hasSize(4).allMatch(s -> s.asText().equals("connected"));
    assertThat(found.get("speeds")).hasSize(4).allMatch(s -> s.asInt() == 10_000);
    assertThat(found.get("memory").asLong()).isEqualTo(64L << 30);
    assertThat(found.get("found")).hasSize(1);
    assertThat(found.at("/found/0/Value").asText()).isEqualTo(lab.host("ESX3").id());
    assertThat(found.get("destroy").asText()).isEmpty();
  }

  @Test
  void readsManyHostsPageByPage() throws Exception {
    try (Lab large = Lab.start(LabModel.standard(23))) {
      JsonNode found = Client.ofVcenter(large, folder, "" + program).run("page", "size=10");
      assertThat(found.get("sizes")).extracting(JsonNode::asInt).containsExactly(10, 10, 3);
      assertThat(found.get("names"))
          .extracting(JsonNode::asText)
          .doesNotHaveDuplicates()
          .hasSize(23);
    }
  }

  @Test
  void samplesPerformanceCountersByNameAsNumbersAndAsCsv() throws Exception {
    try (Lab busy = Lab.start(BusyHost.model())) {
      JsonNode found =
          Client.ofVcenter(busy, folder, "" + program)
              .run("performance", "host=" + busy.host(BusyHost.NAME).id());
      assertThat(found.get("refresh").asInt()).isEqualTo(20);
      assertThat(found.get("entity").asText()).isEqualTo(busy.host(BusyHost.NAME).id());
      assertThat(found.get("samples").asInt()).isEqualTo(3);
      BusyHost.USAGE.forEach(
          (counter, value) -> {
            assertThat(found.get("values").get(counter))
                .as(counter)
                .extracting(JsonNode::asLong)
                .containsExactly(value, value, value);
            assertThat(found.get("csv").get(counter).asText())
                .as(counter)
                .isEqualTo(value + "," + value + "," + value);
          });
      assertThat(found.get("info").asText().split(",", -1)).hasSize(6).contains("20");
    }
  }

  @Test
  void isToldOfAHostThatEntersMaintenance() throws Exception {
    try (Dialogue wait = vcenter().start("wait", "host=" + lab.host("ESX4").id())) {
      wait.awaitReady();
      lab.host("ESX4").setMaintenance(true);
      wait.goOn();
      assertThat(wait.end().get("seen"))
          .extracting(JsonNode::asBoolean)
          .containsExactly(false, true);
    }
  }
}
