package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.clients.Content.Way;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of VMware's Go library do with files, by way of vCenter. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class GovmomiFilesTest {
  private static Path program;

  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final LabDatastore store = lab.datastore("vmstore");
  private Content content;

  @BeforeAll
  static void build() {
    program = GoProgram.build("govmomi");
  }

  @BeforeEach
  void write() throws Exception {
    content = Content.random(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Client vcenter() throws Exception {
    return Client.ofVcenter(lab, folder, "" + program);
  }

  @Test
  void uploadsThroughVcenter() throws Exception {
    JsonNode found =
        vcenter().run("upload", "datastore=vmstore", "from=" + content.file(), "to=iso/a b.iso");
    assertThat(found.get("error").asText()).isEmpty();
    assertThat(store.sha256("iso/a b.iso")).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Way.RELAY);
  }

  @Test
  void aPlusInANameBecomesASpaceAsOnRealServers() throws Exception {
    vcenter().run("upload", "datastore=vmstore", "from=" + content.file(), "to=a+b.iso");
    assertThat(store.files()).containsExactly("a b.iso");
  }

  @Test
  void downloadsThroughVcenter() throws Exception {
    store.write("a.bin", content.bytes());
    JsonNode found = vcenter().run("download", "datastore=vmstore", "from=a.bin");
    assertThat(found.get("error").asText()).isEmpty();
    assertThat(found.get("length").asLong()).isEqualTo(content.bytes().length);
    assertThat(found.get("sha256").asText()).isEqualTo(content.sha256());
    assertThat(content.wayOut(lab)).isEqualTo(Way.RELAY);
  }

  @Test
  void isToldOfAMissingFileBy404() throws Exception {
    assertThat(vcenter().run("download", "datastore=vmstore", "from=none").get("error").asText())
        .endsWith("404 Not Found");
  }

  @Test
  void uploadsToAHostItself() throws Exception {
    JsonNode found =
        Client.ofHost(lab.host("ESX1"), folder, "" + program)
            .run("upload", "datastore=vmstore", "from=" + content.file(), "to=a.bin");
    assertThat(found.get("error").asText()).isEmpty();
    assertThat(store.sha256("a.bin")).isEqualTo(content.sha256());
    assertThat(content.wayIn(lab)).isEqualTo(Way.DIRECT);
  }

  @Test
  void movesCopiesAndDeletesFilesAndIsToldWhatStandsInTheWay() throws Exception {
    store.write("a.bin", content.bytes());
    store.write("old.bin", bytes("old"));
    JsonNode found = vcenter().run("manage", "datastore=vmstore");
    for (String done : new String[] {"move", "copy", "force", "delete"}) {
      assertThat(found.get(done).asText()).as(done).isEmpty();
    }
    assertThat(found.get("onto").asText()).isEqualTo("FileAlreadyExists");
    assertThat(found.get("again").asText()).isEqualTo("FileNotFound");
    assertThat(found.get("moveAgain").asText()).isEqualTo("FileNotFound");
    assertThat(store.files()).containsExactly("c.bin");
    assertThat(store.sha256("c.bin")).isEqualTo(content.sha256());
  }

  @Test
  void makesDirectoriesAndIsToldWhenItCannot() throws Exception {
    JsonNode found = vcenter().run("directories", "datastore=vmstore");
    assertThat(found.get("make").asText()).isEmpty();
    assertThat(found.get("again").asText()).isEqualTo("FileAlreadyExists");
    assertThat(found.get("orphan").asText()).isEqualTo("FileNotFound");
    assertThat(found.get("parents").asText()).isEmpty();
    assertThat(found.get("nowhere").asText()).isEqualTo("InvalidDatastorePath");
    assertThat(store.stat("iso").orElseThrow().directory()).isTrue();
    assertThat(store.stat("x/y").orElseThrow().directory()).isTrue();
  }

  @Test
  void searchesFoldersAndTellsFilesFromNothing() throws Exception {
    store.write("iso/a.iso", bytes("12345"));
    store.write("iso/deep/b.iso", bytes("b"));
    store.write("iso/c.txt", bytes("c"));
    JsonNode found = vcenter().run("search", "datastore=vmstore", "file=iso/a.iso");
    assertThat(found.get("type").asText()).isEqualTo("FileInfo");
    assertThat(found.get("size").asLong()).isEqualTo(5);
    assertThat(found.get("modified").asText()).startsWith("20");
    assertThat(found.get("folders")).hasSize(2);
    assertThat(found.at("/folders/[vmstore] iso~1/0").asText()).isEqualTo("a.iso");
    assertThat(found.at("/folders/[vmstore] iso~1deep~1/0").asText()).isEqualTo("b.iso");
    assertThat(found.get("noFile").asBoolean()).isTrue();
    assertThat(found.get("noFolder").asBoolean()).isTrue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
