package io.hostward.cli.bulk;

import io.hostward.bulk.target.DatastoreChoice;
import io.hostward.bulk.target.PathTemplate;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.net.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which datastores files go to, and under which path. */
final class TargetOptions {
  private static final Pattern TARGET = Pattern.compile(" *\\[([^\\]]*)\\] *(.*)", Pattern.DOTALL);

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      description =
          "A file with the names of datastores, one a line, * for any characters; # begins a line"
              + " that is none.")
  private @Nullable Path targets;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "All members of a datastore cluster; may be repeated.")
  private List<String> clusters = new ArrayList<>();

  @Option(
      names = "--path",
      paramLabel = "TEMPLATE",
      description =
          "The path on the datastores of --targets and --cluster, written like that of a target."
              + " Default: {path}.")
  private @Nullable String path;

  /** Datastores, and the path that a file gets on each. */
  record Target(DatastoreChoice datastores, PathTemplate template) {}

  boolean given() {
    return targets != null || !clusters.isEmpty() || path != null;
  }

  /** Returns what a target is known by, for the ledger's name. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (targets != null) {
      words.add(targets.toAbsolutePath().normalize().toString());
    }
    words.addAll(clusters);
    words.add(path == null ? "" : path);
    return words;
  }

  /**
   * Returns the targets.
   *
   * @param written those on the command line
   * @param oneFile whether a single file goes, so that a path without a slash at its end is its
   *     name
   */
  List<Target> targets(List<String> written, boolean oneFile) throws CommandFailure {
    List<Target> all = new ArrayList<>();
    for (String text : written) {
      Matcher matcher = TARGET.matcher(text);
      if (!matcher.matches()) {
        throw CommandFailure.usage(
            "a target is written '[datastore] folder/{path}', with * for any characters of the"
                + " datastore's name, was: '"
                + Printable.of(text)
                + "'");
      }
      all.add(
          new Target(
              DatastoreChoice.named(List.of(matcher.group(1))),
              template(matcher.group(2), oneFile)));
    }
    fromOptions()
        .ifPresent(
            choice -> all.add(new Target(choice, template(path == null ? "" : path, oneFile))));
    if (all.isEmpty()) {
      throw CommandFailure.usage(
          "name targets behind the sources, for example '[nfs-*] iso/', or use --targets,"
              + " --cluster or --manifest");
    } else if (path != null && fromOptions().isEmpty()) {
      throw CommandFailure.usage(
          "--path is for --targets and --cluster; a target that is named holds its own");
    }
    return all;
  }

  private Optional<DatastoreChoice> fromOptions() throws CommandFailure {
    DatastoreChoice choice = null;
    if (targets != null) {
      try {
        choice = DatastoreChoice.fromFile(targets);
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.USAGE, CommandFailure.words(e), e);
      }
    }
    for (String cluster : clusters) {
      DatastoreChoice members = DatastoreChoice.ofCluster(cluster);
      choice = choice == null ? members : choice.and(members);
    }
    return Optional.ofNullable(choice);
  }

  // One place for many files is a folder.
  private static PathTemplate template(String text, boolean oneFile) {
    boolean fixed = !oneFile && !text.isEmpty() && !text.endsWith("/") && text.indexOf('{') < 0;
    return PathTemplate.parse(fixed ? text + "/" : text);
  }
}
