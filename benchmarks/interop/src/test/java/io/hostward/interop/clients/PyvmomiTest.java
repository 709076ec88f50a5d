package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.Dialogue;
import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.LabModel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of VMware's Python library do by SOAP. */
@Needs(pythonModules = "pyVmomi", packages = "python3-pyvmomi")
class PyvmomiTest {
  private static final String[] PROGRAM = {Programs.PYTHON, "src/test/python/pyvmomi_client.py"};

  @TempDir Path folder;
  private final Lab lab = Lab.start();

  @AfterEach
  void close() {
    lab.close();
  }

  private Client vcenter() throws Exception {
    return Client.ofVcenter(lab, folder, PROGRAM);
  }

  @Test
  void logsInInTheNewestVersionThatBothSpeakAndOut() throws Exception {
    try (Dialogue login = vcenter().start("login")) {
      login.awaitReady();
      assertThat(lab.vcenter().sessions()).isEqualTo(1);
      login.goOn();
      JsonNode found = login.end();
      assertThat(found.get("user").asText()).isEqualTo(lab.user().name());
      assertThat(found.get("apiType").asText()).isEqualTo("VirtualCenter");
      assertThat(found.get("version").asText()).isEqualTo("8.0.3");
      assertThat(found.get("spoken").asText()).startsWith("vim.version.version");
      assertThat(lab.vcenter().sessions()).isZero();
    }
  }

  @Test
  void logsInToAHostItself() throws Exception {
    try (Dialogue login = Client.ofHost(lab.host("ESX2"), folder, PROGRAM).start("login")) {
      login.awaitReady();
      login.goOn();
      JsonNode found = login.end();
      assertThat(found.get("user").asText()).isEqualTo(lab.host("ESX2").user().name());
      assertThat(found.get("apiType").asText()).isEqualTo("HostAgent");
      assertThat(lab.vcenter().sessions()).isZero();
    }
  }

  @Test
  void isToldOfAWrongPassword() throws Exception {
    assertThat(vcenter().run("wrongPassword").get("fault").asText())
        .isEqualTo("vim.fault.InvalidLogin");
    assertThat(lab.vcenter().sessions()).isZero();
  }

  @Test
  void trustsTheRightThumbprintAndNoOther() throws Exception {
    JsonNode found =
        vcenter().with("LAB_THUMBPRINT", lab.vcenter().identity().sha1()).run("thumbprint");
    assertThat(found.get("right").asText()).isEmpty();
    assertThat(found.get("wrong").asText()).isEqualTo("vim.fault.HostConnectFault");
  }

  @Test
  void isToldOfAnExpiredSessionAndLogsInAgain() throws Exception {
    try (Dialogue expiry = vcenter().start("expiry")) {
      expiry.awaitReady();
      lab.vcenter().expireSessions();
      expiry.goOn();
      JsonNode found = expiry.end();
      assertThat(found.get("before").asText()).isEmpty();
      assertThat(found.get("expired").asText()).isEqualTo("vim.fault.NotAuthenticated");
      assertThat(found.get("again").asText()).isEmpty();
    }
  }

  @Test
  void readsAHostAndItsDatastoresPropertyByProperty() throws Exception {
    LabHost host = lab.host("ESX1");
    JsonNode found = vcenter().run("inventory", "host=ESX1");
    assertThat(found.get("hosts"))
        .extracting(JsonNode::asText)
        .containsExactly("ESX1", "ESX2", "ESX3", "ESX4");
    assertThat(found.get("id").asText()).isEqualTo(host.id());
    assertThat(found.get("state").asText()).isEqualTo("connected");
    assertThat(found.get("power").asText()).isEqualTo("poweredOn");
    assertThat(found.get("maintenance").asBoolean()).isFalse();
    assertThat(found.get("cores").asInt()).isEqualTo(16);
    assertThat(found.get("memory").asLong()).isEqualTo(64L << 30);
    assertThat(found.get("cluster").asText()).isEqualTo("Cluster");
    assertThat(found.get("datastores"))
        .extracting(JsonNode::asText)
        .containsExactly("ESX1-local", "vmstore");
    assertThat(found.get("type").asText()).isEqualTo("VMFS");
    assertThat(found.get("mounts")).hasSize(4).allMatch(m -> m.asText().equals("readWrite"));
    assertThat(found.get("addresses")).extracting(JsonNode::asText).containsExactly(host.address());
    assertThat(found.get("path").asText()).isEqualTo(host.id());
    assertThat(found.get("nothing").isNull()).isTrue();
  }

  @Test
  void readsManyHostsPageByPage() throws Exception {
    try (Lab large = Lab.start(LabModel.standard(23))) {
      JsonNode found = Client.ofVcenter(large, folder, PROGRAM).run("pages", "size=10");
      assertThat(found.get("sizes")).extracting(JsonNode::asInt).containsExactly(10, 10, 3);
      assertThat(found.get("names"))
          .extracting(JsonNode::asText)
          .doesNotHaveDuplicates()
          .hasSize(23);
    }
  }

  @Test
  void isToldOfPropertiesAndObjectsThatDoNotExist() throws Exception {
    JsonNode found = vcenter().run("missing", "host=ESX1");
    assertThat(found.get("property").asText()).isEqualTo("vmodl.query.InvalidProperty");
    assertThat(found.get("object").asText()).isEqualTo("vmodl.fault.ManagedObjectNotFound");
  }

  @Test
  void readsPerformanceAsNumbersAndAsCsv() throws Exception {
    try (Lab busy = Lab.start(BusyHost.model())) {
      JsonNode found =
          Client.ofVcenter(busy, folder, PROGRAM).run("performance", "host=" + BusyHost.NAME);
      long cpu = BusyHost.USAGE.get("cpu.usage.average");
      String host = busy.host(BusyHost.NAME).id();
      assertThat(found.get("current").asBoolean()).isTrue();
      assertThat(found.get("refresh").asInt()).isEqualTo(20);
      assertThat(found.get("available").asBoolean()).isTrue();
      assertThat(found.get("unit").asText()).isEqualTo("percent");
      assertThat(found.get("normal")).extracting(JsonNode::asLong).containsExactly(cpu, cpu, cpu);
      assertThat(found.get("csv").asText()).isEqualTo(cpu + "," + cpu + "," + cpu);
      assertThat(found.get("csvType").asText()).endsWith("EntityMetricCSV");
      assertThat(found.get("normalEntity").asText()).isEqualTo(host);
      assertThat(found.get("csvEntity").asText()).isEqualTo(host);
    }
  }

  @Test
  void isToldOfAHostThatEntersMaintenance() throws Exception {
    try (Dialogue wait = vcenter().start("wait", "host=ESX4")) {
      wait.awaitReady();
      lab.host("ESX4").setMaintenance(true);
      wait.goOn();
      JsonNode found = wait.end();
      assertThat(found.get("seen")).extracting(JsonNode::asBoolean).containsExactly(false, true);
      assertThat(found.get("kinds"))
          .extracting(JsonNode::asText)
          .containsExactly("enter", "modify");
      assertThat(found.get("nothing").isNull()).isTrue();
    }
  }
}
