package io.hostward.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributeManifestTest {
  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final Cli cli = Cli.against(lab);
  private Path manifest;

  @BeforeEach
  void files() throws IOException {
    cli.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    Files.writeString(folder.resolve("a.iso"), "content a");
    Files.writeString(folder.resolve("b.iso"), "content b");
    manifest = folder.resolve("manifest.csv");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private int distribute(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--manifest", manifest.toString()));
    return cli.run(lab, "distribute", arguments.toArray(String[]::new));
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private void say(String sha256) throws IOException {
    Files.writeString(
        manifest,
        "source,target,sha256\na.iso,[vmstore] iso/a.iso,"
            + sha256
            + "\nb.iso,[vmstore] iso/b.iso,\n");
  }

  private String stored(String path) throws IOException {
    return new String(lab.datastore("vmstore").read(path), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--file-by-file", "--checksum", "--checksum --file-by-file"})
  void aFileThatIsNotWhatTheManifestSaysDoesNotAppear(String options) throws Exception {
    lab.datastore("vmstore").write("iso/other", new byte[1]);
    say(sha256("content A"));

    assertThat(distribute(options.isEmpty() ? new String[0] : options.split(" ", -1))).isEqualTo(1);
    assertThat(lab.datastore("vmstore").files())
        .containsExactlyInAnyOrder("iso/b.iso", "iso/other");
    assertThat(cli.err())
        .contains("[vmstore] iso/a.iso failed: ", sha256("content a"), sha256("content A"))
        .doesNotContain("\\u000a");

    say(sha256("content a"));
    assertThat(distribute()).as(cli.err()).isZero();
    assertThat(stored("iso/a.iso")).isEqualTo("content a");
  }

  @Test
  void whatAManifestSaidOfAFileThatFailedIsNotKnownOfItLater() throws Exception {
    say(sha256("content A"));
    assertThat(distribute("--file-by-file")).isEqualTo(1);
    lab.datastore("vmstore").write("iso/a.iso", "content A".getBytes(StandardCharsets.UTF_8));
    Files.writeString(manifest, "source,target\na.iso,[vmstore] iso/a.iso\n");

    assertThat(distribute("--checksum")).as(cli.err()).isZero();
    assertThat(stored("iso/a.iso")).isEqualTo("content a");
  }

  @Test
  void whatCannotBeReadIsToldWhenItIsFound() throws Exception {
    Files.writeString(
        manifest,
        "source,target,size\nnone.iso,[vmstore] n.iso,\na.iso,[vmstore] a.iso,3\n"
            + "b.iso,[vmstore] b.iso,9\n");

    assertThat(distribute()).isEqualTo(1);
    assertThat(cli.err())
        .contains("[vmstore] n.iso failed: there is no file")
        .contains("[vmstore] a.iso failed: ", "has 9 bytes, and the manifest says 3");
    assertThat(cli.out()).contains("failed 2");
    assertThat(distribute("--json")).isEqualTo(1);
    assertThat(cli.out()).containsOnlyOnce("\"source\":\"" + folder.resolve("none.iso") + "\"");
  }

  @Test
  void whatFailsForANewFolderIsToldByItsTarget() throws Exception {
    say(sha256("content A"));

    assertThat(distribute()).isEqualTo(1);
    assertThat(lab.datastore("vmstore").files()).noneMatch(file -> file.startsWith("iso/"));
    assertThat(cli.err())
        .contains("[vmstore] iso/a.iso failed: [vmstore] iso/a.iso was not uploaded")
        .contains("[vmstore] iso does not appear");
  }

  @Test
  void aManifestThatCannotBeReadLeavesNoLedger() {
    assertThat(distribute()).isEqualTo(2);
    assertThat(cli.err()).contains("there is no file '" + manifest + "'").doesNotContain("ledger:");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void whatWentThroughVcenterIsTold() throws Exception {
    Files.writeString(manifest, "source,target\na.iso,[vmstore] a.iso\nb.iso,[vmstore] b.iso\n");

    assertThat(distribute("--relay-only")).as(cli.err()).isZero();
    assertThat(cli.out()).contains("2 files went through vCenter");
    Files.writeString(manifest, "source,target\na.iso,[vmstore] c.iso\n");
    assertThat(distribute()).as(cli.err()).isZero();
    assertThat(cli.out()).doesNotContain("through vCenter");
  }

  @Test
  void aManifestWithoutARowHasNothingToDeliver() throws Exception {
    Files.writeString(manifest, "source,target\n");

    assertThat(distribute()).isEqualTo(5);
    assertThat(cli.out()).contains("nothing to do: there is nothing to deliver");
  }

  @Test
  void whatFailsIsListedInAManifestThatCanBeRunAlone() throws Exception {
    Path failures = folder.resolve("failures.csv");
    Files.writeString(
        manifest, "source,target\nb.iso,[vmstore] b.iso\nmissing.iso,[vmstore] missing.iso\n");

    assertThat(distribute("--failures", failures.toString())).isEqualTo(1);
    assertThat(cli.out()).contains("some failed", "arrived 1 file", "--manifest " + failures);
    assertThat(failures).content().contains("missing.iso").contains("there is no file");
    Files.writeString(folder.resolve("missing.iso"), "now it is there");
    assertThat(cli.run(lab, "distribute", "--manifest", failures.toString()))
        .as(cli.err())
        .isZero();
    assertThat(lab.datastore("vmstore").files()).containsExactlyInAnyOrder("b.iso", "missing.iso");
  }

  @Test
  void aManifestMayComeFromStandardInput() throws Exception {
    String line =
        "{\"source\":\"" + folder.resolve("a.iso") + "\",\"target\":\"[vmstore] iso/\"}\n";
    cli.standardInput(line.getBytes(StandardCharsets.UTF_8));

    assertThat(cli.run(lab, "distribute", "--manifest", "-")).as(cli.err()).isZero();
    assertThat(lab.datastore("vmstore").files()).containsExactly("iso/a.iso");
  }
}
