package io.hostward.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Converters;
import io.hostward.experiment.Flow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LabApartTest {
  @TempDir Path folder;

  private static LabOptions options(String... arguments) {
    LabOptions options = new LabOptions();
    CommandLine line = new CommandLine(options);
    Converters.register(line);
    line.parseArgs(arguments);
    return options;
  }

  /** Ctrl-C is sent to all processes of a terminal. */
  @Test
  void itOutlivesCtrlCAndEndsWithWhoeverStartedIt() throws Exception {
    ProcessHandle process;
    try (LabApart lab = LabApart.start(options("--hosts=2", "--datastores=2"))) {
      process = lab.process();
      ServerConnection connection = lab.connection(Optional.empty());
      assertThat(connection.url().getScheme()).isEqualTo("https");
      assertThat(connection.toString()).doesNotContain(connection.password().reveal());

      assertThat(new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor()).isZero();

      assertThat(lab.flows()).extracting(Flow::server).containsExactly("vCenter", "ESX1", "ESX2");
    }
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void whatKeepsItFromStartingIsToldAsOfOneInThisProcess() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> LabApart.start(options("--storage=" + file)))
        .withMessageStartingWith("the lab could not start: ")
        .withMessageContaining("Not a directory")
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(3));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> LabApart.start(options("--hosts=0")))
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(2));
  }

  @Test
  void itHasAsManyDatastoresAsAreAskedForUpToTwoThousand() throws Exception {
    try (LabRun lab = LabRun.start(options("--hosts=2", "--datastores=1200"), 0, true)) {
      assertThat(lab.datastores())
          .hasSize(1_200 + 2)
          .contains("vmstore", "vmstore-2", "vmstore-1200", "ESX1-local");
    }
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> LabRun.check(options("--datastores=2001")))
        .withMessageContaining("2000");
  }

  @Test
  void optionsAreHandedOnAsTheyWere() {
    String[] arguments = {
      "--hosts=3",
      "--datastores=2",
      "--storage=" + folder,
      "--host-rate=400000000",
      "--relay-rate=100000001"
    };

    assertThat(options(arguments).arguments()).containsExactly(arguments);
    assertThat(options("--discard").arguments())
        .containsExactly("--hosts=4", "--datastores=1", "--discard");
  }
}
