package io.hostward.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributeDeleteTest {
  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final Cli cli = Cli.against(lab);
  private Path images;

  @BeforeEach
  void files() throws IOException {
    cli.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    images = Files.createDirectory(folder.resolve("images"));
    for (String name : List.of("a.iso", "b.iso", "c.iso", "d.iso")) {
      Files.writeString(images.resolve(name), "content of " + name);
    }
    assertThat(distribute()).as(cli.err()).isZero();
    lab.datastore("vmstore").write("iso/foreign.iso", "foreign".getBytes(StandardCharsets.UTF_8));
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

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : cli.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void aFileWhoseSourceIsGoneIsDeletedAndTheFilesOfOthersStay() throws IOException {
    Files.delete(images.resolve("b.iso"));
    Files.writeString(images.resolve("new.iso"), "new");

    assertThat(distribute("--dry-run", "--list", "--delete")).isZero();
    assertThat(cli.out())
        .contains("delete [vmstore] iso/b.iso, its source " + images.resolve("b.iso") + " is gone")
        .contains("to delete on [vmstore] 1 file", "to delete 1 file");
    assertThat(stored()).contains("iso/b.iso").doesNotContain("iso/new.iso");
    assertThat(distribute()).isZero();
    assertThat(stored()).as("without --delete").contains("iso/b.iso");

    assertThat(distribute("--delete")).as(cli.out() + cli.err()).isZero();

    assertThat(cli.out()).contains("all done", "deleted 1 file (16 B) without a source");
    assertThat(stored())
        .containsExactly("iso/a.iso", "iso/c.iso", "iso/d.iso", "iso/foreign.iso", "iso/new.iso");
    assertThat(distribute("--delete")).isEqualTo(5);
  }

  @Test
  void jsonLinesTellEachDeletionAndTheEnd() throws IOException {
    Files.delete(images.resolve("b.iso"));

    assertThat(distribute("--json", "--delete")).as(cli.err()).isZero();

    List<JsonNode> lines = lines();
    assertThat(lines)
        .extracting(line -> line.get("event").textValue())
        .endsWith("file-deleted", "run-ended", "report");
    JsonNode deleted = lines.get(lines.size() - 3);
    assertThat(deleted.get("target").textValue()).isEqualTo("[vmstore] iso/b.iso");
    assertThat(deleted.get("how").textValue()).isEqualTo("DELETED");
    JsonNode report = lines.get(lines.size() - 1);
    assertThat(report.at("/status").textValue()).isEqualTo("ALL_DONE");
    assertThat(report.at("/mirror/deleted/deliveries").intValue()).isEqualTo(1);
  }

  @Test
  void moreThanTheLimitDeletesNothingAndSaysWhatToDo() throws IOException {
    Files.delete(images.resolve("b.iso"));
    Files.delete(images.resolve("c.iso"));

    assertThat(distribute("--dry-run", "--delete")).isEqualTo(1);
    assertThat(cli.out()).contains("nothing would be deleted: ");
    assertThat(distribute("--delete")).isEqualTo(1);

    assertThat(cli.out()).contains("nothing was deleted: 2 files", "add --max-delete 2");
    assertThat(cli.err()).contains("[vmstore] iso/b.iso would be deleted");
    assertThat(stored()).hasSize(5);
    assertThat(distribute("--delete", "--max-delete", "2")).as(cli.out()).isZero();
    assertThat(stored()).containsExactly("iso/a.iso", "iso/d.iso", "iso/foreign.iso");
  }

  @Test
  void aFolderThatIsEmptyDeletesNothing() throws IOException {
    Files.move(images, folder.resolve("elsewhere"));
    Files.createDirectory(images);

    assertThat(distribute("--delete", "--max-delete", "100")).isEqualTo(1);

    assertThat(cli.out()).contains("not mounted");
    assertThat(stored()).hasSize(5);
    Files.delete(images);
    assertThat(distribute("--delete")).isEqualTo(2);
    assertThat(stored()).hasSize(5);
  }

  @Test
  void aFolderBelowThatHoldsNoFileDeletesNothingUnlessTold() throws IOException {
    Path site = Files.createDirectory(images.resolve("site"));
    Files.writeString(site.resolve("e.iso"), "e");
    assertThat(distribute()).isZero();
    Files.delete(site.resolve("e.iso"));

    assertThat(distribute("--delete")).isEqualTo(5);
    assertThat(cli.err())
        .contains("[vmstore] iso/site/e.iso is left alone: ", site + " holds no file")
        .contains("or name it with --emptied");
    assertThat(distribute("--delete", "--emptied", site.toString())).as(cli.err()).isZero();
    assertThat(stored()).doesNotContain("iso/site/e.iso");
  }

  @Test
  void whatIsExcludedStaysUnlessTold() throws IOException {
    Files.delete(images.resolve("c.iso"));
    String[] rules = {"--exclude", "b.*", "--exclude", "/c*", "--delete", "--max-delete", "2"};

    assertThat(distribute(rules)).as(cli.err()).isEqualTo(5);
    assertThat(stored()).hasSize(5);
    List<String> more = new ArrayList<>(List.of(rules));
    more.add("--delete-excluded");
    assertThat(distribute(more.toArray(String[]::new))).as(cli.err()).isZero();
    assertThat(stored()).containsExactly("iso/a.iso", "iso/d.iso", "iso/foreign.iso");
    assertThat(images.resolve("b.iso")).exists();
  }

  @Test
  void aDeliveryThatFailsPreventsAllDeletions() throws IOException {
    Files.delete(images.resolve("b.iso"));
    Files.writeString(images.resolve("new.iso"), "where a folder stands");
    lab.datastore("vmstore").write("iso/new.iso/file", new byte[1]);

    assertThat(distribute("--delete", "--rounds=1")).isEqualTo(1);

    assertThat(cli.out()).contains("nothing was deleted: not everything that was to be delivered");
    assertThat(stored()).contains("iso/b.iso");
  }

  @Test
  void whatIsLockedOrChangedIsLeftAndTold() throws IOException {
    Files.delete(images.resolve("b.iso"));
    Files.delete(images.resolve("c.iso"));
    lab.datastore("vmstore").store().lock("iso/b.iso");
    lab.datastore("vmstore").write("iso/c.iso", "other".getBytes(StandardCharsets.UTF_8));

    assertThat(distribute("--delete")).isEqualTo(1);

    assertThat(cli.err())
        .contains("[vmstore] iso/b.iso was not deleted: ")
        .contains("[vmstore] iso/c.iso is left alone: it has 5 bytes now");
    assertThat(cli.out())
        .contains("deleted 0 files (0 B) without a source, left alone 1, not to be deleted 1");
    assertThat(stored()).contains("iso/b.iso", "iso/c.iso");
    lab.datastore("vmstore").store().unlock("iso/b.iso");
    assertThat(distribute("--delete")).as(cli.out()).isZero();
    assertThat(stored()).contains("iso/c.iso").doesNotContain("iso/b.iso");
  }

  /** By the disk manager, with its extent; and not at all while one of its files has a source. */
  @Test
  void aVirtualDiskGoesAsAWhole() throws IOException {
    Files.writeString(
        images.resolve("disk.vmdk"),
        "# Disk DescriptorFile\nversion=1\nRW 4 VMFS \"disk-flat.vmdk\"\n");
    Files.writeString(images.resolve("disk-flat.vmdk"), "data");
    assertThat(distribute()).as(cli.err()).isZero();
    Files.delete(images.resolve("disk.vmdk"));

    assertThat(distribute("--delete", "--max-delete", "2")).isEqualTo(5);
    assertThat(cli.err()).contains("disk-flat.vmdk may belong to it, and stays");
    Files.delete(images.resolve("disk-flat.vmdk"));
    assertThat(distribute("--delete", "--max-delete", "2")).as(cli.out() + cli.err()).isZero();

    assertThat(cli.out()).contains("deleted 2 files");
    assertThat(lab.vcenter().calls())
        .containsEntry("DeleteVirtualDisk_Task", 1L)
        .doesNotContainKey("DeleteDatastoreFile_Task");
    assertThat(stored()).hasSize(5).noneMatch(name -> name.endsWith(".vmdk"));
  }

  @Test
  void whatCannotBeMeantIsRefused() throws IOException {
    assertThat(distribute("--max-delete", "5")).isEqualTo(2);
    assertThat(cli.err()).contains("go with --delete");
    assertThat(distribute("--delete", "--max-delete", "many")).isEqualTo(2);
    assertThat(cli.err()).contains("such as 10%");
    Path manifest = Files.writeString(folder.resolve("m.csv"), "source,target\n");
    assertThat(cli.run(lab, "distribute", "--delete", "--manifest", manifest.toString()))
        .isEqualTo(2);
    assertThat(cli.err()).contains("--delete goes with folders");
    String file = images.resolve("a.iso").toString();
    assertThat(cli.run(lab, "distribute", "--delete", file, "[vmstore] iso/")).isEqualTo(2);
  }
}
