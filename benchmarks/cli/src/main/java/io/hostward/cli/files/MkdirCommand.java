package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.OpenSite;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hostward mkdir}. */
@Command(
    name = "mkdir",
    header = "Make folders on a datastore.",
    customSynopsis = "hostward mkdir [OPTIONS] '[DATASTORE] FOLDER'...",
    footer = {"", "Example:", "  hostward mkdir -p '[vmstore] iso/linux'"})
public final class MkdirCommand extends FileCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FOLDER",
      hideParamSyntax = true,
      description = "The folders.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "-p",
      description = "Make the folders above them too, and be content with what is there.")
  private boolean parents;

  private final List<DatastorePath> folders = new ArrayList<>();

  public MkdirCommand(Shell shell) {
    super(shell);
  }

  @Override
  void prepare() throws CommandFailure {
    for (RemoteName name : names(paths)) {
      folders.add(name.path());
    }
  }

  @Override
  void run(OpenSite opened) throws CommandFailure {
    Remote remote = remote(opened, false);
    List<String> made = new ArrayList<>();
    for (DatastorePath folder : folders) {
      attempt(
          () -> {
            make(remote, folder);
            made.add(folder.toString());
          });
    }
    document(new Done(ok(), made));
  }

  private void make(Remote remote, DatastorePath folder) throws CommandFailure, IOException {
    try {
      remote.of(folder.datastore()).makeFolder(folder, parents);
    } catch (VSphereException e) {
      if (e.kind() != VSphereException.Kind.NOT_FOUND || folder.folder().isEmpty()) {
        throw e;
      }
      // It may be the datastore that there is not, which this then says.
      DatastorePath holder = new DatastorePath(folder.datastore(), folder.folder());
      if (remote.find(holder).isEmpty()) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "there is no folder " + holder + " to hold " + folder + ": add -p to make it too",
            e);
      }
      throw e;
    }
  }
}
