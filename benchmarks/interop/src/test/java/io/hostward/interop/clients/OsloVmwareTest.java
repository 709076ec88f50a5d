package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.Dialogue;
import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.MountModel;
import io.hostward.lab.state.UnauthenticatedReads;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What OpenStack does by SOAP. Its library makes itself from the server's WSDL documents, which the
 * lab must serve therefore.
 */
@Needs(pythonModules = "oslo_vmware", packages = "python3-oslo.vmware")
class OsloVmwareTest {
  private static final String[] PROGRAM = {Programs.PYTHON, "src/test/python/oslo_client.py"};

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
  void logsInByTheServersOwnDescriptionAndOut() throws Exception {
    try (Dialogue login = vcenter().start("login")) {
      login.awaitReady();
      assertThat(lab.vcenter().sessions()).isEqualTo(1);
      login.goOn();
      JsonNode found = login.end();
      assertThat(found.get("user").asText()).isEqualTo(lab.user().name());
      assertThat(found.get("apiType").asText()).isEqualTo("VirtualCenter");
      assertThat(found.get("version").asText()).isEqualTo("8.0.3");
      assertThat(found.get("active").asBoolean()).isTrue();
      assertThat(found.get("keyIsCookie").asBoolean()).isFalse();
      assertThat(lab.vcenter().sessions()).isZero();
    }
  }

  @Test
  void logsInToAHostItselfWhichCannotSayWhetherASessionIsActive() throws Exception {
    try (Dialogue login = Client.ofHost(lab.host("ESX2"), folder, PROGRAM).start("login")) {
      login.awaitReady();
      login.goOn();
      JsonNode found = login.end();
      assertThat(found.get("user").asText()).isEqualTo(lab.host("ESX2").user().name());
      assertThat(found.get("apiType").asText()).isEqualTo("HostAgent");
      assertThat(found.get("active").asBoolean()).isFalse();
    }
  }

  @Test
  void isToldOfAWrongPassword() throws Exception {
    assertThat(vcenter().run("wrongPassword").get("fault").asText()).isEqualTo("InvalidLogin");
    assertThat(lab.vcenter().sessions()).isZero();
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
  void takesAnEmptyAnswerForEmptyWhileItsSessionIsActive() throws Exception {
    JsonNode found = vcenter().run("empty");
    assertThat(found.get("found").asInt()).isZero();
    assertThat(found.get("key").asText()).isEqualTo("52");
  }

  @Test
  void findsTheHostsThatCanWriteToADatastore() throws Exception {
    var store = lab.state().datastore(lab.datastore("vmstore").moid()).orElseThrow();
    store.setMount(MountModel.healthy(lab.host("ESX2").id()).withAccessMode("readOnly"));
    store.setMount(
        MountModel.healthy(lab.host("ESX3").id()).withAccessible(false, "PermanentDeviceLoss"));
    lab.host("ESX4").setMaintenance(true);

    JsonNode found = vcenter().run("datastore");

    assertThat(found.get("hosts"))
        .extracting(JsonNode::asText)
        .containsExactly(lab.host("ESX1").id());
    assertThat(found.get("mounts")).hasSize(4);
    assertThat(found.get("mounts").get(lab.host("ESX2").id()).asBoolean()).isFalse();
    assertThat(found.get("mounts").get(lab.host("ESX3").id()).asBoolean()).isFalse();
    assertThat(found.get("mounts").get(lab.host("ESX4").id()).asBoolean()).isTrue();
  }

  @Test
  void readsADatastoresFactsAndPath() throws Exception {
    JsonNode found = vcenter().run("datastore");
    assertThat(found.get("type").asText()).isEqualTo("VMFS");
    assertThat(found.get("capacity").asLong()).isGreaterThanOrEqualTo(found.get("free").asLong());
    assertThat(found.get("path").asText()).isEqualTo("[vmstore] iso/a.iso");
    assertThat(found.get("inventory").asText()).isEqualTo("/DC/datastore/vmstore");
    assertThat(found.get("accessible").asBoolean()).isTrue();
    assertThat(found.get("hosts")).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void logsInAgainWheneverItsSessionHasExpired(UnauthenticatedReads answer) throws Exception {
    lab.state().soap().setUnauthenticatedReads(answer);
    try (Dialogue expiry = vcenter().start("expiry")) {
      expiry.awaitReady();
      lab.vcenter().expireSessions();
      expiry.goOn();
      JsonNode found = expiry.end();
      assertThat(found.get("hosts").asInt()).isEqualTo(4);
      assertThat(found.get("another").asBoolean()).isTrue();
      assertThat(lab.vcenter().sessions()).isZero();
    }
  }

  @Test
  void goesOnInItsSessionOnceVcenterIsBack() throws Exception {
    try (Dialogue restart = vcenter().start("restart")) {
      restart.awaitReady();
      lab.vcenter().kill();
      restart.goOn();
      restart.awaitReady();
      lab.vcenter().revive();
      restart.goOn();
      assertThat(restart.end().get("hosts").asInt()).isEqualTo(4);
      assertThat(lab.vcenter().sessions()).isZero();
    }
  }
}
