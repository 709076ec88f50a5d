package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What govc's commands ask for. Debian has the library that govc is made of, and not govc, so that
 * a program of ours makes the same calls by that library.
 */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class GovcTest {
  private static final String STORE = "datastore=vmstore";
  private static Path program;

  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final LabDatastore store = lab.datastore("vmstore");

  @BeforeAll
  static void build() {
    program = GoProgram.build("govmomi");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private JsonNode govc(String command, String... arguments) throws Exception {
    return Client.ofVcenter(lab, folder, "" + program).run("govc " + command, arguments);
  }

  private void assertDone(String command, String... arguments) throws Exception {
    assertThat(govc(command, arguments).get("error").asText()).as(command).isEmpty();
  }

  private void assertFault(String fault, String command, String... arguments) throws Exception {
    assertThat(govc(command, arguments).get("error").asText()).as(command).isEqualTo(fault);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aboutLsAndFindLookAround() throws Exception {
    assertThat(govc("about").get("api").asText()).isEqualTo("VirtualCenter");
    assertThat(govc("ls", "path=/").get("paths"))
        .extracting(JsonNode::asText)
        .containsExactly("/DC");
    assertThat(govc("ls", "path=/DC/datastore").get("paths"))
        .extracting(JsonNode::asText)
        .hasSize(5)
        .contains("/DC/datastore/vmstore", "/DC/datastore/ESX4-local");
    assertThat(govc("find", "type=Datastore", "name=*2-local").get("paths"))
        .extracting(JsonNode::asText)
        .containsExactly("/DC/datastore/ESX2-local");
  }

  @Test
  void sessionLsListsTheSessionsOfAll() throws Exception {
    String other = lab.vcenter().loginCookie();
    JsonNode sessions = govc("session.ls").get("sessions");
    assertThat(other).isNotEmpty();
    assertThat(sessions).hasSize(2);
    assertThat(sessions)
        .filteredOn(session -> session.get("current").asBoolean())
        .singleElement()
        .satisfies(
            own -> {
              assertThat(own.get("name").asText()).isEqualTo(lab.user().name());
              assertThat(own.get("host").asText()).startsWith("127.");
              assertThat(own.get("agent").asText()).contains("Go");
              assertThat(own.get("idle").asDouble()).isBetween(-1.0, 30.0);
            });
  }

  @Test
  void metricLsListsWhatAHostMeasures() throws Exception {
    JsonNode host = govc("metric.ls", "path=/DC/host/Cluster/ESX1");
    assertThat(host.get("interval").asInt()).isEqualTo(20);
    assertThat(host.get("metrics").get("net.received.average").asInt()).isEqualTo(2);
    assertThat(host.get("metrics").get("datastore.write.average").asInt()).isEqualTo(2);
    JsonNode cluster = govc("metric.ls", "path=/DC/host/Cluster");
    assertThat(cluster.get("realTime").asBoolean()).isFalse();
    assertThat(cluster.get("interval").asInt()).isEqualTo(300);
    assertThat(govc("metric.interval.info").get("periods")).hasSize(4);
  }

  @Test
  void datastoreInfoReadsAllProperties() throws Exception {
    JsonNode all = govc("datastore.info", "path=*").get("datastores");
    assertThat(all).hasSize(5);
    assertThat(all.at("/vmstore/type").asText()).isEqualTo("VMFS");
    assertThat(all.at("/vmstore/hosts").asInt()).isEqualTo(4);
    assertThat(all.at("/vmstore/capacity").asLong()).isEqualTo(store.store().capacity());
  }

  @Test
  void datastoreLsListsShortLongDeepAndByPattern() throws Exception {
    store.write("iso/a.iso", bytes("12345"));
    store.write("iso/b.txt", bytes("1"));
    store.write("iso/deep/c.iso", bytes("1"));
    JsonNode shortly = govc("datastore.ls", STORE, "path=iso").get("found");
    assertThat(shortly.get("FolderPath").asText()).isEqualTo("[vmstore] iso/");
    assertThat(shortly.get("File"))
        .extracting(file -> file.get("Path").asText())
        .containsExactly("a.iso", "b.txt", "deep");
    JsonNode longly = govc("datastore.ls", STORE, "path=iso", "long=1");
    assertThat(longly.at("/found/File/0/FileSize").asLong()).isEqualTo(5);
    JsonNode deep = govc("datastore.ls", STORE, "path=", "deep=1").get("found").elements().next();
    assertThat(deep)
        .extracting(found -> found.get("FolderPath").asText())
        .containsExactly("[vmstore]", "[vmstore] iso/", "[vmstore] iso/deep/");
    assertThat(govc("datastore.ls", STORE, "path=iso/*.iso").at("/found/File")).hasSize(1);
    assertFault("FileNotFound", "datastore.ls", STORE, "path=none/*.iso");
  }

  @Test
  void datastoreUploadDownloadAndTail() throws Exception {
    String lines =
        IntStream.rangeClosed(1, 5000).mapToObj(n -> n + "\n").collect(Collectors.joining());
    assertDone("datastore.upload", STORE, "to=log/a.log", "text=" + lines);
    assertDone("datastore.upload", STORE, "to=log/piped.log", "piped=1", "text=" + lines);
    assertThat(store.sha256("log/piped.log")).isEqualTo(store.sha256("log/a.log"));
    assertThat(govc("datastore.download", STORE, "from=log/a.log").get("text").asText())
        .isEqualTo(lines);
    assertThat(govc("datastore.tail", STORE, "from=log/a.log", "last=3").get("text").asText())
        .isEqualTo("4998\n4999\n5000\n");
    JsonNode all = govc("datastore.tail", STORE, "from=log/a.log", "last=6000");
    assertThat(all.get("text").asText()).isEqualTo(lines);
    JsonNode bytes = govc("datastore.tail", STORE, "from=log/a.log", "last=6", "of=bytes");
    assertThat(bytes.get("text").asText()).isEqualTo("\n5000\n");
    assertFault("file does not exist", "datastore.tail", STORE, "from=none", "last=1");
  }

  @Test
  void datastoreMkdirMvCpAndRm() throws Exception {
    store.write("a", bytes("content"));
    assertFault("FileNotFound", "datastore.mkdir", STORE, "path=x/y");
    assertDone("datastore.mkdir", STORE, "path=x/y", "parents=1");
    assertDone("datastore.mv", STORE, "from=a", "to=x/y/b");
    assertDone("datastore.cp", STORE, "from=x/y/b", "to=[ESX2-local] c");
    assertDone("datastore.cp", STORE, "from=x", "to=z", "dcTarget=/DC");
    assertFault("FileAlreadyExists", "datastore.cp", STORE, "from=x/y/b", "to=[ESX2-local] c");
    assertDone("datastore.cp", STORE, "from=x/y/b", "to=[ESX2-local] c", "force=1");
    assertFault("FileNotFound", "datastore.cp", STORE, "from=x/y/b", "to=no/c");
    assertFault("FileNotFound", "datastore.mv", STORE, "from=a", "to=x/y/b");
    assertDone("datastore.rm", STORE, "path=x/y/b");
    assertFault("FileNotFound", "datastore.rm", STORE, "path=x/y/b");
    assertDone("datastore.rm", STORE, "path=x");
    assertThat(store.files()).containsExactly("z/y/b");
    assertThat(lab.datastore("ESX2-local").read("c")).isEqualTo(bytes("content"));
  }

  @Test
  void copiesAreTheHostsWorkAndNotTheClients() throws Exception {
    byte[] content = new byte[3_000_000];
    lab.datastore("ESX1-local").write("large", content);
    assertDone("datastore.cp", STORE, "from=[ESX1-local] large", "to=[ESX2-local] large");
    LabHost to = lab.host("ESX2");
    assertThat(to.traffic().nfcIn()).isEqualTo(content.length);
    assertThat(to.written(lab.datastore("ESX2-local").moid())).isEqualTo(content.length);
    assertThat(lab.vcenter().traffic().httpsIn()).isLessThan(200_000);
  }

  @Test
  void disksAreCopiedMovedAndDeletedWholeAndNotLookedInto() throws Exception {
    store.write("d.vmdk", bytes("# Disk DescriptorFile\nRW 8 VMFS \"d-flat.vmdk\"\n"));
    store.write("d-flat.vmdk", new byte[4096]);
    assertDone("datastore.cp", STORE, "from=d.vmdk", "to=[ESX1-local] e.vmdk");
    assertFault(
        "FileAlreadyExists",
        "datastore.cp",
        STORE,
        "from=d.vmdk",
        "to=[ESX1-local] e.vmdk",
        "force=1");
    assertThat(lab.datastore("ESX1-local").files())
        .containsExactlyInAnyOrder("e.vmdk", "e-flat.vmdk");
    assertDone("datastore.mv", STORE, "from=d.vmdk", "to=f.vmdk");
    assertThat(store.files()).containsExactlyInAnyOrder("f.vmdk", "f-flat.vmdk");
    assertDone("datastore.rm", STORE, "path=f.vmdk");
    assertThat(store.files()).isEmpty();
    JsonNode refused = govc("datastore.disk", STORE, "path=g.vmdk");
    assertThat(refused).hasSize(4).allMatch(fault -> fault.asText().equals("NotSupported"));
    assertFault("NotSupported", "datastore.mkdir", STORE, "path=x", "namespace=1");
  }
}
