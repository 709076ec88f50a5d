package io.hostward.interop.servers;

import static io.hostward.interop.servers.Bytes.random;
import static io.hostward.interop.servers.Bytes.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.CommandLine;
import io.hostward.interop.GoProgram;
import io.hostward.interop.Needs;
import io.hostward.interop.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for files, as they are packaged, against VMware's simulated vCenter. */
@Needs(
    programs = "go",
    files = GoProgram.GOVMOMI,
    packages = {"golang-go", "golang-github-vmware-govmomi-dev"})
class VcsimCommandsTest {
  private static final int NOTHING_TO_DO = 5;

  @TempDir Path folder;
  private Vcsim vcsim;
  private CommandLine commands;
  private Path first;
  private Path second;

  @BeforeEach
  void start() throws Exception {
    vcsim = Vcsim.start(folder, "-datastores", "2");
    Path certificate = Files.writeString(folder.resolve("vcsim.pem"), vcsim.certificate());
    commands =
        CommandLine.of(
                vcsim.url(),
                Vcsim.USER,
                Vcsim.PASSWORD,
                "--ca-file",
                "" + certificate,
                "--resolve",
                "127.0.0.1=" + vcsim.address())
            .with("XDG_STATE_HOME", "" + folder.resolve("state"));
    first = vcsim.folder("LocalDS_0");
    second = vcsim.folder("LocalDS_1");
  }

  @AfterEach
  void stop() {
    vcsim.close();
  }

  @Test
  void filesAreListedFetchedMovedCopiedAndRemoved() throws Exception {
    byte[] content = random(3_000_000);
    write("iso/a [1] 100%.iso", content);
    write("iso/b.iso", random(5));
    write("iso/deep/c.iso", random(7));

    assertThat(run("ls", "[LocalDS_0] iso").lines())
        .containsExactly("a [1] 100%.iso", "b.iso", "deep/");
    assertThat(run("ls", "-l", "[LocalDS_0] iso/b*")).containsPattern("5 +20.* b.iso");

    Path fetched = Files.createDirectory(folder.resolve("fetched")).resolve("a.iso");
    run("download", "--direct-only", "[LocalDS_0] iso/a [1] 100%.iso", "" + fetched);
    assertThat(Vcsim.files(fetched.getParent())).containsExactly("a.iso");
    assertThat(sha256(fetched)).isEqualTo(sha256(content));

    run("mv", "[LocalDS_0] iso/b.iso", "[LocalDS_0] iso/moved.iso");
    run("cp", "[LocalDS_0] iso/moved.iso", "[LocalDS_1] copy.iso");
    assertThat(Vcsim.files(first))
        .containsExactly("iso/a [1] 100%.iso", "iso/deep/c.iso", "iso/moved.iso");
    assertThat(sha256(second.resolve("copy.iso"))).isEqualTo(sha256(random(5)));

    run("rm", "[LocalDS_0] iso/moved.iso", "[LocalDS_1] copy.iso");
    run("rm", "-r", "--yes", "[LocalDS_0] iso/deep");
    assertThat(Vcsim.files(first)).containsExactly("iso/a [1] 100%.iso");
    assertThat(Vcsim.files(second)).isEmpty();

    Programs.Result gone = commands.run("rm", "[LocalDS_0] iso/moved.iso");
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.err()).contains("[LocalDS_0] iso/moved.iso");
  }

  @Test
  void aFolderIsDistributedAndTheSameCommandFindsNothingToDo() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images/deep")).getParent();
    Files.write(images.resolve("a.iso"), random(1_000_000));
    Files.write(images.resolve("deep/b.iso"), random(1000));
    String[] arguments = {"" + images, "[LocalDS_*] iso/"};

    assertThat(run("distribute", arguments)).contains("all done", "arrived 4 files");
    for (Path datastore : new Path[] {first, second}) {
      assertThat(Vcsim.files(datastore)).containsExactly("iso/a.iso", "iso/deep/b.iso");
      assertThat(sha256(datastore.resolve("iso/a.iso"))).isEqualTo(sha256(random(1_000_000)));
      assertThat(sha256(datastore.resolve("iso/deep/b.iso"))).isEqualTo(sha256(random(1000)));
    }

    Programs.Result again = commands.run("distribute", arguments);
    assertThat(again.exitCode()).as(again.err()).isEqualTo(NOTHING_TO_DO);
    assertThat(again.out()).contains("arrived 0 files", "there already 4 files");
  }

  private String run(String command, String... arguments) {
    return commands.run(command, arguments).orFail();
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = first.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
