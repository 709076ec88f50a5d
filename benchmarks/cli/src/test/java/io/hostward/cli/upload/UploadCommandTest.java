package io.hostward.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadCommandTest {
  private static final int MIB = 1 << 20;

  /** For tests that must know the host. */
  private static final String IN_ORDER = "--policy=first-usable";

  private static Lab lab;

  @TempDir Path folder;
  private Cli cli;

  @BeforeAll
  static void startLab() {
    lab = Lab.start();
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  @BeforeEach
  void connect() {
    cli = Cli.against(lab);
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    lab.hosts().forEach(LabHost::clearFaults);
    lab.vcenter().clearFaults();
    for (String file : lab.datastore("vmstore").files()) {
      assertThat(file).doesNotContain(".part");
      lab.datastore("vmstore").store().delete(file);
    }
    assertThat(lab.vcenter().sessions()).isZero();
  }

  @Test
  void uploadsAFileStraightToAHost() throws Exception {
    Path file = file("disk.iso", 3 * MIB);

    int exitCode = cli.run(lab, "upload", IN_ORDER, "" + file, "[vmstore] iso/new name.iso");

    assertThat(cli.err()).contains("new name.iso: direct to ESX1 (host-21)");
    assertThat(exitCode).isZero();
    assertThat(cli.out()).startsWith("[vmstore] iso/new name.iso: 3.15 MB in ");
    assertThat(cli.out()).contains("direct to ESX1 (host-21)");
    assertThat(lab.datastore("vmstore").sha256("iso/new name.iso")).isEqualTo(sha256(file));
  }

  @Test
  void theLeastLoadedHostIsTheDefault() throws Exception {
    // Far enough apart that they do not count as equal when the sample is nearly replaced.
    Load busy = Load.IDLE.withCpuMhz(35_000).withReceivedKbps(1_100_000).withWriteLatencyMs(200);
    LabModel loaded =
        LabModel.standard().toBuilder()
            .host("ESX1", host -> host.load(busy))
            .host("ESX2", host -> host.load(busy))
            .host("ESX4", host -> host.load(busy))
            .build();
    try (Lab loadedLab = Lab.start(loaded)) {
      Path file = file("disk.iso", MIB);

      assertThat(Cli.against(loadedLab).run(loadedLab, "upload", "" + file, "disk.iso")).isZero();

      assertThat(loadedLab.host("ESX3").traffic().httpsIn()).isGreaterThan(MIB);
      assertThat(loadedLab.datastore("vmstore").sha256("disk.iso")).isEqualTo(sha256(file));
    }
  }

  /** The first piece goes at once. */
  @Test
  void aLimitOfBandwidthMakesATransferTakeItsTime() throws Exception {
    Path file = file("disk.iso", 2 * MIB);

    int exitCode = cli.run(lab, "upload", "--json", "--bandwidth=4MB/s", "" + file, "iso/");

    assertThat(exitCode).as(cli.err()).isZero();
    assertThat(cli.json().at("/uploads/0/stages/TRANSFER").doubleValue())
        .isGreaterThanOrEqualTo(0.4);
    assertThat(cli.run(lab, "upload", "--bandwidth=0", "" + file, "iso/")).isEqualTo(2);
    assertThat(cli.err()).contains("a rate is more than zero");
  }

  @Test
  void saysAllThatToAMachine() throws Exception {
    Path file = file("disk.iso", MIB);

    int exitCode =
        cli.run(lab, "upload", IN_ORDER, "--json", "--verify", "sha256", "" + file, "iso/");

    JsonNode upload = cli.json().at("/uploads/0");
    assertThat(exitCode).isZero();
    assertThat(cli.json().at("/ok").booleanValue()).isTrue();
    assertThat(upload.at("/target").textValue()).isEqualTo("[vmstore] iso/disk.iso");
    assertThat(upload.at("/bytes").longValue()).isEqualTo(MIB);
    assertThat(upload.at("/sha256").textValue()).isEqualTo(sha256(file));
    assertThat(upload.at("/route/kind").textValue()).isEqualTo("direct");
    assertThat(upload.at("/route/host").textValue()).isEqualTo("ESX1");
    assertThat(upload.at("/tls").textValue()).startsWith("TLSv1.");
    assertThat(upload.at("/stages/TRANSFER").doubleValue()).isPositive();
    assertThat(upload.at("/failedAttempts").size()).isZero();
    assertThat(upload.at("/hosts").size()).isEqualTo(4);
  }

  @Test
  void severalFilesGoIntoAFolder() throws Exception {
    Path first = file("a.iso", 1000);
    Path second = file("b.iso", 0);

    assertThat(cli.run(lab, "upload", IN_ORDER, "" + first, "" + second, "[vmstore] iso")).isZero();

    assertThat(lab.datastore("vmstore").files()).containsExactly("iso/a.iso", "iso/b.iso");
    assertThat(lab.datastore("vmstore").sha256("iso/a.iso")).isEqualTo(sha256(first));
  }

  @Test
  void aNameThatEndsWithABracketIsAName() throws Exception {
    Path first = file("a.iso", 1000);
    Path second = file("b.iso", 10);

    assertThat(cli.run(lab, "upload", IN_ORDER, "" + first, "[vmstore] iso/disk [v2]")).isZero();
    assertThat(cli.run(lab, "upload", IN_ORDER, "" + first, "disk [v2]")).isZero();
    assertThat(cli.run(lab, "upload", IN_ORDER, "" + first, "" + second, "[vmstore] all [v2]"))
        .isZero();

    assertThat(lab.datastore("vmstore").files())
        .containsExactlyInAnyOrder(
            "iso/disk [v2]", "disk [v2]", "all [v2]/a.iso", "all [v2]/b.iso");
  }

  @Test
  void whatIsNoFileIsNamedAsWhatItIs() throws Exception {
    assertThat(cli.run(lab, "upload", ".", "iso/")).isEqualTo(2);
    assertThat(cli.err()).contains("'.' is a folder").doesNotContain("segment");
    assertThat(cli.run(lab, "upload", "/dev/null", "iso/")).isEqualTo(2);
    assertThat(cli.err()).contains("/dev/null", "--size", " - ").doesNotContain("hand in");
  }

  @Test
  void standardInputNeedsItsSizeAndMustHoldIt() throws Exception {
    cli.standardInput(new byte[5000]);

    assertThat(cli.run(lab, "upload", IN_ORDER, "-", "[vmstore] a")).isEqualTo(2);
    assertThat(cli.err()).contains("--size");
    assertThat(cli.run(lab, "upload", IN_ORDER, "--size", "4999", "-", "[vmstore] a")).isEqualTo(1);
    assertThat(cli.err()).contains("standard input", "holds more than the 4999 bytes of --size");
    assertThat(cli.run(lab, "upload", IN_ORDER, "--size", "5001", "-", "[vmstore] a")).isEqualTo(1);
    assertThat(lab.datastore("vmstore").files()).isEmpty();
    assertThat(cli.run(lab, "upload", IN_ORDER, "--size", "5000", "-", "[vmstore] a")).isZero();
    assertThat(lab.datastore("vmstore").read("a")).hasSize(5000);
  }

  @Test
  void optionsThatWouldDoNothingAreRefused() throws Exception {
    Path file = file("disk.iso", 10);

    assertThat(cli.run(lab, "upload", IN_ORDER, "--size", "9", "" + file, "[vmstore] a"))
        .isEqualTo(2);
    assertThat(cli.err()).contains("--size is that of standard input");
    assertThat(cli.run(lab, "upload", IN_ORDER, "--hosts", "4", "" + file, "[vmstore] a"))
        .isEqualTo(2);
    assertThat(cli.err()).contains("--hosts").contains("add --lab");
    assertThat(cli.run("hosts", "--lab", "--resolve", "ESX1=127.0.0.1")).isEqualTo(2);
    assertThat(cli.err()).contains("--resolve");
    assertThat(cli.run(lab, "upload", "--in-place", "--no-overwrite", "" + file, "[vmstore] a"))
        .isEqualTo(2);
    assertThat(cli.err()).contains("--in-place and --no-overwrite");
    assertThat(lab.datastore("vmstore").files()).isEmpty();
  }

  @Test
  void aFileThatIsThereStaysIfItMayNotBeReplaced() throws Exception {
    lab.datastore("vmstore").write("old.iso", new byte[] {1, 2, 3});
    Path file = file("new.iso", 100);

    int exitCode =
        cli.run(lab, "upload", IN_ORDER, "--no-overwrite", "--json", "" + file, "old.iso");

    assertThat(exitCode).isEqualTo(1);
    assertThat(cli.json().at("/ok").booleanValue()).isFalse();
    assertThat(cli.json().at("/uploads/0/error").textValue()).contains("old.iso");
    assertThat(lab.datastore("vmstore").read("old.iso")).containsExactly(1, 2, 3);
  }

  @Test
  void whenAHostFailsTheNextOneTakesTheFile() throws Exception {
    lab.host("ESX1").once(new Fault.ResetAfter(100_000));
    Path file = file("disk.iso", 2 * MIB);

    assertThat(cli.run(lab, "upload", IN_ORDER, "--json", "" + file, "disk.iso")).isZero();

    JsonNode upload = cli.json().at("/uploads/0");
    assertThat(upload.at("/failedAttempts").size()).isEqualTo(1);
    assertThat(upload.at("/failedAttempts/0/route/host").textValue()).isEqualTo("ESX1");
    assertThat(upload.at("/failedAttempts/0/problem").textValue()).isNotBlank();
    assertThat(upload.at("/route/host").textValue()).isEqualTo("ESX2");
    assertThat(cli.err()).contains("disk.iso: failed: direct to ESX1 (host-21)");
    assertThat(lab.datastore("vmstore").sha256("disk.iso")).isEqualTo(sha256(file));
  }

  @Test
  void theRelayIsTakenOnRequest() throws Exception {
    Path file = file("disk.iso", MIB);
    long before = lab.vcenter().traffic().httpsIn();

    assertThat(cli.run(lab, "upload", IN_ORDER, "--relay-only", "--json", "" + file, "disk.iso"))
        .isZero();

    assertThat(cli.json().at("/uploads/0/route/kind").textValue()).isEqualTo("relay");
    assertThat(lab.vcenter().traffic().httpsIn() - before).isGreaterThan(MIB);
  }

  @Test
  void withoutRelayEveryHostIsNamedThatFailed() throws Exception {
    lab.hosts().forEach(host -> host.always(new Fault.EarlyStatus(503)));
    Path file = file("disk.iso", 1000);

    int exitCode =
        cli.run(lab, "upload", IN_ORDER, "--direct-only", "--json", "" + file, "disk.iso");

    assertThat(exitCode).isEqualTo(1);
    assertThat(cli.json().at("/uploads/0/failedAttempts").findValuesAsText("host"))
        .containsExactly("ESX1", "ESX2", "ESX3", "ESX4");
    assertThat(cli.json().at("/uploads/0/failedAttempts/3/status").intValue()).isEqualTo(503);
    assertThat(cli.err()).contains("ESX1", "ESX4", "503");
  }

  @Test
  void saysWhyItWentByRelay() throws Exception {
    lab.hosts().forEach(host -> host.always(new Fault.EarlyStatus(503)));
    Path file = file("disk.iso", 1000);

    assertThat(cli.run(lab, "upload", IN_ORDER, "" + file, "disk.iso")).isZero();
    assertThat(cli.out()).contains("  relayed, since no host took it: ESX1 failed: ");

    assertThat(cli.run(lab, "upload", "--relay-only", "--json", "" + file, "disk.iso")).isZero();
    assertThat(cli.json().at("/uploads/0/relayed").textValue())
        .isEqualTo("the request allows the relay alone");
  }

  @Test
  void anAddressOfAHostThatIsNoneIsToldInOneLine() throws Exception {
    Path file = file("disk.iso", 1000);
    String slip = "--resolve=ESX-1=127.0.0.1:9";
    String line = "hostward: --resolve names no host of the datastore: esx-1; see: hostward hosts";

    assertThat(cli.run(lab, "upload", IN_ORDER, slip, "" + file, "disk.iso")).isZero();
    assertThat(cli.err().lines()).containsOnlyOnce(line);
    assertThat(cli.run(lab, "hosts", slip)).isZero();
    assertThat(cli.err().lines()).containsExactly(line);
    assertThat(cli.run(lab, "compare", "--size=1k", slip)).isZero();
    assertThat(cli.err().lines()).containsOnlyOnce(line);
    assertThat(cli.run(lab, "hosts")).isZero();
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void aPolicyThatNamesNoHostIsToldInOneLine() throws Exception {
    Path file = file("disk.iso", 1000);
    String line = "hostward: the policy: no host that mounts the datastore is named ESX9";

    assertThat(cli.run(lab, "upload", IN_ORDER, "" + file, "disk.iso")).isZero();
    assertThat(cli.err()).doesNotContain("the policy");
    String policy = "--policy=avoid,host=ESX9";
    assertThat(cli.run(lab, "upload", policy, "" + file, "disk.iso")).isZero();
    assertThat(cli.err().lines()).containsOnlyOnce(line);
    assertThat(cli.run(lab, "hosts", policy)).isZero();
    assertThat(cli.err().lines()).containsExactly(line);
  }

  @Test
  void aFolderOfTheTargetsNameIsToldWithWhatToDo() throws Exception {
    lab.datastore("vmstore").write("iso/a", new byte[3]);
    Path file = file("disk.iso", 10);

    assertThat(cli.run(lab, "upload", IN_ORDER, "" + file, "iso")).isEqualTo(1);
    assertThat(cli.err())
        .contains("[vmstore] iso is a folder")
        .contains("to upload into it, end the target with /");
  }

  @Test
  void aSecondFileIsUploadedThoughTheFirstFailed() throws Exception {
    lab.datastore("vmstore").write("iso/a", new byte[3]);
    Path first = file("a", 10);
    Path second = file("b", 20);

    int exitCode =
        cli.run(
            lab, "upload", IN_ORDER, "--no-overwrite", "--json", "" + first, "" + second, "iso/");

    assertThat(exitCode).isEqualTo(1);
    assertThat(cli.json().at("/uploads/0/ok").booleanValue()).isFalse();
    assertThat(cli.json().at("/uploads/1/ok").booleanValue()).isTrue();
    assertThat(lab.datastore("vmstore").read("iso/b")).hasSize(20);
  }

  @Test
  void manyFilesAreAFewLinesAndADocumentInTheirOrder() throws Exception {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      files.add("" + file("file-" + i, 1000 + i));
    }
    String[] command =
        Stream.of(List.of(IN_ORDER), files, List.of("iso/"))
            .flatMap(List::stream)
            .toArray(String[]::new);

    assertThat(cli.run(lab, "upload", command)).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out().lines())
        .satisfiesExactly(
            all -> assertThat(all).startsWith("12 of 12 files: 12.1 kB in "),
            route -> assertThat(route).isEqualTo("  12 direct to ESX1 (host-21)"));

    command[0] = "--json";
    assertThat(cli.run(lab, "upload", command)).isZero();
    assertThat(cli.json().findValuesAsText("source")).isEqualTo(files);
  }

  @Test
  void aFileThatFailedIsToldOfAmongThoseThatDidNot() throws Exception {
    lab.datastore("vmstore").write("iso/b", new byte[3]);
    Path first = file("a", 10);
    Path second = file("b", 20);

    int exitCode =
        cli.run(lab, "upload", IN_ORDER, "--no-overwrite", "" + first, "" + second, "iso/");

    assertThat(exitCode).isEqualTo(1);
    assertThat(cli.err()).contains("hostward: ", "[vmstore] iso/b");
    assertThat(cli.out()).contains("[vmstore] iso/a: 10 B in ", "1 of 2 files: 10 B in ");
  }

  @Test
  void ctrlCBreaksOffAndLeavesNothing() throws Exception {
    LabModel slow = LabModel.standard().toBuilder().eachHost(h -> h.bytesPerSecond(MIB)).build();
    try (Lab slowLab = Lab.start(slow)) {
      Cli slowCli = Cli.against(slowLab);
      Path file = file("disk.iso", 64 * MIB);
      Path second = file("second.iso", 63 * MIB);
      Path third = file("third.iso", 1);
      CompletableFuture<Integer> exitCode =
          CompletableFuture.supplyAsync(
              () ->
                  slowCli.run(
                      slowLab,
                      "upload",
                      IN_ORDER,
                      "--json",
                      "--parallel=2",
                      "" + file,
                      "" + second,
                      "" + third,
                      "iso"));
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> slowLab.host("ESX1").traffic().httpsIn() > MIB / 2);

      slowCli.interruption.interrupt();

      assertThat(exitCode.get(30, TimeUnit.SECONDS)).isEqualTo(130);
      assertThat(slowCli.json().at("/uploads")).hasSize(2);
      for (JsonNode upload : slowCli.json().at("/uploads")) {
        assertThat(upload.at("/error").textValue())
            .isEqualTo("interrupted; the target is as it was");
        assertThat(upload.at("/targetState").textValue()).isEqualTo("UNCHANGED");
        assertThat(upload.at("/leftovers").size()).isZero();
      }
      assertThat(slowCli.json().findValuesAsText("source")).containsExactly("" + file, "" + second);
      assertThat(slowCli.json().at("/notBegun/0").textValue()).isEqualTo("" + third);
      assertThat(slowLab.datastore("vmstore").files()).isEmpty();
      assertThat(slowLab.vcenter().sessions()).isZero();
    }
  }

  @Test
  void aDeadlineEndsAnUpload() throws Exception {
    lab.host("ESX1").always(new Fault.StallAfter(1000));
    Path file = file("disk.iso", 8 * MIB);

    int exitCode =
        cli.run(lab, "upload", IN_ORDER, "--direct-only", "--timeout", "2s", "" + file, "disk.iso");

    assertThat(exitCode).isEqualTo(1);
    assertThat(lab.datastore("vmstore").files()).isEmpty();
  }

  @Test
  void aWrongPasswordIsExitCodeThree() throws Exception {
    cli.environment.put("GOVC_PASSWORD", "Wrong-pass-1!");

    assertThat(cli.run(lab, "upload", IN_ORDER, "" + file("a", 1), "a")).isEqualTo(3);
    assertThat(cli.err()).contains(lab.user().name()).doesNotContain("Wrong-pass-1!");
  }

  @Test
  void aCertificateThatIsNotTrustedIsExitCodeThree() throws Exception {
    assertThat(cli.run("upload", "" + file("a", 1), "a")).isEqualTo(3);
    assertThat(cli.err()).contains(lab.vcenter().authority());
  }

  @Test
  void whatIsWrongHereIsNotedBeforeAnythingIsAsked() throws Exception {
    cli.environment.put("GOVC_URL", "127.0.0.1:1");
    Path file = file("a", 1);

    assertThat(cli.run("upload", "" + folder.resolve("missing"), "a")).isEqualTo(2);
    assertThat(cli.err()).contains("missing");
    assertThat(cli.run("upload", "" + file, "" + file, "a/")).isEqualTo(2);
    assertThat(cli.run("upload", "" + file, "[vmstore] ../a")).isEqualTo(2);
    assertThat(cli.run("upload", "--policy", "nonsense", "" + file, "a")).isEqualTo(2);
    assertThat(cli.err()).contains("first-usable");
    assertThat(cli.run("upload", "--direct-only", "--relay-only", "" + file, "a")).isEqualTo(2);
    assertThat(cli.run("upload", "" + file)).isEqualTo(2);
    assertThat(cli.run("upload", "--parallel", "0", "" + file, "a")).isEqualTo(2);
    assertThat(cli.err()).contains("--parallel is 1 to 128, was: 0");
    assertThat(cli.run("upload", "--hosts", "2", "" + file, "a")).isEqualTo(2);
    assertThat(cli.run("upload", "--lab", "--insecure", "" + file, "a")).isEqualTo(2);
  }

  private Path file(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return Files.write(folder.resolve(name), content);
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
