package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that cannot be written in the end is refused before anything else is done. */
class OutputFilesTest {
  @TempDir Path folder;
  private final Cli cli = new Cli();

  /** With the option that names a file last. No server is named: it is not even looked for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "simulate --csv",
        "simulate --report",
        "compare [vmstore] --report",
        "trace vmstore --report",
        "trace vmstore --remember",
        "distribute FILE [vmstore] --report",
        "distribute FILE [vmstore] --failures",
        "plan FILE [vmstore] --shards 2 --plan",
        "testbed run --report",
        "download [vmstore]disk.iso"
      })
  void isRefusedByName(String words) throws Exception {
    Files.writeString(folder.resolve("FILE"), "x");
    List<String> command = new ArrayList<>();
    for (String word : words.split(" ")) {
      command.add(word.equals("FILE") ? folder.resolve(word).toString() : word);
    }
    Path missing = folder.resolve("missing").resolve("out.html");
    command.add(missing.toString());

    assertThat(cli.run(command.toArray(String[]::new))).isEqualTo(2);
    assertThat(cli.err())
        .contains("there is no folder for the file " + missing + "; make it first");
    command.set(command.size() - 1, Files.createDirectory(folder.resolve("out.html")).toString());
    if (!words.startsWith("download")) {
      assertThat(cli.run(command.toArray(String[]::new))).isEqualTo(2);
      assertThat(cli.err()).contains("is a folder");
    }
  }

  @Test
  void whatCanBeWrittenIsLeftAsItIs() throws Exception {
    Path page = Files.writeString(folder.resolve("a.html"), "old");
    // It goes on to the next thing that is wrong.
    assertThat(cli.run("trace", "vmstore", "--report", "" + page)).isEqualTo(2);
    assertThat(cli.err()).contains("no server is named");
    assertThat(page).hasContent("old");
    assertThat(folder.resolve("a.json")).doesNotExist();
  }

  @Test
  void figuresBesideAPageAreLookedAtToo() throws Exception {
    Files.createDirectory(folder.resolve("a.json"));
    assertThat(cli.run("simulate", "--report", "" + folder.resolve("a.html"))).isEqualTo(2);
    assertThat(cli.err()).contains("a.json' is a folder");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void folderThatTakesNoFilesIsOneToo() {
    assertThat(cli.run("simulate", "--csv", "/proc/hostward.csv")).isEqualTo(2);
    assertThat(cli.err()).contains("--csv: '/proc/hostward.csv' cannot be written: ");
  }
}
