package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.LabModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What signals do to a process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such signals")
class SignalsTest {
  private static final int MIB = 1 << 20;

  private static Lab lab;

  @TempDir Path folder;

  @BeforeAll
  static void startLab() {
    lab = Lab.start(LabModel.standard().toBuilder().eachHost(h -> h.bytesPerSecond(MIB)).build());
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  @Test
  void sigtermEndsAnUploadWithItsOwnExitCodeAfterTheCleanup() throws Exception {
    Path file = Files.write(folder.resolve("disk.iso"), new byte[64 * MIB]);
    long before = received();
    Process process = upload(file);
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> received() - before > MIB / 2);

    new ProcessBuilder("kill", "-TERM", "" + process.pid()).start().waitFor();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    JsonNode document = new ObjectMapper().readTree(process.getInputStream());
    assertThat(document.at("/uploads/0/targetState").textValue()).isEqualTo("UNCHANGED");
    assertThat(lab.datastore("vmstore").files()).isEmpty();
    assertThat(lab.vcenter().sessions()).isZero();
  }

  private static long received() {
    return lab.hosts().stream().mapToLong(host -> host.traffic().httpsIn()).sum();
  }

  private static Process upload(Path file) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                Main.class.getName(),
                "upload",
                "--json",
                "--thumbprint",
                lab.thumbprint()));
    for (LabHost host : lab.hosts()) {
      command.addAll(List.of("--resolve", host.name() + "=" + host.authority()));
    }
    command.addAll(List.of(file.toString(), "disk.iso"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    Cli cli = Cli.against(lab);
    builder.environment().putAll(cli.environment);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }
}
