package io.hostward.cli.bulk;

import io.hostward.bulk.source.FileSource;
import io.hostward.bulk.source.Links;
import io.hostward.bulk.source.PathRules;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.net.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which files of the folders that are named go. */
final class SourceOptions {
  @Option(
      names = "--links",
      paramLabel = "HOW",
      defaultValue = "skip",
      description =
          "What is done with symbolic links below a folder: follow, skip or refuse. Default:"
              + " ${DEFAULT-VALUE}.")
  private Links links = Links.SKIP;

  /** In the order of the command line: the first rule that fits decides. */
  @ArgGroup(exclusive = true, multiplicity = "0..*")
  private List<Rule> rules = new ArrayList<>();

  /** One of these; a group, since separate options would not keep their order. */
  private static final class Rule {
    @Option(
        names = "--include",
        paramLabel = "GLOB",
        description =
            "Let files below a folder through; with --exclude, the first that fits decides; may be"
                + " repeated. As rsync and rclone write them: *.iso, /top/only, folder/, ** for"
                + " slashes too.")
    private @Nullable String include;

    @Option(names = "--exclude", paramLabel = "GLOB", description = "Leave files out, likewise.")
    private @Nullable String exclude;

    @Option(
        names = "--filter-from",
        paramLabel = "FILE",
        description =
            "Take such rules from a file, one a line: '+ GLOB' lets through, '- GLOB' leaves out; an"
                + " empty line, or one that begins with # or ;, is none.")
    private @Nullable Path file;

    PathRules after(PathRules before) throws IOException {
      if (include != null) {
        return before.include(include);
      } else if (exclude != null) {
        return before.exclude(exclude);
      }
      PathRules rules = before;
      for (String line : Files.readAllLines(Objects.requireNonNull(file))) {
        rules = rules.line(line);
      }
      return rules;
    }
  }

  PathRules rules() throws CommandFailure {
    PathRules all = PathRules.all();
    for (Rule rule : rules) {
      try {
        all = rule.after(all);
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.USAGE, "cannot read the rules: " + CommandFailure.words(e), e);
      }
    }
    return all;
  }

  /**
   * Returns the files that are meant by names on the command line.
   *
   * @throws CommandFailure if there is no such file or folder, or a rule is none
   */
  FileSource files(List<String> names) throws CommandFailure {
    PathRules rules = rules();
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
