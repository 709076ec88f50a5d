package io.hostward.cli.bulk;

import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.cli.console.CommandFailure;
import io.hostward.net.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which files of the folders that are named go. */
final class SourceOptions {
  private PathRules rules = PathRules.all();

  @Option(
      names = "--links",
      paramLabel = "HOW",
      defaultValue = "skip",
      description =
          "What is done with symbolic links below a folder: follow, skip or refuse. Default:"
              + " ${DEFAULT-VALUE}.")
  private Links links = Links.SKIP;

  /** In the order of the command line: the first rule that fits decides. */
  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description =
          "Let files below a folder through; with --exclude, the first that fits decides. As rsync"
              + " and rclone write them: *.iso, /top/only, folder/, ** for slashes too.")
  void include(String pattern) {
    rules = rules.include(pattern);
  }

  @Option(names = "--exclude", paramLabel = "GLOB", description = "Leave files out, likewise.")
  void exclude(String pattern) {
    rules = rules.exclude(pattern);
  }

  /**
   * Returns the files that are meant by names on the command line.
   *
   * @throws CommandFailure if there is no such file or folder
   */
  FileSource files(List<String> names) throws CommandFailure {
    List<FileSource> sources = new ArrayList<>();
    for (String name : names) {
      Path path = Path.of(name).toAbsolutePath().normalize();
      if (Files.isDirectory(path)) {
        sources.add(FileSource.folder(path, rules, links));
      } else if (Files.isRegularFile(path)) {
        sources.add(FileSource.file(path));
      } else {
        throw CommandFailure.usage(
            "there is no file or folder '"
                + Printable.of(name)
                + "'; targets begin with a bracket and come last");
      }
    }
    return sources.size() == 1 ? sources.get(0) : FileSource.all(sources);
  }
}
