package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.lab.Lab;
import io.hostward.lab.model.ConnectionState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;
  private final Cli cli = new Cli();

  @Test
  void hostsTellsWhichAreUsableAndWhyTheOthersAreNot() {
    try (Lab lab = Lab.start()) {
      lab.host("ESX1").setMaintenance(true);
      lab.host("ESX3").setConnection(ConnectionState.NOT_RESPONDING);
      Cli toLab = Cli.against(lab);

      assertThat(toLab.run(lab, "hosts", "[vmstore]")).isZero();
      assertThat(toLab.out().lines().toList().get(0)).startsWith("[vmstore] in DC, VMFS, free ");
      assertThat(toLab.out()).contains("it is in maintenance mode", "not responding");

      assertThat(toLab.run(lab, "hosts", "--policy=first-usable", "--json")).isZero();
      JsonNode hosts = toLab.json().at("/hosts");
      assertThat(toLab.json().at("/datastore/name").textValue()).isEqualTo("vmstore");
      assertThat(hosts.findValuesAsText("name")).containsExactly("ESX2", "ESX4", "ESX1", "ESX3");
      assertThat(hosts.at("/0/rank").intValue()).isEqualTo(1);
      assertThat(hosts.at("/2/usable").booleanValue()).isFalse();
    }
  }

  @Test
  void noDatastoreOrNoUsableHostIsExitCodeFour() {
    try (Lab lab = Lab.start()) {
      Cli toLab = Cli.against(lab);

      assertThat(toLab.run(lab, "hosts", "--json", "nonsense")).isEqualTo(4);
      assertThat(toLab.json().at("/exitCode").intValue()).isEqualTo(4);
      assertThat(toLab.json().at("/error").textValue()).contains("'nonsense'");

      lab.hosts().forEach(host -> host.setMaintenance(true));
      assertThat(toLab.run(lab, "hosts")).isEqualTo(4);
      // The vCenter has no host to relay through either.
      assertThat(toLab.run(lab, "compare", "--size", "1k", "--runs", "1")).isEqualTo(1);
      assertThat(toLab.out())
          .contains("relay through vCenter", "failed")
          .doesNotContain("direct to");
    }
  }

  @Test
  void uploadToALabTellsTheHashThatTheLabComputed() throws Exception {
    byte[] content = "Hostward".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("a.bin"), content);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));

    for (String mode : List.of("--discard", "--host-rate=1GB")) {
      assertThat(cli.run("upload", "--lab", "--hosts=1", mode, "--json", "" + file, "[vmstore]"))
          .isZero();
      assertThat(cli.json().at("/uploads/0/labSha256").textValue()).isEqualTo(sha256);
      assertThat(flow(cli.json(), "ESX1", "in443")).isGreaterThan(content.length);
    }
    assertThat(cli.run("upload", "--lab", "" + file, "[vmstore]")).isZero();
    assertThat(cli.out()).contains("SHA-256 in the lab: " + sha256);
  }

  @Test
  void aLabRunsUntilCtrlCAndCanBeUsedMeanwhile() throws Exception {
    Cli labCli = new Cli();
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() -> labCli.run("lab", "--hosts", "2", "--json"));
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> exitCode.isDone() || labCli.out().endsWith("}\n"));
    JsonNode lab = labCli.json();
    lab.at("/environment")
        .properties()
        .forEach(entry -> cli.environment.put(entry.getKey(), entry.getValue().textValue()));

    List<String> arguments = new ArrayList<>(List.of("upload"));
    lab.at("/resolve").forEach(option -> arguments.add("--resolve=" + option.textValue()));
    Path file = Files.write(folder.resolve("a.bin"), new byte[100_000]);
    arguments.addAll(List.of("--direct-only", "" + file, "folder/"));
    assertThat(cli.run(arguments.toArray(String[]::new))).as(cli.err()).isZero();

    labCli.interruption.interrupt();
    assertThat(exitCode.get(30, TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(Path.of(lab.at("/caFile").textValue())).doesNotExist();
    assertThat(labCli.err().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .contains("calls to vCenter:", "operation|calls", "Login|1")
        .anyMatch(line -> line.startsWith("AcquireGenericServiceTicket|"))
        .anyMatch(line -> line.matches("all\\|[1-9]\\d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "upload",
        "hosts",
        "compare",
        "trace",
        "lab",
        "bench-startup",
        "bench-warm",
        "simulate",
        "simulate-shards"
      })
  void helpFitsATerminal(String command) {
    int exitCode = command.isEmpty() ? cli.run("--help") : cli.run(command, "--help");

    assertThat(exitCode).isZero();
    assertThat(cli.out()).contains("Usage: hostward " + command);
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(cli.out()).doesNotContain("--password ");
  }

  @Test
  void benchWarmMeasuresUploadsOfAnotherProcess() {
    assertThat(cli.run("bench-warm", "--files", "2", "--rounds", "1", "--at-a-time", "1,2"))
        .as(cli.err())
        .isZero();

    assertThat(cli.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .hasSize(7)
        .anyMatch(line -> line.startsWith("1|client CPU, ms|"))
        .anyMatch(line -> line.startsWith("2|files a second|"));
  }

  @Test
  void benchStartupMeasuresFreshProcesses() {
    assertThat(cli.run("bench-startup", "--runs", "1")).isZero();

    assertThat(cli.out().lines().map(line -> line.replaceAll("  .*", "")))
        .containsExactly("until", "main method", "session", "process end", "session, CPU time");
  }

  @Test
  void aLabThatFindsItsPortTakenSaysSo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.10"))) {
      String port = "" + taken.getLocalPort();
      assertThat(cli.run("lab", "--port", port)).isEqualTo(3);
      assertThat(cli.err())
          .contains("the lab could not start: the lab cannot listen on 127.0.0.10:" + port);
    }
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(cli.run("lab", "--storage", "" + file)).isEqualTo(3);
    assertThat(cli.err()).contains("the lab could not start: ", "" + file, "Not a directory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uplod a b | there is no command 'uplod'; did you mean upload?",
        "list | there is no command 'list'; there are: upload, download, ",
        "upload --relay-oly a b | there is no option '--relay-oly'; did you mean --relay-only?",
        "upload --password=s3cret a b | there is no option '--password'; did you mean --password-file?",
        "upload --nonsense a b | there is no option '--nonsense'",
        "hosts a b | 'b' is an argument too many",
        "upload a | name files, and behind them the target",
        "upload [ds] a.iso | there is no file '[ds]'; the target comes last",
        "simulate --csv nowhere/a.csv | there is no folder for the file nowhere/a.csv",
        "simulate --policy nonsense | see: hostward simulate --list",
      })
  void aWrongCommandLineIsToldWithoutMisleading(String arguments, String message) {
    assertThat(cli.run(arguments.split(" "))).isEqualTo(2);
    assertThat(cli.err())
        .contains(message)
        .doesNotContain("bench-startup?", "--resolve", "index", "s3cret");
  }

  @Test
  void theListOfCommandsSaysOfEachWhatItsOwnHelpSays() {
    cli.run("--help");
    String all = cli.out().replaceAll("\\s+", " ");
    List<String> names = Commands.names();
    assertThat(names).contains("upload", "hosts", "lab");

    for (String name : names) {
      assertThat(cli.run(name, "--help")).isZero();
      assertThat(cli.out()).contains("Usage: hostward " + name + " ");
      assertThat(all).contains(" " + name + " " + cli.out().lines().findFirst().orElseThrow());
    }
  }

  @Test
  void theVersionIsToldWhereverItIsAskedFor() {
    cli.run("--version");
    String version = cli.out();

    assertThat(version).startsWith("hostward ");
    for (String arguments : List.of("-V", "upload --version", "--version upload", "hosts -V x")) {
      assertThat(cli.run(arguments.split(" "))).isZero();
      assertThat(cli.out()).isEqualTo(version);
    }
  }

  @Test
  void anOptionThatIsNoneBeforeACommandIsToldOfAsThat() {
    assertThat(cli.run("--relay-only", "upload", "a", "b")).isEqualTo(2);
    assertThat(cli.err()).contains("there is no option '--relay-only'");
  }

  @Test
  void helpListsTheExitCodes() {
    cli.run("--help");

    assertThat(cli.out()).containsSubsequence("Exit codes:", "0 ", "1 ", "2 ", "3 ", "4 ", "130 ");
  }

  @Test
  void badUsageIsExitCodeTwoAndADocument() {
    assertThat(cli.run("compare", "--lab", "--size", "big", "--json")).isEqualTo(2);
    assertThat(cli.json().at("/error").textValue()).contains("--size", "'big'");
    assertThat(cli.run("nonsense")).isEqualTo(2);
    assertThat(cli.run()).isEqualTo(2);
    assertThat(cli.run("hosts")).isEqualTo(2);
    assertThat(cli.run("hosts", "vmstore")).isEqualTo(2);
    assertThat(cli.err()).contains("GOVC_URL");
    assertThat(cli.run("lab", "--hosts", "0")).isEqualTo(2);
    assertThat(cli.run("lab", "--port", "70000")).isEqualTo(2);
  }

  private static long flow(JsonNode run, String server, String count) {
    for (JsonNode flow : run.at("/flows")) {
      if (flow.at("/server").textValue().equals(server)) {
        return flow.at("/" + count).longValue();
      }
    }
    throw new AssertionError("no " + server + " in " + run);
  }
}
