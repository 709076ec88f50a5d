package io.hostward.cli.bulk;

import io.hostward.bulk.Deliveries;
import io.hostward.bulk.mirror.MirrorScope;
import io.hostward.bulk.mirror.Place;
import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Manifest;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Distribution;
import io.hostward.bulk.vsphere.VSphereDatastores;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.OpenSite;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be delivered, as the command line says it. */
final class WorkOptions {
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      arity = "0..*",
      hideParamSyntax = true,
      paramLabel = "SOURCE... TARGET...",
      description = {
        "Files and folders, and where they go: every file to every datastore. A target is"
            + " '[DATASTORE] PATH'; * in the datastore's name stands for any characters. In the path"
            + " {path} is the file's path below the folder that was named, {folder} the folders of"
            + " it, {name} its own name, {datastore} the datastore's; a path that ends with a slash,"
            + " or is empty, is a folder for {path}."
      })
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "Deliver what a file lists, - for standard input: CSV with the columns source, target and"
              + " if you like size and sha256, or JSON lines of the same. A target's datastore is"
              + " named by its name, its inventory path or its id, which are one; a cluster is none."
              + " Sources are looked for"
              + " from the manifest's folder.")
  private @Nullable String manifest;

  @Mixin private SourceOptions sources = new SourceOptions();
  @Mixin private TargetOptions targets = new TargetOptions();

  /**
   * What is to be delivered.
   *
   * @param deliveries all of it
   * @param datastores those that there are, whether or not anything goes to them
   * @param everywhere those of other datacenters too, which a manifest may name
   * @param words what the same work is known by the next time
   */
  record Work(
      Deliveries deliveries,
      List<DatastoreInfo> datastores,
      List<DatastoreInfo> everywhere,
      List<String> words) {}

  /** Fails if the arguments contradict each other, before anybody logs in. */
  void check() throws CommandFailure {
    if (manifest != null && (!arguments.isEmpty() || targets.given())) {
      throw CommandFailure.usage(
          "--manifest says what goes where: leave out sources, targets, --targets, --cluster and"
              + " --path");
    } else if (manifest != null) {
      requireReadable(manifest);
    } else {
      List<String> names = sourceNames();
      if (names.isEmpty()) {
        throw CommandFailure.usage(
            "name files or folders, and behind them the targets, for example: hostward distribute"
                + " images '[nfs-*] iso/'");
      }
      sources.files(names);
      targets.targets(targetNames(), isOneFile(names));
    }
  }

  /** Before a ledger is made for it. */
  private static void requireReadable(String name) throws CommandFailure {
    if (name.equals(STANDARD_INPUT)) {
      return;
    }
    Path file = Path.of(name);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CommandFailure.usage(
          "the manifest cannot be read: "
              + (Files.exists(file)
                  ? "'" + Printable.of(name) + "' is a folder, or not yours to read"
                  : "there is no file '" + Printable.of(name) + "'"));
    }
  }

  /** Fails if there is no folder among the sources of which a file could be gone. */
  void requireFolders() throws CommandFailure {
    if (manifest != null) {
      throw CommandFailure.usage(
          "--delete goes with folders: what a manifest leaves out need not be gone");
    } else if (folders().isEmpty()) {
      throw CommandFailure.usage(
          "--delete goes with folders: name the folder that the files are in");
    }
  }

  private List<String> folders() {
    return sourceNames().stream()
        .map(name -> Path.of(name).toAbsolutePath().normalize())
        .filter(Files::isDirectory)
        .map(Path::toString)
        .toList();
  }

  /** Fails if a file's path below a target does not tell what its source would be. */
  void requireKeptPaths() throws CommandFailure {
    for (TargetOptions.Target target : targets.targets(targetNames(), false)) {
      if (!target.template().keepsPaths()) {
        throw CommandFailure.usage(
            "--delete-unknown goes with targets that keep the paths of the files, such as"
                + " '[vmstore] iso/', was: "
                + Printable.of(target.template().toString()));
      }
    }
  }

  /** Returns the targets as they were typed. */
  String targetWords() {
    return String.join(
        ", ",
        Stream.concat(targetNames().stream(), targets.words().stream())
            .filter(word -> !word.isEmpty())
            .toList());
  }

  /**
   * Returns where files are deleted whose source is gone.
   *
   * @param apart whether sources and targets must not be within one another
   */
  MirrorScope scope(Work work, boolean apart) throws CommandFailure {
    List<Place> places = new ArrayList<>();
    for (TargetOptions.Target target : targets.targets(targetNames(), isOneFile(sourceNames()))) {
      try {
        for (DatastoreInfo datastore : target.datastores().among(work::datastores)) {
          places.add(new Place(datastore.name(), target.template().folder(datastore)));
        }
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.NO_ROUTE, CommandFailure.words(e), e);
      }
    }
    MirrorScope scope = new MirrorScope(folders(), places);
    if (apart
        && (scope.sources().size() < Set.copyOf(folders()).size()
            || scope.places().size() < Set.copyOf(places).size())) {
      throw CommandFailure.usage(
          "--delete-unknown goes with sources and targets that are not within one another");
    }
    return scope;
  }

  PathRules rules() throws CommandFailure {
    return sources.rules();
  }

  private List<String> sourceNames() {
    return arguments.subList(0, firstTarget());
  }

  private List<String> targetNames() {
    return arguments.subList(firstTarget(), arguments.size());
  }

  // Those behind the last that is none; a file whose name begins with a bracket stands before.
  private int firstTarget() {
    int at = arguments.size();
    while (at > 0 && DatastoreTarget.namesDatastore(arguments.get(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isOneFile(List<String> names) {
    return names.size() == 1 && !Files.isDirectory(Path.of(names.get(0)));
  }

  Work work(Shell shell, OpenSite site) throws CommandFailure {
    try {
      VSphereDatastores.Read found =
          new VSphereDatastores(site.vsphere(), site.datacenterOf("")).read();
      return new Work(deliveries(shell, found.asked()), found.asked(), found.all(), words());
    } catch (VSphereException e) {
      throw CommandFailure.of(e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.NO_ROUTE, CommandFailure.words(e), e);
    }
  }

  private Deliveries deliveries(Shell shell, List<DatastoreInfo> all)
      throws CommandFailure, IOException {
    if (manifest != null) {
      return Deliveries.of(opened(shell, manifest));
    }
    List<String> names = sourceNames();
    FileSource files = sources.files(names);
    List<Deliveries> deliveries = new ArrayList<>();
    for (TargetOptions.Target target : targets.targets(targetNames(), isOneFile(names))) {
      deliveries.add(
          Deliveries.of(
              files, new Distribution(target.datastores().among(() -> all), target.template())));
    }
    return deliveries.size() == 1 ? deliveries.get(0) : Deliveries.all(deliveries);
  }

  private static Manifest opened(Shell shell, String name) {
    if (name.equals(STANDARD_INPUT)) {
      return Manifest.of(shell.in(), "standard input", Path.of("").toAbsolutePath());
    }
    Path file = Path.of(name).toAbsolutePath().normalize();
    Path folder = file.getParent();
    return Manifest.of(file, folder == null ? file : folder);
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    if (manifest != null) {
      words.add("manifest");
      words.add(Path.of(manifest).toAbsolutePath().normalize().toString());
      return words;
    }
    for (String name : sourceNames()) {
      words.add(Path.of(name).toAbsolutePath().normalize().toString());
    }
    words.addAll(targetNames());
    words.addAll(targets.words());
    return words;
  }
}
