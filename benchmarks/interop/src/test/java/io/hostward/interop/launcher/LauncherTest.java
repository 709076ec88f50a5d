package io.hostward.interop.launcher;

import static io.hostward.interop.CommandLine.BUILT;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.CommandLine;
import io.hostward.interop.Programs;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command line by its launcher, with the Java that runs this test. */
class LauncherTest {
  private static final Duration LIMIT = Duration.ofSeconds(100);

  /** The first Java with the newer kind of archive. */
  private static final int AOT = 25;

  @TempDir Path temporary;
  private final Map<String, String> environment = new HashMap<>();
  private Path folder;

  @BeforeEach
  void copy() throws Exception {
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    folder = Files.createDirectories(temporary.resolve("a folder"));
    for (String name : List.of("hostward", "hostward.jar")) {
      Programs.run(LIMIT, "cp", "-p", "" + BUILT.resolve(name), "" + folder).orFail();
    }
  }

  @Test
  void theBuildMadeAnArchiveThatIsUsed() {
    strict();

    assertThat(run(BUILT, "--version").orFail()).startsWith("hostward ");
  }

  @Test
  void anArchiveMadeLaterIsUsedAndAllThatIsLeft() throws Exception {
    Path archive = Path.of(run(folder, "--prepare").orFail().strip());

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .containsExactlyInAnyOrder(
              archive, folder.resolve("hostward"), folder.resolve("hostward.jar"));
    }
    strict();
    silent(run(folder, "--version"));
  }

  @Test
  void anArchiveOfSomethingElseIsNotWorthALine() throws Exception {
    Path archive = Path.of(run(folder, "--prepare").orFail().strip());
    byte[] bytes = Files.readAllBytes(archive);
    // Its head says which JVM it is for.
    bytes[200]++;
    Files.delete(archive);
    Files.write(archive, bytes);

    silent(run(folder, "--version"));

    Files.writeString(archive, "no archive at all");

    silent(run(folder, "--version"));
  }

  @Test
  void anArchiveOfAnOlderJarIsNotWorthALine() throws Exception {
    run(folder, "--prepare").orFail();
    Programs.run(LIMIT, "touch", "-d", "2001-01-01", "" + folder.resolve("hostward.jar")).orFail();

    silent(run(folder, "--version"));
  }

  @Test
  void aFileArrives() throws Exception {
    Path file = Files.writeString(temporary.resolve("a  file"), "content");
    try (Lab lab = Lab.start(LabModel.standard(2))) {
      Programs.Result result = CommandLine.of(lab).run("upload", "" + file, "[vmstore] to/");

      assertThat(result.orFail()).contains("to/a  file", "direct to ESX").hasLineCount(1);
      assertThat(lab.datastore("vmstore").read("to/a  file")).isEqualTo(Files.readAllBytes(file));
    }
  }

  @Test
  void aSignalReachesTheProgram() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("" + BUILT.resolve("hostward"), "lab");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    try {
      assertThat(process.inputReader().readLine()).contains("The lab is running");

      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Makes the JVM end rather than start without its archive. */
  private void strict() {
    environment.put(
        "HOSTWARD_JAVA_OPTS", Runtime.version().feature() >= AOT ? "-XX:AOTMode=on" : "-Xshare:on");
  }

  private Programs.Result run(Path from, String... arguments) {
    List<String> command = new ArrayList<>(List.of("" + from.resolve("hostward")));
    command.addAll(List.of(arguments));
    return Programs.run(LIMIT, environment, command);
  }

  private static void silent(Programs.Result result) {
    assertThat(result.orFail()).startsWith("hostward ").hasLineCount(1);
    assertThat(result.err()).isEmpty();
  }
}
