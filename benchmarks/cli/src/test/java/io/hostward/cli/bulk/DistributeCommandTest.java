package io.hostward.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.cli.Cli;
import io.hostward.cli.console.Converters;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DistributeCommandTest {
  private static final List<String> FILES = List.of("a.iso", "sub/b.iso", "sub/c.tmp");

  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final Cli cli = Cli.against(lab);
  private Path images;

  @BeforeEach
  void files() throws IOException {
    cli.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    images = folder.resolve("images");
    for (String name : FILES) {
      Path file = images.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content of " + name);
    }
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private int distribute(String... arguments) {
    return cli.run(lab, "distribute", arguments);
  }

  private List<String> stored() throws IOException {
    List<String> all = new ArrayList<>();
    for (LabDatastore datastore : lab.datastores()) {
      for (String file : new TreeSet<>(datastore.files())) {
        all.add("[" + datastore.name() + "] " + file);
      }
    }
    return all;
  }

  @Test
  void aFolderGoesToAllDatastoresOfAPatternAndTheSecondRunFindsNothingToDo() throws IOException {
    assertThat(distribute(images.toString(), "[ESX*-local] iso/")).as(cli.err()).isZero();

    assertThat(cli.out()).contains("all done", "arrived 12 files", "there already 0 files");
    assertThat(stored()).hasSize(12).contains("[ESX3-local] iso/sub/b.iso");
    assertThat(lab.datastore("ESX4-local").read("iso/sub/b.iso"))
        .isEqualTo("content of sub/b.iso".getBytes(StandardCharsets.UTF_8));
    assertThat(cli.err()).contains("ledger: " + folder.resolve("state/hostward/distribute-"));

    assertThat(distribute(images.toString(), "[ESX*-local] iso/")).isEqualTo(5);
    assertThat(cli.out()).contains("nothing to do", "arrived 0 files", "there already 12 files");
  }

  @Test
  void limitsOfBandwidthAreThoseOfTheTransport() {
    BandwidthOptions options = new BandwidthOptions();
    CommandLine line = new CommandLine(options);
    Converters.register(line);

    line.parseArgs();
    assertThat(options.bandwidth().limit()).isZero();
    assertThat(options.bandwidth().limitPerHost()).isZero();
    line.parseArgs("--bandwidth=100MB", "--host-bandwidth=1MiB/s");
    assertThat(options.bandwidth().limit()).isEqualTo(100_000_000);
    assertThat(options.bandwidth().limitPerHost()).isEqualTo(1 << 20);
  }

  /** Two million bytes at two million a second, but for the pieces that go at once. */
  @Test
  void aRunKeepsToItsBandwidth() throws IOException {
    Path file = Files.write(folder.resolve("large.iso"), new byte[500_000]);
    long begun = System.nanoTime();
    assertThat(distribute("--bandwidth=2MB", "" + file, "[ESX*-local] iso/"))
        .as(cli.err())
        .isZero();

    assertThat((System.nanoTime() - begun) / 1_000_000).isGreaterThanOrEqualTo(800);
    assertThat(stored()).hasSize(4);
  }

  @Test
  void rulesTemplatesAndSeveralTargetsSayWhatGoesWhere() throws IOException {
    Path names = Files.writeString(folder.resolve("names"), "# ours\n[ESX1-local]\n");
    assertThat(
            distribute(
                "--exclude",
                "*.tmp",
                "--targets",
                names.toString(),
                "--path",
                "{datastore}/{name}",
                images.toString(),
                "[vmstore] x-{name}"))
        .as(cli.err())
        .isZero();

    assertThat(stored())
        .containsExactlyInAnyOrder(
            "[ESX1-local] ESX1-local/a.iso",
            "[ESX1-local] ESX1-local/b.iso",
            "[vmstore] x-a.iso",
            "[vmstore] x-b.iso");
  }

  /** The first rule that fits decides, wherever it was said. */
  @Test
  void rulesStandInTheOrderInWhichTheyAreSaid() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules"), "# ours\n- c.*\n\n+ sub/\n");
    String[] target = {images.toString(), "[vmstore]"};

    assertThat(
            distribute(
                "--include",
                "c.tmp",
                "--include",
                "b.*",
                "--exclude",
                "sub/",
                target[0],
                target[1]))
        .as(cli.err())
        .isZero();
    assertThat(stored()).hasSize(3);
    lab.datastore("vmstore").store().delete("sub");
    assertThat(
            distribute(
                "--exclude",
                "sub/",
                "--include",
                "c.tmp",
                "--exclude",
                "*.x",
                target[0],
                target[1]))
        .isEqualTo(5);
    assertThat(
            distribute("--filter-from", rules.toString(), "--exclude", "*", target[0], target[1]))
        .as(cli.err())
        .isZero();
    assertThat(stored()).containsExactly("[vmstore] a.iso", "[vmstore] sub/b.iso");
  }

  @Test
  void allNamesOfADatastoreAreOneDatastore() throws IOException {
    Path manifest = folder.resolve("m.csv");
    Files.writeString(
        manifest,
        "source,target\n"
            + "images/a.iso,[vmstore] m/1\n"
            + "images/sub/b.iso,[datastore-31] m/2\n"
            + "images/sub/c.tmp,[/DC/datastore/vmstore] m/3\n");
    assertThat(distribute("--dry-run", "--manifest", "" + manifest)).as(cli.err()).isZero();
    assertThat(cli.out().lines().filter(line -> line.contains("datastore") || line.contains("4 h")))
        .as("a line of the table, for one datastore")
        .hasSize(2);
    assertThat(cli.out()).contains("[vmstore]").doesNotContain("datastore-31");

    Path plan = folder.resolve("plan");
    assertThat(
            cli.run(lab, "plan", "--shards", "2", "--plan", "" + plan, "--manifest", "" + manifest))
        .as(cli.err())
        .isZero();
    assertThat(Files.readAllLines(plan).stream().filter(line -> line.contains("\"datastore\"")))
        .as("it may be split by its hosts")
        .allMatch(line -> line.contains("\"vmstore\""));

    assertThat(distribute("--manifest", "" + manifest)).as(cli.err()).isZero();
    assertThat(stored()).containsExactly("[vmstore] m/1", "[vmstore] m/2", "[vmstore] m/3");
    assertThat(distribute(images.toString(), "[datastore-31] m/")).as(cli.err()).isZero();
    assertThat(stored()).contains("[vmstore] m/sub/b.iso");

    Files.writeString(
        manifest,
        "source,target\nimages/a.iso,[vmstore] m/9\nimages/sub/b.iso,[datastore-31] m/9\n");
    assertThat(distribute("--manifest", "" + manifest)).isEqualTo(2);
    assertThat(cli.err()).contains("[vmstore] m/9 ([vmstore] is written [datastore-31] too)");
  }

  /** Readers see all of a new folder or nothing, also if what is missing is no delivery. */
  @ParameterizedTest
  @ValueSource(strings = {"name ", "loop", "sub/back\\slash", "deep/er/nowhere"})
  void aNewFolderWithAGapDoesNotAppear(String gap) throws IOException {
    Path missing = images.resolve(gap);
    Files.createDirectories(missing.getParent());
    if (gap.equals("loop")) {
      Files.createSymbolicLink(missing, images);
    } else if (gap.endsWith("nowhere")) {
      Files.createSymbolicLink(missing, folder.resolve("nothing"));
    } else {
      Files.writeString(missing, "no datastore takes that name");
    }
    String[] arguments = {"--links", "follow", images.toString(), "[ESX*-local] new/iso/"};

    assertThat(distribute(arguments)).isEqualTo(1);
    assertThat(stored()).hasSize(12).noneMatch(file -> file.contains("] new/"));
    assertThat(cli.err()).contains("[ESX1-local] new does not appear", missing.toString());
    assertThat(cli.out()).contains("passed over " + missing, "failed 12");
    assertThat(distribute(arguments)).isEqualTo(1);
    Files.delete(missing);
    assertThat(distribute(arguments)).as(cli.err()).isZero();
    assertThat(stored()).hasSize(12).contains("[ESX1-local] new/iso/sub/b.iso");
    assertThat(cli.out()).contains("arrived 12 files", "12 of them sent by an earlier run");
  }

  @Test
  void aDryRunTellsAllAndSendsNothing() throws IOException {
    lab.datastore("vmstore").write("a.iso", "content of a.iso".getBytes(StandardCharsets.UTF_8));

    assertThat(distribute("--dry-run", "--list", images.toString(), "[vmstore]")).isZero();
    assertThat(cli.out())
        .contains("there " + images.resolve("a.iso") + " -> [vmstore] a.iso")
        .contains("send  " + images.resolve("sub/b.iso") + " -> [vmstore] sub/b.iso")
        .contains("to send 2 files", "there already 1 file", "4 hosts");
    assertThat(stored()).containsExactly("[vmstore] a.iso");
    assertThat(folder.resolve("state/hostward")).isEmptyDirectory();

    assertThat(distribute("--dry-run", "--json", "--list", images.toString(), "[vmstore]"))
        .isZero();
    assertThat(lines()).hasSize(4).allMatch(line -> line.get("version").intValue() == 1);
    assertThat(lines().get(3).at("/open/deliveries").intValue()).isEqualTo(2);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : cli.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void jsonLinesTellEveryEventAndTheEnd() throws IOException {
    assertThat(distribute("--json", images.toString(), "[vmstore] iso/")).as(cli.err()).isZero();

    assertThat(lines()).allMatch(line -> line.get("version").intValue() == 1);
    assertThat(lines())
        .extracting(line -> line.get("event").textValue())
        .contains("run-begun", "delivery-begun", "delivery-ended", "run-ended")
        .endsWith("report");
    JsonNode report = lines().get(lines().size() - 1);
    assertThat(report.at("/arrived/deliveries").intValue()).isEqualTo(3);
    assertThat(report.get("exitCode").intValue()).isZero();
  }

  @Test
  void aReportTellsWhatWasSentAndCopiedAndWhatFailed() throws IOException {
    Path page = folder.resolve("run.html");
    Path file = Files.write(folder.resolve("large.iso"), new byte[2 << 20]);
    String manifest = "source,target\n" + file + ",[ESX1-local] a.iso\n" + file + ",";
    Path rows =
        Files.writeString(
            folder.resolve("m.csv"),
            manifest + "[vmstore] a.iso\nmissing.iso,[vmstore] missing.iso\n");

    assertThat(
            distribute(
                "--copy-at-least=1MiB", "--manifest", rows.toString(), "--report", "" + page))
        .isEqualTo(1);

    JsonNode document = new ObjectMapper().readTree(folder.resolve("run.json").toFile());
    assertThat(document.at("/answer").asText())
        .startsWith("2 of 3 files (4.19 MB) arrived on 2 datastores in ")
        .endsWith("; 1 was copied inside vSphere; 1 failed.");
    assertThat(document.at("/sent/bytes").asLong()).isEqualTo(2 << 20);
    assertThat(document.at("/copied/bytes").asLong()).isEqualTo(2 << 20);
    // By the events, and not by an account of the lab's.
    assertThat(document.at("/hosts/0/name").asText()).startsWith("ESX");
    assertThat(document.at("/hosts/0/sentBytes").asLong()).isEqualTo(2 << 20);
    assertThat(document.at("/datastores").findValuesAsText("copiedFromBytes"))
        .containsExactlyInAnyOrder("0", "" + (2 << 20));
    assertThat(document.at("/domains/0/domain").asText()).isEqualTo("SOURCE");
    assertThat(document.at("/domains/0/failed").asInt()).isEqualTo(1);
    assertThat(document.at("/failures").asText()).endsWith(".failures.csv");
    assertThat(page).content().contains("hostward distribute", "copied inside vSphere");
    assertThat(distribute("--dry-run", "--manifest", rows.toString(), "--report", "" + page))
        .isEqualTo(2);
  }

  @Test
  void anInterruptedRunLeavesItsReport() throws Exception {
    Path page = folder.resolve("run.html");
    Path file = Files.write(folder.resolve("large.iso"), new byte[4_000_000]);
    Thread user =
        new Thread(
            () -> {
              while (!cli.out().contains("delivery-begun")) {
                Thread.onSpinWait();
              }
              cli.interruption.interrupt();
            });
    user.start();

    assertThat(
            distribute(
                "--json",
                "--bandwidth=500kB",
                "" + file,
                "[ESX*-local] iso/",
                "--report",
                "" + page))
        .isEqualTo(130);

    user.join();
    JsonNode document = new ObjectMapper().readTree(folder.resolve("run.json").toFile());
    assertThat(document.at("/status").asText()).isEqualTo("INTERRUPTED");
    assertThat(document.at("/left/deliveries").asInt()).isEqualTo(4);
    assertThat(page).content().contains("4 left for the next run");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          2, name files or folders, , , ,
          2, a pattern has, --exclude, /, SOURCE, [vmstore]
          2, '[' , --include, [, SOURCE, [vmstore]
          2, cannot read the rules, --filter-from, nothing, SOURCE, [vmstore]
          2, no file or folder 'nothing', nothing, [vmstore], ,
          2, name targets, SOURCE, , ,
          2, leave out sources, --manifest, m, SOURCE,
          2, --list goes with, --list, SOURCE, [vmstore],
          2, go together, --shard, 1/2, SOURCE, [vmstore]
          2, --transfers is 1, --transfers, 0, SOURCE, [vmstore]
          2, stand for something, SOURCE, [vmstore] {x}, ,
          4, 'vmst0re', SOURCE, [vmst0re], ,
          4, datastore cluster 'pool', --cluster, pool, SOURCE,
          """)
  void whatCannotBeMeantIsRefused(
      int exitCode, String words, String first, String second, String third, String fourth) {
    List<String> arguments = new ArrayList<>();
    for (String argument : new String[] {first, second, third, fourth}) {
      if (argument != null) {
        arguments.add(argument.equals("SOURCE") ? images.toString() : argument);
      }
    }
    assertThat(distribute(arguments.toArray(String[]::new))).isEqualTo(exitCode);
    assertThat(cli.err()).contains(words);
  }
}
