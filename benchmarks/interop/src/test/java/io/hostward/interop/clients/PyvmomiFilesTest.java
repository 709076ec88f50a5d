package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import io.hostward.interop.clients.Content.Way;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabHost;
import io.hostward.lab.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of VMware's Python library do with files: tasks by SOAP, bytes by http.client. */
@Needs(pythonModules = "pyVmomi", packages = "python3-pyvmomi")
class PyvmomiFilesTest {
  private static final String[] PROGRAM = {Programs.PYTHON, "src/test/python/pyvmomi_client.py"};

  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final LabDatastore store = lab.datastore("vmstore");
  private Content content;

  @BeforeEach
  void write() throws Exception {
    content = Content.random(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Client vcenter() throws Exception {
    return Client.ofVcenter(lab, folder, PROGRAM);
  }

  @Test
  void uploadsThroughVcenterWithTheCookieOfItsSession() throws Exception {
    JsonNode found = vcenter().run("uploadByRelay", "file=" + content.file());
    assertThat(found.get("put").asInt()).isEqualTo(201);
    assertThat(store.sha256("iso/a.bin")).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Way.RELAY);
    assertThat(found.get("get").asInt()).isEqualTo(200);
    assertThat(found.get("sha256").asText()).isEqualTo(content.sha256());
    assertThat(found.get("stranger").asInt()).isEqualTo(401);
  }

  @Test
  void uploadsStraightToAHostWithATicketThatIsGoodOnceAndForOneFile() throws Exception {
    LabHost host = lab.host("ESX2");
    JsonNode found =
        vcenter().run("uploadByTicket", "file=" + content.file(), "authority=" + host.authority());
    assertThat(found.get("put").asInt()).isEqualTo(201);
    assertThat(store.files()).containsExactly("a.bin");
    assertThat(store.sha256("a.bin")).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Way.DIRECT);
    assertThat(host.traffic().httpsIn()).isGreaterThan(content.bytes().length);
    assertThat(found.get("hostName").asText()).isEqualTo("ESX2");
    assertThat(found.get("thumbprint").asText()).isEqualTo(host.identity().sha1());
    assertThat(found.get("again").asInt()).isEqualTo(401);
    assertThat(found.get("elsewhere").asInt()).isEqualTo(401);
    assertThat(found.get("unknown").asText()).isEqualTo("vmodl.fault.InvalidArgument");
  }

  @Test
  void downloadsStraightFromAHostWithATicket() throws Exception {
    store.write("a.bin", content.bytes());
    JsonNode found = vcenter().run("downloadByTicket", "authority=" + lab.host("ESX3").authority());
    assertThat(found.get("get").asInt()).isEqualTo(200);
    assertThat(found.get("sha256").asText()).isEqualTo(content.sha256());
    assertThat(content.wayOut(lab)).isEqualTo(Way.DIRECT);
  }

  @Test
  void uploadsToAHostItself() throws Exception {
    JsonNode found =
        Client.ofHost(lab.host("ESX4"), folder, PROGRAM)
            .run("uploadToHost", "file=" + content.file());
    assertThat(found.get("put").asInt()).isEqualTo(201);
    assertThat(store.sha256("a.bin")).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Way.DIRECT);
  }

  @Test
  void movesCopiesAndDeletesFilesAndIsToldWhatStandsInTheWay() throws Exception {
    store.write("a.bin", content.bytes());
    JsonNode found = vcenter().run("tasks");
    assertThat(found.get("move").asText()).isEqualTo("success");
    assertThat(found.get("entity").asText()).isEqualTo(store.moid());
    for (String done : new String[] {"copy", "delete", "directory"}) {
      assertThat(found.get(done).asText()).as(done).isEmpty();
    }
    assertThat(found.get("onto").asText()).isEqualTo("vim.fault.FileAlreadyExists");
    assertThat(found.get("again").asText()).isEqualTo("vim.fault.FileNotFound");
    assertThat(found.get("exists").asText()).isEqualTo("vim.fault.FileAlreadyExists");
    assertThat(found.get("noDatacenter").asText()).isEqualTo("vmodl.fault.InvalidArgument");
    assertThat(found.get("noDatastore").asText()).isEqualTo("vim.fault.InvalidDatastorePath");
    assertThat(store.files()).containsExactly("c.bin");
    assertThat(store.sha256("c.bin")).isEqualTo(content.sha256());
    assertThat(store.stat("new").orElseThrow().directory()).isTrue();
  }

  @Test
  void searchesAFolderAndBelowIt() throws Exception {
    store.write("iso/a.iso", bytes("12345"));
    store.write("iso/deep/b.iso", bytes("b"));
    store.write("iso/c.txt", bytes("c"));
    JsonNode found = vcenter().run("search");
    assertThat(found.get("folder").asText()).isEqualTo("[vmstore] iso/");
    assertThat(found.get("files")).hasSize(1);
    assertThat(found.at("/files/a.iso").asLong()).isEqualTo(5);
    assertThat(found.get("dated").asBoolean()).isTrue();
    assertThat(found.get("below")).hasSize(2);
    assertThat(found.at("/below/[vmstore] iso~1deep~1/0").asText()).isEqualTo("b.iso");
    assertThat(found.get("none").asInt()).isZero();
    assertThat(found.get("nowhere").asText()).isEqualTo("vim.fault.FileNotFound");
  }

  /** It looks the task's operation up by the name that the task has for it. */
  @Test
  void readsATaskThatIsAtWork() throws Exception {
    lab.vcenter().once(new Fault.TaskStuck("SearchDatastoreSubFolders_Task", true));
    JsonNode found = vcenter().run("running");
    assertThat(found.get("state").asText()).isEqualTo("running");
    assertThat(found.get("wire").asText()).isEqualTo("SearchDatastoreSubFolders_Task");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
