package io.hostward.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.interop.CommandLine;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.servers.Bytes;
import io.hostward.lab.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What VMware's Go library finds where {@code hostward distribute} has been. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class GovmomiDistributionTest {
  /** By size. No plus: the library's own requests for such a name ask for a space. */
  private static final Map<String, Integer> FILES =
      Map.of(
          "empty", 0,
          "a b [1] 100%.iso", 1000,
          "deep/down/\u0159ek\u00e1m \u78c1\u76d8.iso", 65_536,
          "deep/other.bin", 77,
          "large.iso", 3_000_017);

  @TempDir Path folder;

  private static String told(long size, String sha256) {
    return size + " bytes, SHA-256 " + sha256;
  }

  @Test
  void everyFileIsReadBackByNameSizeAndSum() throws Exception {
    Path images = folder.resolve("images");
    Map<String, String> sent = new TreeMap<>();
    for (Map.Entry<String, Integer> entry : FILES.entrySet()) {
      Path file = images.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, Bytes.random(entry.getValue()));
      sent.put("iso/" + entry.getKey(), told(entry.getValue(), Bytes.sha256(file)));
    }
    try (Lab lab = Lab.start()) {
      String out =
          CommandLine.of(lab)
              .with("XDG_STATE_HOME", "" + folder.resolve("state"))
              .run("distribute", "" + images, "[vmstore] iso/", "[ESX1-local] iso/")
              .orFail();
      assertThat(out).contains("all done", "arrived 10 files");

      Client govmomi = Client.ofVcenter(lab, folder, "" + GoProgram.build("govmomi"));
      assertThat(read(govmomi.run("contents", "datastore=vmstore"))).isEqualTo(sent);
      assertThat(read(govmomi.run("contents", "datastore=ESX1-local"))).isEqualTo(sent);
    }
  }

  private static Map<String, String> read(JsonNode contents) {
    Map<String, String> read = new TreeMap<>();
    contents
        .fields()
        .forEachRemaining(
            file -> {
              JsonNode told = file.getValue();
              assertThat(told.get("error").asText()).as(file.getKey()).isEmpty();
              assertThat(told.get("copied")).isEqualTo(told.get("size"));
              read.put(file.getKey(), told(told.get("size").asLong(), told.get("sha256").asText()));
            });
    return read;
  }
}
