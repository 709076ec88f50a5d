package io.hostward.cli.files;

import io.hostward.DatastoreFiles;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.OpenSite;
import io.hostward.inventory.DatastoreEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hostward rm}. */
@Command(
    name = "rm",
    header = "Delete files and folders of a datastore.",
    customSynopsis = "hostward rm [OPTIONS] '[DATASTORE] PATH'...",
    description = {
      "",
      "A pattern, such as '*.iso', stands for what is there when the command begins, and nothing"
          + " else is deleted. A virtual disk goes with all its files.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward rm '[vmstore] iso/old-*.iso'",
      "  hostward rm -r '[vmstore] iso'"
    })
public final class RmCommand extends FileCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      hideParamSyntax = true,
      description = "Files, folders or patterns.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "-r",
      description = "Delete folders too, with all that is in them; each is asked for.")
  private boolean recursive;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "-f", description = "Do not ask, and be content if there is nothing.")
  private boolean force;

  @Option(names = "--plain", description = "Take the files of virtual disks one by one.")
  private boolean plain;

  private List<RemoteName> names = List.of();

  public RmCommand(Shell shell) {
    super(shell);
  }

  @Override
  void prepare() throws CommandFailure {
    names = names(paths);
    for (RemoteName name : names) {
      if (name.isRoot()) {
        throw CommandFailure.usage(
            "a datastore is not deleted; for all that is in it write '" + name + " *'");
      }
    }
    if (recursive && !yes && !force && !shell().terminal().canAsk()) {
      throw CommandFailure.usage(
          "-r deletes folders with all that is in them, and nobody can be asked here: add --yes");
    }
  }

  @Override
  void run(OpenSite opened) throws CommandFailure {
    Remote remote = remote(opened, plain);
    List<String> deleted = new ArrayList<>();
    for (RemoteName name : names) {
      List<RemoteEntry> found = new ArrayList<>();
      attempt(() -> found.addAll(named(remote, name)));
      for (RemoteEntry entry : found) {
        attempt(
            () -> {
              if (delete(remote, entry, name)) {
                deleted.add(entry.path());
                say("deleted " + entry.path());
              }
            });
      }
    }
    document(new Done(ok(), deleted));
  }

  private List<RemoteEntry> named(Remote remote, RemoteName name)
      throws CommandFailure, IOException {
    if (force && !name.isPattern()) {
      Optional<DatastoreEntry> entry = remote.find(name.path());
      return entry.isEmpty() ? List.of() : List.of(RemoteEntry.of(name.path(), entry.get()));
    } else if (force) {
      return remote
              .of(name.datastore())
              .list(name.holder(), List.of(name.name().orElseThrow()))
              .isEmpty()
          ? List.of()
          : remote.list(name.holder(), name.name().orElseThrow());
    }
    return remote.named(name);
  }

  private boolean delete(Remote remote, RemoteEntry entry, RemoteName name)
      throws CommandFailure, IOException {
    DatastoreFiles files = remote.of(entry.datastore());
    if (!entry.folder()) {
      if (name.slash()) {
        throw new CommandFailure(ExitCode.FAILED, entry.path() + " is a file and no folder", null);
      }
      return files.delete(entry.place());
    } else if (!recursive) {
      throw new CommandFailure(
          ExitCode.FAILED, entry.path() + " is a folder: add -r to delete it and all in it", null);
    }
    boolean agreed =
        yes
            || force
            || shell().terminal().confirms("Delete " + entry.path() + " and all that is in it?");
    return agreed && files.deleteFolder(entry.place());
  }
}
