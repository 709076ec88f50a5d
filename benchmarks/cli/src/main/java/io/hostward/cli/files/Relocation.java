package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.OpenSite;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code mv} and {@code cp} have in common: sources, and a target that may be a folder. */
abstract class Relocation extends FileCommand {
  @Parameters(
      arity = "2..*",
      paramLabel = "PATH... TARGET",
      hideParamSyntax = true,
      description = {
        "Files, folders or patterns, and where they go: a new name, or a folder, that is there"
            + " already or is written with a slash at its end. A folder that is written so is made."
      })
  private List<String> paths = new ArrayList<>();

  @Option(names = "-f", description = "Replace files of that name.")
  private boolean force;

  @Option(names = "--plain", description = "Take the files of virtual disks one by one.")
  private boolean plain;

  private List<RemoteName> sources = List.of();
  private RemoteName target = new RemoteName("none", "", Optional.empty(), true);

  /** One of them, and where it goes. */
  private record Step(RemoteEntry from, DatastorePath to) {}

  Relocation(Shell shell) {
    super(shell);
  }

  /** One of them goes to its place. */
  abstract void relocate(Remote remote, RemoteEntry from, DatastorePath to, boolean overwrite)
      throws CommandFailure, IOException;

  @Override
  void prepare() throws CommandFailure {
    int last = paths.size() - 1;
    sources = names(paths.subList(0, last));
    target = name(paths.get(last));
    if (target.isPattern()) {
      throw CommandFailure.usage("the target is a name and no pattern, was: '" + target + "'");
    }
  }

  @Override
  void run(OpenSite opened) throws CommandFailure, IOException {
    Remote remote = remote(opened, plain);
    List<RemoteEntry> found = new ArrayList<>();
    for (RemoteName source : sources) {
      attempt(() -> found.addAll(remote.named(source)));
    }
    boolean folder = isFolder(remote);
    if (!folder && (sources.size() > 1 || sources.get(0).isPattern())) {
      throw CommandFailure.usage(
          "several files go to a folder: write '" + target + "/', which is made if it is missing");
    }
    List<Step> steps = steps(remote, found, folder);
    if (folder && target.slash() && !target.isRoot() && !steps.isEmpty()) {
      remote.of(target.datastore()).makeFolder(target.path(), true);
    }
    List<String> done = new ArrayList<>();
    for (Step step : steps) {
      attempt(
          () -> {
            relocate(remote, step.from(), step.to(), force);
            done.add(step.to().toString());
            say(step.from().path() + " -> " + step.to());
          });
    }
    document(new Done(ok(), done));
  }

  /**
   * Where each of them goes. What can be refused without a change is refused before the first: two
   * that would become one end the command, since which of them is meant is not known.
   */
  private List<Step> steps(Remote remote, List<RemoteEntry> found, boolean folder)
      throws CommandFailure {
    List<Step> steps = new ArrayList<>();
    Map<DatastorePath, RemoteEntry> taken = new HashMap<>();
    for (RemoteEntry from : found) {
      attempt(
          () -> {
            DatastorePath to = folder ? target.asFolder().file(from.name()) : target.path();
            DatastorePath place = from.place();
            remote.of(from.datastore()).requireApart(place, to);
            steps.add(new Step(from, to));
          });
    }
    for (Step step : steps) {
      RemoteEntry other = taken.putIfAbsent(step.to(), step.from());
      if (other != null) {
        throw new CommandFailure(
            ExitCode.FAILED,
            String.format(
                "nothing was done: %s and %s would both become %s",
                other.path(), step.from().path(), step.to()),
            null);
      }
    }
    return steps;
  }

  private boolean isFolder(Remote remote) throws CommandFailure, IOException {
    return target.slash()
        || remote.find(target.path()).filter(DatastoreEntry::isFolder).isPresent();
  }
}
