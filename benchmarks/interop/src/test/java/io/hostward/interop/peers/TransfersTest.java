package io.hostward.interop.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import io.hostward.peers.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark in its quick mode: every client sends everything to every server. */
@Needs(
    programs = {"cc", "curl", "go", "nginx"},
    files = {GoProgram.GOVMOMI, Programs.PYTHON, "/usr/include/openssl/ssl.h", "/dev/shm"},
    pythonModules = "oslo_vmware.rw_handles",
    packages =
        "gcc libc6-dev libssl-dev curl golang-go golang-github-vmware-govmomi-dev nginx-light"
            + " python3-oslo.vmware")
class TransfersTest {
  /** All but the one that needs the packaged program. */
  private static final int CLIENTS = 9;

  private static final int TABLES = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "1.3"})
  void everyClientSendsEverything(String tls) throws Exception {
    Path report = folder.resolve("PEERS.md");

    assertThat(Main.run("transfers", "--quick", "--tls", tls, "--write", "" + report)).isZero();

    assertThat(Files.readAllLines(report))
        .noneMatch(line -> line.contains("failed") || line.contains("is missing"))
        .filteredOn(line -> line.endsWith(" % |"))
        .hasSize(CLIENTS * TABLES);
    assertThat(Files.readString(report))
        .contains("All spoke TLSv" + tls, "- hostward-cold-archive: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "1.3"})
  void aSessionIsResumedUnlessTheServersLetNone(String tls) throws Exception {
    Path report = folder.resolve("PEERS.md");

    assertThat(
            Main.run(
                "transfers",
                "--quick",
                "--tls",
                tls,
                "--client",
                "hostward",
                "--no-resumption",
                "--write",
                "" + report))
        .isZero();

    assertThat(Files.readAllLines(report))
        .filteredOn(line -> line.startsWith("| hostward |"))
        .hasSize(TABLES)
        .allMatch(line -> line.endsWith("| 0 % |"));
  }
}
