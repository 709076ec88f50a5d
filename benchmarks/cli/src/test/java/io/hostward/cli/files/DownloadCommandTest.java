package io.hostward.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
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

class DownloadCommandTest {
  private static final int MIB = 1 << 20;
  private static final String IN_ORDER = "--policy=first-usable";

  private static Lab lab;
  private static byte[] content;

  @TempDir Path folder;
  private Cli cli;

  @BeforeAll
  static void startLab() throws Exception {
    lab = Lab.start();
    content = new byte[3 * MIB];
    new Random(7).nextBytes(content);
    lab.datastore("vmstore").write("iso/disk [1] 100%.iso", content);
    lab.datastore("vmstore").write("iso/other.iso", new byte[10]);
    lab.datastore("vmstore").write("iso/folder.iso/x", new byte[10]);
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
  void clear() {
    lab.hosts().forEach(LabHost::clearFaults);
    assertThat(lab.vcenter().sessions()).isZero();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void fileComesStraightFromAHostAndReplacesWhatStoodThere() throws Exception {
    Path file = Files.writeString(folder.resolve("disk.iso"), "old");
    long before = lab.vcenter().traffic().out();

    assertThat(cli.run(lab, "download", IN_ORDER, "[vmstore] iso/disk [1] 100%.iso", "" + file))
        .as(cli.err())
        .isZero();

    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(files()).containsExactly("disk.iso");
    assertThat(cli.out())
        .contains("[vmstore] iso/disk [1] 100%.iso -> ", "3.15 MB", "direct to ESX1");
    assertThat(lab.vcenter().traffic().out() - before).isLessThan(MIB);
    assertThat(cli.run(lab, "download", "--no-overwrite", "iso/other.iso", "" + file)).isEqualTo(1);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void brokenOneGoesOnWhereItBroke() throws Exception {
    lab.hosts().forEach(host -> host.once(new Fault.ResetAfter(1_000_000)));
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));

    assertThat(
            cli.run(
                lab,
                "download",
                "--json",
                "--sha256=" + sha256,
                "iso/disk \\[1] 100%.iso",
                "" + folder))
        .as(cli.err())
        .isZero();

    JsonNode download = cli.json().at("/downloads/0");
    assertThat(download.at("/bytes").longValue()).isEqualTo(content.length);
    assertThat(download.at("/received").longValue()).isEqualTo(content.length);
    assertThat(cli.err()).contains("goes on after");
    assertThat(Files.readAllBytes(folder.resolve("disk [1] 100%.iso"))).isEqualTo(content);
  }

  @Test
  void throughVcenterWhereNoHostServes() throws Exception {
    lab.hosts().forEach(host -> host.always(new Fault.EarlyStatus(500)));
    assertThat(cli.run(lab, "download", "--direct-only", "iso/other.iso", "" + folder))
        .isEqualTo(1);
    assertThat(cli.err()).contains("was not downloaded: tried:", "500");
    assertThat(files()).isEmpty();
    assertThat(cli.run(lab, "download", "iso/other.iso", "" + folder)).as(cli.err()).isZero();
    assertThat(cli.out()).contains("relay through vCenter");

    assertThat(cli.run(lab, "download", "--relay-only", "iso/disk*", "" + folder))
        .as(cli.err())
        .isZero();
    assertThat(cli.out()).contains("relay through vCenter");
    assertThat(Files.readAllBytes(folder.resolve("disk [1] 100%.iso"))).isEqualTo(content);
  }

  @Test
  void patternBringsWhatItNames() throws Exception {
    assertThat(cli.run(lab, "download", "iso/*.iso", "" + folder)).as(cli.err()).isZero();
    assertThat(files()).containsExactly("disk [1] 100%.iso", "other.iso");
    assertThat(cli.run(lab, "download", "iso/*.iso", "" + folder.resolve("none"))).isEqualTo(2);
    assertThat(cli.run(lab, "download", "iso/none.iso", "" + folder)).isEqualTo(1);
    assertThat(cli.run(lab, "download", "iso/folder.iso", "" + folder)).isEqualTo(1);
    assertThat(files()).hasSize(2);
  }

  @Test
  void otherDigestIsAFailureThatLeavesNothing() throws Exception {
    assertThat(cli.run(lab, "download", "--sha256=" + "0".repeat(64), "iso/other.iso", "" + folder))
        .isEqualTo(1);
    assertThat(cli.err()).contains("has the SHA-256", "was expected");
    assertThat(files()).isEmpty();
  }

  @Test
  void standardOutputIsTheFileAlone() {
    assertThat(cli.run(lab, "download", "iso/other.iso", "-")).isZero();
    assertThat(cli.out()).isEqualTo("\0".repeat(10));
  }

  @Test
  void readerThatHasGoneEndsIt() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int unit) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    StandardOutput out = new StandardOutput(new PrintStream(gone));

    assertThatThrownBy(() -> out.write(ByteBuffer.allocate(10)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its reader has gone");
  }

  @Test
  void ctrlCLeavesNoPart() throws Exception {
    try (Lab slow =
        Lab.start(LabModel.standard().toBuilder().eachHost(h -> h.bytesPerSecond(MIB)).build())) {
      slow.datastore("vmstore").write("disk.iso", new byte[64 * MIB]);
      Cli toSlow = Cli.against(slow);
      CompletableFuture<Integer> exitCode =
          CompletableFuture.supplyAsync(
              () -> toSlow.run(slow, "download", "disk.iso", "" + folder.resolve("disk.iso")));
      Awaitility.await().until(() -> files().stream().anyMatch(name -> name.endsWith(".part")));
      toSlow.interruption.interrupt();

      assertThat(exitCode.get(30, TimeUnit.SECONDS)).isEqualTo(130);
      assertThat(files()).isEmpty();
      assertThat(slow.vcenter().sessions()).isZero();
    }
  }

  @Test
  void severalAreUnderWayAtOnceAndAreToldOfInADocument() throws Exception {
    assertThat(
            cli.run(
                lab,
                "download",
                "--json",
                "--parallel=2",
                "--bandwidth=1GB",
                "iso/*.iso",
                "iso/none.iso",
                "" + folder))
        .isEqualTo(1);

    JsonNode document = cli.json();
    assertThat(document.at("/ok").booleanValue()).isFalse();
    assertThat(document.at("/notBegun")).isEmpty();
    assertThat(document.at("/downloads")).hasSize(2);
    document
        .at("/downloads")
        .forEach(
            download -> {
              assertThat(download.at("/ok").booleanValue()).isTrue();
              assertThat(download.at("/route/kind").textValue()).isEqualTo("direct");
              assertThat(download.at("/bytesPerSecond").longValue()).isPositive();
            });
    assertThat(files()).containsExactly("disk [1] 100%.iso", "other.iso");
    assertThat(cli.err()).contains("there is no file or folder");
  }

  @Test
  void twoThatWouldBecomeOneAreNotOneOverTheOther() throws Exception {
    lab.datastore("vmstore").write("elsewhere/other.iso", new byte[11]);
    assertThat(cli.run(lab, "download", "iso/other.iso", "elsewhere/other.iso", "" + folder))
        .isEqualTo(1);
    assertThat(cli.err()).contains("two of them would become " + folder.resolve("other.iso"));
    assertThat(Files.size(folder.resolve("other.iso"))).isEqualTo(10);
  }

  @Test
  void timeEndsItAndSaysSo() throws Exception {
    assertThat(cli.run(lab, "ls", "iso")).isZero();
    lab.hosts().forEach(host -> host.always(new Fault.StallAfter(100)));
    assertThat(cli.run(lab, "download", "--json", "--timeout=3s", "iso/disk*", "" + folder))
        .isEqualTo(1);

    JsonNode download = cli.json().at("/downloads/0");
    assertThat(download.at("/ok").booleanValue()).isFalse();
    assertThat(download.at("/domain").textValue()).isEqualTo("REQUEST");
    assertThat(download.at("/error").textValue()).contains("the deadline of 3 s has passed");
    assertThat(download.at("/failedAttempts")).hasSize(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void quietSaysNothingUnlessItFails() {
    assertThat(cli.run(lab, "download", "-q", "iso/other.iso", "" + folder)).isZero();
    assertThat(cli.out() + cli.err()).isEmpty();
    assertThat(cli.run(lab, "download", "-q", "--no-overwrite", "iso/other.iso", "" + folder))
        .isEqualTo(1);
    assertThat(cli.err()).contains("exists already");
  }

  @Test
  void placeThatIsNoneIsAWrongCommandLine() {
    assertThat(cli.run(lab, "download", "iso/other.iso", folder.resolve("none/x").toString()))
        .isEqualTo(2);
    assertThat(cli.err()).contains("there is no folder for the file");
    assertThat(cli.run(lab, "download", "iso/other.iso", folder.resolve("none") + "/"))
        .isEqualTo(2);
    assertThat(cli.err()).contains("there is no folder '");
  }
}
