package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.LabModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What VMware's Go library makes of datastore names that the inventory escapes, on both routes. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    ports = 443,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class GovmomiNamesTest {
  private static Path program;

  @TempDir Path folder;

  @BeforeAll
  static void build() {
    program = GoProgram.build("govmomi");
  }

  /** A lab with one host, which listens where govmomi looks for it. */
  private static Lab start(String datastore) {
    return Lab.start(
        LabModel.standard(1).toBuilder()
            .host("ESX1", host -> host.address("127.43.0.9").httpsPort(443))
            .addDatastore(DatastoreModel.vmfs("datastore-99", datastore, List.of("host-21")))
            .build());
  }

  @ParameterizedTest
  @CsvSource({
    "iso/2024, iso%2f2024",
    "back\\slash, back%5cslash",
    "50% full, 50%25 full",
    "a%2fb, a%252fb",
    "rack[1], rack[1]",
    "R&D + x=y #1?, R&D + x=y #1?",
  })
  void reachesTheDatastoreByRelayStraightAndInTheFileManager(String name, String escaped)
      throws Exception {
    Content content = Content.random(folder);
    try (Lab lab = start(name)) {
      JsonNode found =
          Client.ofVcenter(lab, folder, "" + program)
              .run("oddName", "name=" + escaped, "host=host-21", "from=" + content.file());
      assertThat(found.get("name").asText()).isEqualTo(escaped);
      assertThat(found.get("path").asText()).isEqualTo("datastore-99");
      assertThat(found.get("finder").asText()).isEqualTo("datastore-99");
      for (String done :
          List.of(
              "relayed", "direct", "relayedOut", "directOut", "make", "move", "copy", "delete")) {
        assertThat(found.get(done).asText()).as(done).isEmpty();
      }
      assertThat(found.get("size").asLong()).isEqualTo(content.bytes().length);
      LabDatastore store = lab.datastore(name);
      assertThat(store.files())
          .containsExactlyInAnyOrder("folder/copied.bin", "folder/new/moved.bin");
      assertThat(store.sha256("folder/copied.bin")).isEqualTo(content.sha256());
      assertThat(store.sha256("folder/new/moved.bin")).isEqualTo(content.sha256());
      for (String back : List.of(".relayed", ".direct")) {
        assertThat(Files.readAllBytes(Path.of(content.file() + back))).isEqualTo(content.bytes());
      }
    }
  }
}
