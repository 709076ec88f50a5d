package io.hostward.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no run has put below the targets, and folders that deletions leave empty. */
class DistributeUnknownTest {
  @TempDir Path folder;

  /** Its clock is two hours behind, so that what is put there is as old as that for us. */
  private final Lab lab =
      Lab.start(
          LabModel.standard().toBuilder()
              .clock(() -> Instant.now().minus(Duration.ofHours(2)))
              .build());

  private final Cli cli = Cli.against(lab);
  private Path images;

  @BeforeEach
  void files() throws IOException {
    cli.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    images = Files.createDirectory(folder.resolve("images"));
    Files.createDirectories(images.resolve("x/y"));
    for (String name : List.of("a.iso", "b.iso", "x/y/c.iso", "x/d.iso")) {
      Files.writeString(images.resolve(name), "content of " + name);
    }
    assertThat(distribute()).as(cli.err()).isZero();
    put("iso/old.iso", "old");
    put("iso/old/e.iso", "older");
    put("iso/vm/m.vmx", "a machine");
    put("iso/vm/log", "its log");
    put("iso/SUMS", "0".repeat(64) + "  none.iso\n");
  }

  private void put(String name, String content) throws IOException {
    lab.datastore("vmstore").write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private int distribute(String... options) {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of(images.toString(), "[vmstore] iso/"));
    return cli.run(lab, "distribute", arguments.toArray(String[]::new));
  }

  private List<String> stored() throws IOException {
    return lab.datastore("vmstore").files().stream().sorted().toList();
  }

  @Test
  void itIsListedApartAndGoesWhenThatIsSaid() throws IOException {
    String[] options = {
      "--delete", "--delete-unknown", "--checksum", "--checksum-list", "SUMS", "--max-delete", "2"
    };
    List<String> dry = new ArrayList<>(List.of(options));
    dry.addAll(List.of("--dry-run", "--list"));

    assertThat(distribute(dry.toArray(String[]::new))).as(cli.err()).isZero();

    assertThat(cli.out())
        .contains("delete [vmstore] iso/old.iso, which no run has put there")
        .contains("keep  [vmstore] iso/vm: it holds a virtual machine")
        .contains("to delete on [vmstore] 2 files (8 B) that no run has put there")
        .doesNotContain("SUMS");
    List<String> all = stored();
    assertThat(distribute(options)).isEqualTo(2);
    assertThat(cli.err()).contains("nobody can be asked here", "add --yes");
    assertThat(stored()).isEqualTo(all);
    List<String> sure = new ArrayList<>(List.of(options));
    sure.addAll(List.of("--yes", "--json"));

    assertThat(distribute(sure.toArray(String[]::new))).as(cli.err()).isZero();

    assertThat(cli.out()).contains("\"unknown\":{\"deliveries\":2,\"bytes\":8}");
    assertThat(stored())
        .containsExactly(
            "iso/SUMS",
            "iso/a.iso",
            "iso/b.iso",
            "iso/vm/log",
            "iso/vm/m.vmx",
            "iso/x/d.iso",
            "iso/x/y/c.iso");
  }

  @Test
  void itCountsInTheLimit() throws IOException {
    List<String> all = stored();
    assertThat(distribute("--delete", "--delete-unknown", "--yes")).isEqualTo(1);
    assertThat(cli.out())
        .contains("nothing was deleted: 3 files are to be deleted on [vmstore]")
        .contains("add --max-delete 3");
    assertThat(stored()).isEqualTo(all);
  }

  @Test
  void foldersGoWithTheirSources() throws IOException {
    Files.delete(images.resolve("x/y/c.iso"));
    Files.delete(images.resolve("x/y"));
    Files.delete(images.resolve("x/d.iso"));
    Files.delete(images.resolve("x"));

    assertThat(distribute("--delete", "--max-delete", "2")).as(cli.err()).isZero();

    assertThat(cli.out()).contains("deleted 2 files", "2 empty folders");
    assertThat(lab.datastore("vmstore").stat("iso/x")).isEmpty();
    assertThat(lab.datastore("vmstore").stat("iso/vm")).isPresent();
    assertThat(lab.datastore("vmstore").store().list("iso"))
        .noneMatch(entry -> entry.name().startsWith(".hostward"));
    assertThat(distribute("--delete")).isEqualTo(5);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThat(distribute("--delete-unknown", "--yes")).isEqualTo(2);
    assertThat(cli.err()).contains("go with --delete");
    assertThat(distribute("--delete", "--yes")).isEqualTo(2);
    assertThat(cli.err()).contains("--yes goes with --delete-unknown");
    String[] flat = {
      "--delete", "--delete-unknown", "--yes", images.toString(), "[vmstore] {name}"
    };
    assertThat(cli.run(lab, "distribute", flat)).isEqualTo(2);
    assertThat(cli.err()).contains("keep the paths");
    String[] within = {
      "--delete",
      "--delete-unknown",
      "--yes",
      images.toString(),
      "[vmstore] iso/",
      "[vmstore] iso/x/"
    };
    assertThat(cli.run(lab, "distribute", within)).isEqualTo(2);
    assertThat(cli.err()).contains("not within one another");
    String[] top = {"--delete", "--delete-unknown", "--yes", images.toString(), "[vmstore]"};
    assertThat(cli.run(lab, "distribute", top)).isEqualTo(1);
    assertThat(cli.out()).contains("the whole of [vmstore]");
  }
}
