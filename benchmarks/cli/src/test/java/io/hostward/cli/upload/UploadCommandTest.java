package io.hostward.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.Load;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which files go where, by which way, and what is said of it. */
class UploadCommandTest extends UploadFixture {
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
  void theRelayIsTakenOnRequest() throws Exception {
    Path file = file("disk.iso", MIB);
    long before = lab.vcenter().traffic().httpsIn();

    assertThat(cli.run(lab, "upload", IN_ORDER, "--relay-only", "--json", "" + file, "disk.iso"))
        .isZero();

    assertThat(cli.json().at("/uploads/0/route/kind").textValue()).isEqualTo("relay");
    assertThat(lab.vcenter().traffic().httpsIn() - before).isGreaterThan(MIB);
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
}
