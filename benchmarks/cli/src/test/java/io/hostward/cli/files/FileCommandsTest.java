package io.hostward.cli.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.storage.Entry;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCommandsTest {
  private static final String DESCRIPTOR =
      "# Disk DescriptorFile\nversion=1\nRW 4 VMFS \"disk-flat.vmdk\"\n";

  private static Lab lab;
  private static LabDatastore store;
  private static LabDatastore other;

  private Cli cli;

  @BeforeAll
  static void startLab() {
    lab = Lab.start();
    store = lab.datastore("vmstore");
    other = lab.datastore("ESX1-local");
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  @BeforeEach
  void empty() throws Exception {
    for (LabDatastore datastore : List.of(store, other)) {
      for (Entry entry : datastore.store().list("")) {
        datastore.store().delete(entry.path());
      }
    }
    cli = Cli.against(lab);
  }

  private static void write(String... paths) throws Exception {
    for (String path : paths) {
      store.write(path, path.getBytes(UTF_8));
    }
  }

  private int run(String command, String... arguments) {
    return cli.run(lab, command, arguments);
  }

  @Test
  void lsTellsNamesAndOnRequestSizesTimesAndWhatIsBelow() throws Exception {
    write("iso/a.iso", "iso/b.img", "iso/.hidden", "iso/deep/c.iso", "top");

    assertThat(run("ls")).as(cli.err()).isZero();
    assertThat(cli.out().lines()).containsExactly("iso/", "top");
    assertThat(run("ls", "[vmstore] iso")).isZero();
    assertThat(cli.out().lines()).containsExactly("a.iso", "b.img", "deep/");
    assertThat(run("ls", "-a", "iso/*")).isZero();
    assertThat(cli.out()).contains(".hidden");
    assertThat(run("ls", "-l", "iso/*.iso", "top")).isZero();
    assertThat(cli.out()).containsPattern("9 +20..-..-..T.*Z +a.iso").containsPattern("3 .* top");
    assertThat(run("ls", "-R", "[vmstore]")).isZero();
    assertThat(cli.out()).contains("[vmstore] iso/deep/:", "c.iso");
    assertThat(run("ls", "--json", "-R", "iso")).isZero();
    JsonNode entries = cli.json().at("/entries");
    assertThat(entries.findValuesAsText("path"))
        .containsExactly(
            "[vmstore] iso/a.iso",
            "[vmstore] iso/b.img",
            "[vmstore] iso/deep",
            "[vmstore] iso/deep/c.iso");
    assertThat(entries.at("/0/size").longValue()).isEqualTo(9);
    assertThat(entries.at("/2/folder").booleanValue()).isTrue();
  }

  @Test
  void statTellsNamesInTheirOrderAndSizesOnce() throws Exception {
    store.write("b", new byte[1]);
    store.write("aa", new byte[999]);
    store.write("c", new byte[1500]);
    assertThat(run("stat", "*")).as(cli.err()).isZero();
    assertThat(cli.out().lines().map(line -> line.replaceAll(", modified.*", "")))
        .containsExactly(
            "[vmstore] aa: 999 bytes", "[vmstore] b: 1 byte", "[vmstore] c: 1500 bytes (1.5 kB)");
  }

  @Test
  void whatIsMissingIsExitCodeOneAndTheOthersAreTold() throws Exception {
    write("a");
    assertThat(run("ls", "none", "a")).isEqualTo(1);
    assertThat(cli.out()).contains("a");
    assertThat(cli.err()).contains("there is no folder [vmstore] none");
    assertThat(run("stat", "--json", "none", "a")).isEqualTo(1);
    assertThat(cli.json().at("/ok").booleanValue()).isFalse();
    assertThat(cli.json().at("/entries/0/path").textValue()).isEqualTo("[vmstore] a");
    assertThat(run("ls", "[nonsense]")).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a[1] 100% & co.iso",
        "\u0159ek\u00e1m \u78c1\u76d8 \ud83d\udcbe.iso",
        "%41.iso",
        "a'b\"c`$d.iso"
      })
  void oddNamesAreTakenAsTheyAre(String name) throws Exception {
    write("odd/" + name, "odd/other");
    assertThat(run("stat", "[vmstore] odd/" + name)).as(cli.err()).isZero();
    assertThat(cli.out()).contains(name + ": ");
    assertThat(run("mv", "odd/" + name, "[vmstore] odd/moved " + name)).isZero();
    assertThat(run("cp", "odd/moved " + name, "[ESX1-local] " + name)).as(cli.err()).isZero();
    assertThat(other.files()).containsExactly(name);
    assertThat(run("rm", "[vmstore] odd/moved " + name)).isZero();
    assertThat(store.files()).containsExactly("odd/other");
  }

  @Test
  void signsOfPatternsAreTakenForThemselvesBehindABackslash() throws Exception {
    write("a*b", "axb");
    assertThat(run("rm", "a\\*b")).as(cli.err()).isZero();
    assertThat(store.files()).containsExactly("axb");
  }

  @Test
  void rmTouchesNothingThatThePatternDoesNotName() throws Exception {
    write("iso/a.iso", "iso/b.iso", "iso/b.iso.txt", "iso/B.ISO", "b.iso", "iso/deep.iso/x.iso");
    assertThat(run("rm", "[vmstore] iso/*.iso")).isEqualTo(1);
    assertThat(cli.err()).contains("[vmstore] iso/deep.iso is a folder: add -r");
    assertThat(store.files())
        .containsExactlyInAnyOrder("iso/b.iso.txt", "iso/B.ISO", "b.iso", "iso/deep.iso/x.iso");
    assertThat(run("rm", "[vmstore] iso/*.iso", "-f", "-r")).as(cli.err()).isZero();
    assertThat(store.files()).containsExactlyInAnyOrder("iso/b.iso.txt", "iso/B.ISO", "b.iso");
  }

  @Test
  void rmOfFoldersNeedsAWordAndOfWhatIsMissingToo() throws Exception {
    write("iso/a");
    assertThat(run("rm", "iso")).isEqualTo(1);
    assertThat(run("rm", "-r", "iso")).isEqualTo(2);
    assertThat(cli.err()).contains("nobody can be asked here: add --yes");
    assertThat(run("rm", "-r", "--yes", "[vmstore]")).isEqualTo(2);
    assertThat(run("rm", "-r", "--yes", "is*/a")).isEqualTo(2);
    assertThat(store.files()).containsExactly("iso/a");
    assertThat(run("rm", "-r", "--yes", "--json", "iso")).isZero();
    assertThat(cli.json().at("/done/0").textValue()).isEqualTo("[vmstore] iso");
    assertThat(store.files()).isEmpty();
    assertThat(run("rm", "iso")).isEqualTo(1);
    assertThat(run("rm", "-f", "iso", "iso/*", "*.iso")).as(cli.err()).isZero();
  }

  @Test
  void mkdirMakesOneOrAllAboveIt() throws Exception {
    assertThat(run("mkdir", "one/two")).isEqualTo(1);
    assertThat(cli.err())
        .contains("there is no folder [vmstore] one to hold [vmstore] one/two: add -p");
    assertThat(run("mkdir", "[nonsense] one/two")).isEqualTo(4);
    assertThat(run("mkdir", "-p", "one/two", "one/two")).as(cli.err()).isZero();
    assertThat(run("mkdir", "one")).isEqualTo(1);
    assertThat(store.stat("one/two").orElseThrow().directory()).isTrue();
  }

  @Test
  void mvAndCpReplaceOnlyIfToldToAndGoIntoFolders() throws Exception {
    write("a", "b", "c.iso", "d.iso");
    assertThat(run("mv", "a", "b")).isEqualTo(1);
    assertThat(store.files()).contains("a");
    assertThat(run("mv", "-f", "a", "b")).as(cli.err()).isZero();
    assertThat(new String(store.read("b"), UTF_8)).isEqualTo("a");
    assertThat(run("mv", "*.iso", "b")).isEqualTo(2);
    assertThat(run("mv", "*.iso", "iso/")).as(cli.err()).isZero();
    assertThat(run("cp", "b", "iso")).as(cli.err()).isZero();
    assertThat(run("cp", "iso", "[ESX1-local] copy")).isEqualTo(1);
    assertThat(run("cp", "-r", "iso", "[ESX1-local] copy")).as(cli.err()).isZero();
    assertThat(store.files()).containsExactly("b", "iso/b", "iso/c.iso", "iso/d.iso");
    assertThat(other.files()).containsExactly("copy/b", "copy/c.iso", "copy/d.iso");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mv", "cp"})
  void nothingGoesOntoItselfOrIntoItself(String command) throws Exception {
    write("a", "folder/b");
    String byPath = "/DC/datastore/vmstore";
    for (String same : List.of("a", "[" + store.moid() + "] a", "[" + byPath + "] a")) {
      assertThat(run(command, "-f", "a", same)).as(same).isEqualTo(1);
      assertThat(cli.err()).contains("[vmstore] a and the target are the same");
      assertThat(cli.out()).isEmpty();
    }
    String[] recursive = command.equals("cp") ? new String[] {"-r", "-f"} : new String[] {"-f"};
    for (String within :
        List.of("folder", "folder/", "folder/new/", "[" + byPath + "] folder/x/y/")) {
      String[] arguments = Arrays.copyOf(recursive, recursive.length + 2);
      arguments[recursive.length] = "folder";
      arguments[recursive.length + 1] = within;
      assertThat(run(command, arguments)).as(within).isEqualTo(1);
      assertThat(cli.err()).contains("folder itself; nothing was done");
    }
    assertThat(store.files()).containsExactly("a", "folder/b");
    assertThat(store.stat("folder/new")).isEmpty();
    assertThat(store.stat("folder/x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mv", "cp"})
  void twoThatWouldBecomeOneAreRefusedBeforeTheFirstGoes(String command) throws Exception {
    write("one/a", "two/a", "two/b");
    assertThat(run(command, "-f", "one/a", "two/*", "to/")).isEqualTo(1);
    assertThat(cli.err())
        .contains("[vmstore] one/a and [vmstore] two/a would both become [vmstore] to/a");
    assertThat(store.files()).containsExactly("one/a", "two/a", "two/b");
    assertThat(store.stat("to")).isEmpty();
  }

  @Test
  void diskGoesAsOneAndItsPartsAloneAreRefused() throws Exception {
    store.write("vm/disk.vmdk", DESCRIPTOR.getBytes(UTF_8));
    write("vm/disk-flat.vmdk", "vm/streamed.vmdk");
    assertThat(run("mv", "vm/disk-flat.vmdk", "vm/x.vmdk")).isEqualTo(1);
    assertThat(cli.err()).contains("is a part of the virtual disk [vmstore] vm/disk.vmdk");
    assertThat(run("mv", "vm/disk.vmdk", "vm/new.vmdk")).as(cli.err()).isZero();
    assertThat(run("cp", "vm/*.vmdk", "[ESX1-local] vm/")).isEqualTo(1);
    assertThat(other.files())
        .containsExactly("vm/new-flat.vmdk", "vm/new.vmdk", "vm/streamed.vmdk");
    assertThat(run("rm", "vm/*.vmdk")).as(cli.err()).isZero();
    assertThat(store.files()).isEmpty();
    assertThat(run("rm", "--plain", "[ESX1-local] vm/new-flat.vmdk")).as(cli.err()).isZero();
    assertThat(other.files()).containsExactly("vm/new.vmdk", "vm/streamed.vmdk");
  }

  @Test
  void cleanShowsAndOnRequestDeletesWhatKilledUploadsLeft() throws Exception {
    String part = ".hostward-123e4567-e89b-12d3-a456-426614174000-0a1b2c3d.part";
    write("iso/" + part, "iso/.hostward-mine.part", "iso/a.iso");
    assertThat(run("clean", "[vmstore]")).as(cli.err()).isZero();
    assertThat(cli.out()).contains("nothing that is older than");
    assertThat(run("clean", "--older-than=0", "[vmstore]")).as(cli.err()).isZero();
    assertThat(cli.out()).contains("nothing");
    assertThat(run("clean", "--older-than=0", "-r")).as("the usual datastore").isZero();
    assertThat(cli.out()).contains(part, "add --yes to delete it");
    assertThat(run("clean", "--older-than=0", "-r", "[vmstore]")).isZero();
    assertThat(cli.out()).contains(part, "add --yes to delete it");
    assertThat(store.files()).hasSize(3);
    assertThat(run("clean", "--older-than=0", "--yes", "--json", "iso")).as(cli.err()).isZero();
    assertThat(cli.json().at("/leftovers/0/upload").textValue())
        .isEqualTo("123e4567-e89b-12d3-a456-426614174000");
    assertThat(cli.json().at("/leftovers/0/deleted").booleanValue()).isTrue();
    assertThat(store.files()).containsExactly("iso/.hostward-mine.part", "iso/a.iso");
  }

  @Test
  void cleanFindsTheFolderOfOneThatNeverAppeared() throws Exception {
    String part = ".hostward-123e4567-e89b-12d3-a456-426614174000-0a1b2c3d.part";
    write("iso/" + part + "/x/a", "iso/" + part + "/b", "iso/c");
    assertThat(run("clean", "iso")).isZero();
    assertThat(cli.out()).contains("nothing that is older");
    assertThat(run("clean", "--older-than=0", "iso")).isZero();
    assertThat(cli.out()).contains(part + ", a folder: ");
    assertThat(run("clean", "--older-than=0", "--yes", "iso")).as(cli.err()).isZero();
    assertThat(store.files()).containsExactly("iso/c");
  }
}
