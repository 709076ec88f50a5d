package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Table;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hostward ls}. */
@Command(
    name = "ls",
    header = "List what folders of a datastore hold.",
    customSynopsis = "hostward ls [OPTIONS] ['[DATASTORE] PATH']...",
    description = {
      "",
      "* and ? in the last name stand for any characters and for one; \\* and \\? for themselves.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward ls -l '[vmstore] iso/*.iso'",
      "  hostward ls -R '[vmstore]'"
    })
public final class LsCommand extends FileCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      hideParamSyntax = true,
      description = "Folders, files or patterns. Default: the top of GOVC_DATASTORE.")
  private List<String> paths = new ArrayList<>();

  @Option(names = "-l", description = "Show sizes and times too.")
  private boolean detailed;

  @Option(names = "-H", description = "Show sizes in units of 1000, such as 3.15 MB.")
  private boolean human;

  @Option(names = "-R", description = "Go through the folders below.")
  private boolean recursive;

  @Option(names = "-a", description = "Show names that begin with a dot too.")
  private boolean all;

  private List<RemoteName> names = List.of();

  /**
   * For machines.
   *
   * @param ok whether everything that was named is there
   * @param entries what was found
   */
  record Document(boolean ok, List<RemoteEntry> entries) {}

  public LsCommand(Shell shell) {
    super(shell);
  }

  @Override
  void prepare() throws CommandFailure {
    names = names(paths.isEmpty() ? List.of("") : paths);
  }

  @Override
  void run(OpenSite opened) throws CommandFailure {
    Remote remote = remote(opened, false);
    List<RemoteEntry> found = new ArrayList<>();
    for (RemoteName name : names) {
      attempt(() -> list(remote, name, found));
    }
    document(new Document(ok(), found));
  }

  private void list(Remote remote, RemoteName name, List<RemoteEntry> found)
      throws IOException, CommandFailure {
    NameGlob inFolder = name.isPattern() ? name.name().orElseThrow() : NameGlob.everything();
    DatastoreTarget folder = name.isPattern() ? name.holder() : name.asFolder();
    if (!name.isPattern() && !name.isRoot()) {
      Optional<DatastoreEntry> entry = remote.find(name.path());
      if (entry.isPresent() && !entry.get().isFolder() && !name.slash()) {
        print(List.of(RemoteEntry.of(name.path(), entry.get())), found);
        return;
      }
    }
    if (recursive) {
      listAll(remote, folder, inFolder, found);
    } else {
      print(remote.list(folder, inFolder), found);
    }
  }

  private void listAll(
      Remote remote, DatastoreTarget folder, NameGlob names, List<RemoteEntry> found)
      throws IOException, CommandFailure {
    List<FolderListing> listings = remote.of(folder.datastore()).listAll(folder, List.of(names));
    if (listings.isEmpty()) {
      throw Remote.missing("folder", folder.toString());
    }
    for (FolderListing listing : listings) {
      say(new DatastoreTarget(folder.datastore(), listing.folder(), true) + ":");
      print(Remote.entries(folder.datastore(), listing), found);
    }
  }

  private void print(List<RemoteEntry> entries, List<RemoteEntry> found) {
    List<RemoteEntry> shown =
        entries.stream().filter(entry -> all || !entry.name().startsWith(".")).toList();
    found.addAll(shown);
    if (json()) {
      return;
    }
    if (!detailed) {
      shown.forEach(entry -> say(name(entry)));
      return;
    }
    Table table = new Table(">size", "modified", "name");
    for (RemoteEntry entry : shown) {
      table.row(size(entry), entry.modified() == null ? "-" : entry.modified(), name(entry));
    }
    table.lines().stream().skip(1).forEach(shell().out()::println);
  }

  private String size(RemoteEntry entry) {
    Long size = entry.size();
    if (size == null) {
      return "-";
    }
    return human ? new ByteSize(size).toString() : size.toString();
  }

  private static String name(RemoteEntry entry) {
    return entry.folder() ? entry.name() + "/" : entry.name();
  }
}
