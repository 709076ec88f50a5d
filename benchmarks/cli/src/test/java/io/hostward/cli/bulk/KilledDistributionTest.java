package io.hostward.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.Cli;
import io.hostward.cli.Main;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.LabModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is ended in the middle, and the same command again. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM to end a process by")
class KilledDistributionTest {
  private static final int FILES = 24;
  private static final int LARGEST = 256 << 10;
  private static final int AT_ONCE = 8;

  @TempDir Path folder;
  private final Lab lab =
      Lab.start(LabModel.standard().toBuilder().eachHost(h -> h.bytesPerSecond(4 << 20)).build());
  private long bytes;

  @BeforeEach
  void files() throws IOException {
    Random random = new Random(1);
    Files.createDirectories(folder.resolve("images/sub"));
    for (int n = 0; n < FILES; n++) {
      byte[] content = new byte[1024 + random.nextInt(LARGEST - 1024)];
      random.nextBytes(content);
      Files.write(folder.resolve("images/" + (n % 2 == 0 ? "" : "sub/") + "f" + n), content);
      bytes += 4L * content.length;
    }
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void afterAKillEverythingArrivesWholeAndNothingThatHadArrivedIsSentAgain() throws Exception {
    Process killed = start();
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> received() > bytes / 3);
    killed.destroyForcibly().waitFor();

    assertThat(again(0)).contains("all done", "an earlier run was killed");
    for (LabDatastore datastore : locals()) {
      for (Path file : sources()) {
        String name = folder.resolve("images").relativize(file).toString();
        assertThat(datastore.read("iso/" + name)).isEqualTo(Files.readAllBytes(file));
      }
    }
    // What a connection costs beside the bodies: certificates and headers.
    long overhead = 16L * 1024 * 4 * (FILES + AT_ONCE);
    assertThat(received())
        .as("each once, but for those under way at the kill")
        .isBetween(bytes, bytes + (long) AT_ONCE * LARGEST + overhead);

    long before = received();
    assertThat(again(5)).contains("nothing to do", "there already " + 4 * FILES + " files");
    assertThat(received()).isEqualTo(before);
  }

  @Test
  void sigtermEndsItCleanlyAndSaysHowToGoOn() throws Exception {
    Process process = start();
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> received() > bytes / 4);
    new ProcessBuilder("kill", "-TERM", "" + process.pid()).start().waitFor();

    assertThat(end(process, 143)).contains("the same command goes on");
    for (LabDatastore datastore : locals()) {
      assertThat(datastore.files())
          .as("what was sent is kept in one folder, or has appeared")
          .allMatch(f -> f.matches("(iso|\\.hostward-[^/]*\\.part)/(sub/)?f\\d+"));
    }
    assertThat(lab.vcenter().sessions()).isZero();
    assertThat(again(0)).contains("all done").doesNotContain("killed");
    for (LabDatastore datastore : locals()) {
      assertThat(datastore.files())
          .as("no temporary file is left")
          .hasSize(FILES)
          .allMatch(f -> f.matches("iso/(sub/)?f\\d+"));
    }
  }

  private List<LabDatastore> locals() {
    return lab.datastores().stream().filter(store -> store.name().endsWith("-local")).toList();
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("images"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private long received() {
    return lab.hosts().stream().mapToLong(host -> host.traffic().httpsIn()).sum();
  }

  private static String end(Process process, int exitCode) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isEqualTo(exitCode);
    return out;
  }

  /** The same command again, in this process. */
  private String again(int exitCode) {
    Cli cli = Cli.against(lab);
    cli.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    assertThat(cli.run(arguments().toArray(String[]::new))).as(cli.err()).isEqualTo(exitCode);
    return cli.out();
  }

  private List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of("distribute", "--transfers", "" + AT_ONCE, "--thumbprint", lab.thumbprint()));
    for (LabHost host : lab.hosts()) {
      arguments.addAll(List.of("--resolve", host.name() + "=" + host.authority()));
    }
    arguments.addAll(List.of(folder.resolve("images").toString(), "[ESX*-local] iso/"));
    return arguments;
  }

  private Process start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                Main.class.getName()));
    command.addAll(arguments());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(Cli.against(lab).environment);
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }
}
