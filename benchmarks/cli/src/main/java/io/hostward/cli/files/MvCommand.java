package io.hostward.cli.files;

import io.hostward.cli.console.Shell;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code hostward mv}. */
@Command(
    name = "mv",
    header = "Give files and folders of a datastore other names.",
    customSynopsis = "hostward mv [OPTIONS] '[DATASTORE] PATH'... '[DATASTORE] TARGET'",
    description = {
      "",
      "Within a datastore nothing is copied. To another one of the same vCenter the bytes go inside"
          + " vSphere. A virtual disk goes with all its files.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward mv '[vmstore] a.iso' '[vmstore] b.iso'",
      "  hostward mv '[vmstore] *.iso' '[vmstore] iso/'"
    })
public final class MvCommand extends Relocation {
  public MvCommand(Shell shell) {
    super(shell);
  }

  @Override
  void relocate(Remote remote, RemoteEntry from, DatastorePath to, boolean overwrite)
      throws IOException {
    remote.of(from.datastore()).move(from.place(), to, overwrite);
  }
}
