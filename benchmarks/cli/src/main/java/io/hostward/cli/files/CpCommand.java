package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hostward cp}. */
@Command(
    name = "cp",
    header = "Copy files and folders inside vSphere.",
    customSynopsis = "hostward cp [OPTIONS] '[DATASTORE] PATH'... '[DATASTORE] TARGET'",
    description = {
      "",
      "vCenter has its hosts copy: the bytes do not come here. The datastores may differ, and are of"
          + " one vCenter. A virtual disk goes with all its files.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward cp '[vmstore] iso/disk.iso' '[other] iso/'",
      "  hostward cp -r '[vmstore] iso' '[other] iso'"
    })
public final class CpCommand extends Relocation {
  @Option(
      names = "-r",
      description =
          "Copy folders too, with all that is in them. A copy that fails may be left in part.")
  private boolean recursive;

  public CpCommand(Shell shell) {
    super(shell);
  }

  @Override
  void relocate(Remote remote, RemoteEntry from, DatastorePath to, boolean overwrite)
      throws CommandFailure, IOException {
    if (from.folder() && !recursive) {
      throw new CommandFailure(
          ExitCode.FAILED, from.path() + " is a folder: add -r to copy it and all in it", null);
    }
    remote.of(from.datastore()).copy(from.place(), to, overwrite);
  }
}
