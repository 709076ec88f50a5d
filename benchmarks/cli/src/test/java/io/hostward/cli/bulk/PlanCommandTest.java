package io.hostward.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.Cli;
import io.hostward.lab.Lab;
import io.hostward.lab.LabDatastore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of several shares, and what becomes of them. */
class PlanCommandTest {
  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final Cli cli = Cli.against(lab);
  private Path images;

  @BeforeEach
  void files() throws IOException {
    cli.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    images = Files.createDirectories(folder.resolve("images/sub")).getParent();
    for (String name : List.of("a.iso", "sub/b.iso", "sub/c.tmp")) {
      Files.writeString(images.resolve(name), "content of " + name);
    }
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void theSharesOfAPlanDeliverEverythingOnce() throws IOException {
    String plan = folder.resolve("plan").toString();
    assertThat(
            cli.run(
                lab, "plan", "--shards", "2", "--plan", plan, images.toString(), "[ESX*-local]"))
        .as(cli.err())
        .isZero();
    assertThat(cli.out()).contains("12 files", "in 2 shares");
    for (String share : List.of("1/2", "2/2")) {
      assertThat(
              cli.run(
                  lab,
                  "distribute",
                  "--shard",
                  share,
                  "--plan",
                  plan,
                  images.toString(),
                  "[ESX*-local]"))
          .as(cli.err())
          .isZero();
      assertThat(cli.out()).contains("arrived 6 files");
    }
    for (LabDatastore datastore : lab.datastores()) {
      boolean local = datastore.name().startsWith("ESX");
      assertThat(datastore.files()).as(datastore.name()).hasSize(local ? 3 : 0);
    }
    assertThat(
            cli.run(
                lab,
                "distribute",
                "--shard",
                "1/3",
                "--plan",
                plan,
                images.toString(),
                "[ESX*-local]"))
        .isEqualTo(2);
  }

  @Test
  void aPlanThatLacksSomethingSaysSo() throws IOException {
    Files.createSymbolicLink(images.resolve("broken"), folder.resolve("nothing"));
    String plan = folder.resolve("plan").toString();

    assertThat(
            cli.run(
                lab,
                "plan",
                "--links",
                "follow",
                "--shards",
                "2",
                "--plan",
                plan,
                images.toString(),
                "[ESX*-local]"))
        .isEqualTo(1);
    assertThat(cli.err())
        .contains("passed over " + images.resolve("broken"), "1 file or folder could not be read");
  }

  @Test
  void aPlanWarnsWhereCallsAreTheLimit() throws IOException {
    for (LabDatastore datastore : lab.datastores()) {
      datastore.write("sub/other", new byte[1]);
    }
    String plan = folder.resolve("plan").toString();
    String[] arguments = {
      "--shards", "2", "--plan", plan, "--calls-per-second", "1", images.toString(), "[ESX*-local]"
    };

    assertThat(cli.run(lab, "plan", arguments)).isZero();
    assertThat(cli.err()).contains("vCenter will be the limit: 12 deliveries", "60 calls");
    arguments[7] = "[ESX*-local] new/";
    assertThat(cli.run(lab, "plan", arguments)).isZero();
    assertThat(cli.err()).as("12 of these are no minute's work").doesNotContain("be the limit");
    arguments[7] = "[ESX*-local]";
    arguments[5] = "100";
    assertThat(cli.run(lab, "plan", arguments)).isZero();
    assertThat(cli.err()).doesNotContain("vCenter will be the limit");
  }
}
