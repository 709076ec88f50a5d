package io.hostward.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Uploads that fail, are refused or are broken off, and what is said of them. */
class UploadFailureTest extends UploadFixture {
  @Test
  void whatIsNoFileIsNamedAsWhatItIs() throws Exception {
    assertThat(cli.run(lab, "upload", ".", "iso/")).isEqualTo(2);
    assertThat(cli.err()).contains("'.' is a folder").doesNotContain("segment");
    assertThat(cli.run(lab, "upload", "/dev/null", "iso/")).isEqualTo(2);
    assertThat(cli.err()).contains("/dev/null", "--size", " - ").doesNotContain("hand in");
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
        cli.run(lab, "upload", IN_ORDER, "--direct-only", "--timeout", "1s", "" + file, "disk.iso");

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
}
