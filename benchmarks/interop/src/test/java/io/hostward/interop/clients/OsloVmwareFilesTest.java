package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import io.hostward.interop.clients.Content.Way;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OpenStack does with files: its own handles, straight to a host and through vCenter. */
@Needs(pythonModules = "oslo_vmware", packages = "python3-oslo.vmware")
class OsloVmwareFilesTest {
  private static final String[] PROGRAM = {Programs.PYTHON, "src/test/python/oslo_client.py"};

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

  private JsonNode run(String scenario, String... arguments) throws Exception {
    return Client.ofVcenter(lab, folder, PROGRAM).run(scenario, arguments);
  }

  private String file() {
    return "file=" + content.file();
  }

  private String size() {
    return "size=" + content.bytes().length;
  }

  @Test
  void uploadsStraightToAHostWithATransferTicketThatIsGoodOnce() throws Exception {
    LabHost host = lab.host("ESX3");
    JsonNode found = run("upload", file(), size(), "authority=" + host.authority());
    assertThat(found.get("cookie").asText()).isEqualTo("vmware_cgi_ticket");
    // The library drops the answer to its second try, so only the lab can tell that it was refused.
    assertThat(store.sha256("iso/a.iso")).isEqualTo(content.sha256());
    assertThat(store.files()).containsExactly("iso/a.iso");
    assertThat(content.wayIn(lab)).isEqualTo(Way.DIRECT);
    assertThat(host.traffic().httpsIn()).isGreaterThan(content.bytes().length);
    assertThat(found.get("stranger").asText()).isEqualTo("InvalidArgument");
  }

  @Test
  void downloadsStraightFromAHostWithATransferTicket() throws Exception {
    store.write("iso/a.iso", content.bytes());
    JsonNode found = run("download", "authority=" + lab.host("ESX4").authority());
    assertThat(found.get("size").asLong()).isEqualTo(content.bytes().length);
    assertThat(found.get("sha256").asText()).isEqualTo(content.sha256());
    assertThat(content.wayOut(lab)).isEqualTo(Way.DIRECT);
  }

  @Test
  void uploadsAndDownloadsThroughVcenterWithTheCookieOfItsSession() throws Exception {
    JsonNode found = run("relay", file(), size());
    assertThat(store.sha256("iso/a.iso")).isEqualTo(content.sha256());
    assertThat(found.get("sha256").asText()).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Way.RELAY);
    assertThat(content.wayOut(lab)).isEqualTo(Way.RELAY);
  }

  @Test
  void movesAndDeletesFilesAndIsToldWhatStandsInTheWay() throws Exception {
    store.write("tmp.bin", content.bytes());
    store.write("old.bin", bytes("old"));
    JsonNode found = run("tasks");
    assertThat(found.get("make").asText()).isEmpty();
    assertThat(found.get("exists").asText()).isEqualTo("FileAlreadyExistsException");
    assertThat(found.get("move").asText()).isEqualTo("success");
    assertThat(found.get("onto").asText()).isEqualTo("FileAlreadyExistsException");
    assertThat(found.get("delete").asText()).isEqualTo("success");
    assertThat(found.get("again").asText()).isEqualTo("FileNotFoundException");
    assertThat(store.files()).containsExactly("cache/base/a.bin");
    assertThat(store.sha256("cache/base/a.bin")).isEqualTo(content.sha256());
  }

  @Test
  void searchesForAFile() throws Exception {
    store.write("iso/a.iso", bytes("a"));
    store.write("iso/A.ISO.txt", bytes("b"));
    JsonNode found = run("search");
    assertThat(found.get("found")).extracting(JsonNode::asText).containsExactly("a.iso");
    assertThat(found.get("nothing")).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
