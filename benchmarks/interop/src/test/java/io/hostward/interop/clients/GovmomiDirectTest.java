package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.clients.Content.Way;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.HostTrust;
import io.hostward.lab.model.LabModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What VMware's Go library does with {@code GOVMOMI_USE_SERVICE_TICKET}: it goes to port 443 of a
 * host's management address, so the lab's hosts must listen there.
 */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    ports = 443,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class GovmomiDirectTest {
  private static Path program;

  @TempDir Path folder;
  private Lab lab;

  @BeforeAll
  static void build() {
    program = GoProgram.build("govmomi");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  /** Addresses that no other suite uses, as they may run at the same time. */
  private static String address(int number) {
    return "127.43.0." + number;
  }

  private void start(HostTrust trust) {
    List<HostModel> hosts = LabModel.standard(3).hosts();
    var model = LabModel.standard(3).toBuilder();
    for (int i = 0; i < hosts.size(); i++) {
      String address = address(i + 1);
      model.host(hosts.get(i).name(), host -> host.address(address).httpsPort(443).trust(trust));
    }
    lab = Lab.start(model.build());
  }

  private Client direct() throws Exception {
    return Client.ofVcenter(lab, folder, "" + program).with("GOVMOMI_USE_SERVICE_TICKET", "true");
  }

  private LabDatastore store() {
    return lab.datastore("vmstore");
  }

  @Test
  void uploadsStraightToAHostWithATicket() throws Exception {
    start(HostTrust.SHA1_AND_SHA256);
    Content content = Content.random(folder);
    JsonNode found =
        direct().run("upload", "datastore=vmstore", "from=" + content.file(), "to=iso/a b.iso");
    assertThat(found.get("error").asText()).isEmpty();
    assertThat(store().sha256("iso/a b.iso")).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Way.DIRECT);
  }

  @Test
  void downloadsStraightFromAHostWithATicket() throws Exception {
    start(HostTrust.SHA1_AND_SHA256);
    Content content = Content.random(folder);
    store().write("a.bin", content.bytes());
    JsonNode found = direct().run("download", "datastore=vmstore", "from=a.bin");
    assertThat(found.get("sha256").asText()).isEqualTo(content.sha256());
    assertThat(content.wayOut(lab)).isEqualTo(Way.DIRECT);
  }

  @Test
  void leavesDisconnectedHostsOut() throws Exception {
    start(HostTrust.SHA1_AND_SHA256);
    Content content = Content.random(folder);
    lab.host("ESX1").setConnection(ConnectionState.DISCONNECTED);
    lab.host("ESX3").setConnection(ConnectionState.NOT_RESPONDING);
    direct().run("upload", "datastore=vmstore", "from=" + content.file(), "to=a.bin");
    assertThat(store().sha256("a.bin")).isEqualTo(content.sha256());
    assertThat(lab.host("ESX2").traffic().httpsIn()).isGreaterThan(content.bytes().length);
  }

  @Test
  void goesToTheHostThatTheCallerNames() throws Exception {
    start(HostTrust.SHA1_AND_SHA256);
    Content content = Content.random(folder);
    LabHost third = lab.host("ESX3");
    Client.ofVcenter(lab, folder, "" + program)
        .run(
            "upload",
            "datastore=vmstore",
            "from=" + content.file(),
            "to=a.bin",
            "host=" + third.id());
    assertThat(store().sha256("a.bin")).isEqualTo(content.sha256());
    assertThat(third.traffic().httpsIn()).isGreaterThan(content.bytes().length);
  }

  @Test
  void trustsAHostByTheThumbprintOfItsTicketAlone() throws Exception {
    start(HostTrust.SHA1);
    Content content = Content.random(folder);
    JsonNode found =
        direct()
            .trusting(folder, lab.vcenter().identity().pem())
            .run("upload", "datastore=vmstore", "from=" + content.file(), "to=a.bin");
    assertThat(found.get("error").asText()).isEmpty();
    assertThat(store().sha256("a.bin")).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Way.DIRECT);
  }

  @Test
  void sendsNothingToAHostThatNothingVouchesFor() throws Exception {
    start(HostTrust.NOTHING);
    Content content = Content.random(folder);
    JsonNode found =
        direct()
            .trusting(folder, lab.vcenter().identity().pem())
            .run("upload", "datastore=vmstore", "from=" + content.file(), "to=a.bin");
    assertThat(found.get("error").asText()).contains("x509");
    assertThat(store().files()).isEmpty();
  }
}
