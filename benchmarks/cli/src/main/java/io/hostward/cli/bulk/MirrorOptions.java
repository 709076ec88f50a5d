package io.hostward.cli.bulk;

import io.hostward.bulk.mirror.DeleteLimit;
import io.hostward.bulk.mirror.MirrorChoices;
import io.hostward.bulk.mirror.MirrorSettings;
import io.hostward.bulk.vsphere.VSphereDeletions;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.console.Terminal;
import io.hostward.cli.site.OpenSite;
import io.hostward.net.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether files are deleted whose source is gone. */
final class MirrorOptions {
  @Option(
      names = "--delete",
      description =
          "When everything has arrived or was there, delete files below the targets whose source is"
              + " gone: those that earlier runs with this ledger have put there and nobody has"
              + " changed since, and no others. What is excluded keeps its file. A folder whose"
              + " source is gone too is removed once it is empty, where the datastore moves folders."
              + " If anything fails, nothing is deleted.")
  private boolean delete;

  @Option(
      names = "--max-delete",
      paramLabel = "LIMIT",
      description =
          "Delete nothing at all if it were more: so many files in all; or, with a percent sign,"
              + " that share of the files that the run delivers from a folder to a datastore, for"
              + " each such pair, though one file may always go. Default: a tenth.")
  private @Nullable String limit;

  @Option(
      names = "--delete-excluded",
      description =
          "With --delete: delete also what earlier runs have put there and --include and --exclude"
              + " leave out now. Otherwise they protect it, whether or not its source is there.")
  private boolean excluded;

  @Option(
      names = "--emptied",
      paramLabel = "FOLDER",
      description =
          "With --delete: this folder, one of the sources or below one, holds no file, and that is"
              + " right: delete what came from there. Otherwise a folder without a file is taken for"
              + " one that is not mounted. May be given several times.")
  private List<Path> emptied = new ArrayList<>();

  @Option(
      names = "--delete-unknown",
      description =
          "With --delete: delete also files below the targets that no run with this ledger has put"
              + " there and no source folder has, as rsync does. Never what is hidden, of virtual"
              + " machines, in folders of machines and content libraries, or younger than an hour;"
              + " they count in --max-delete. Asks before; --dry-run --list shows them.")
  private boolean unknown;

  @Option(names = "--yes", description = "With --delete-unknown: do not ask.")
  private boolean yes;

  /**
   * Fails if the options contradict each other, before anybody logs in; asks what is to be asked.
   */
  void check(WorkOptions work, Shell shell, boolean dryRun) throws CommandFailure {
    if (!delete && (limit != null || excluded || unknown || !emptied.isEmpty())) {
      throw CommandFailure.usage(
          "--max-delete, --delete-excluded, --delete-unknown and --emptied go with --delete");
    } else if (yes && !unknown) {
      throw CommandFailure.usage("--yes goes with --delete-unknown");
    } else if (delete) {
      var unused = limit();
      work.requireFolders();
    }
    if (unknown) {
      work.requireKeptPaths();
      if (!dryRun && !yes) {
        ask(work, shell.terminal());
      }
    }
  }

  private static void ask(WorkOptions work, Terminal terminal) throws CommandFailure {
    if (!terminal.canAsk()) {
      throw CommandFailure.usage(
          "--delete-unknown deletes files that no run has put there, and nobody can be asked here:"
              + " look at them with --dry-run --list, and add --yes");
    } else if (!terminal.confirms(
        "When everything has arrived, delete what no run has put below "
            + Printable.of(work.targetWords())
            + "?")) {
      throw new CommandFailure(
          ExitCode.FAILED, "nothing was done; without --delete-unknown it needs no yes", null);
    }
  }

  private DeleteLimit limit() throws CommandFailure {
    try {
      return limit == null ? DeleteLimit.DEFAULT : DeleteLimit.parse(limit);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--max-delete: " + Printable.of(String.valueOf(e.getMessage())));
    }
  }

  boolean isWished() {
    return delete;
  }

  /**
   * Returns the settings.
   *
   * @param lists what lists of digests beside the files are called
   */
  MirrorSettings settings(
      OpenSite opened, WorkOptions work, WorkOptions.Work todo, Optional<String> lists)
      throws CommandFailure {
    Set<String> folders = new HashSet<>();
    emptied.forEach(folder -> folders.add(folder.toAbsolutePath().normalize().toString()));
    MirrorChoices choices = MirrorChoices.DEFAULT.ruledBy(work.rules()).emptied(folders);
    choices = excluded ? choices.andExcluded() : choices;
    return new MirrorSettings(
        work.scope(todo, unknown),
        limit(),
        new VSphereDeletions(opened.hostward().files()),
        unknown ? choices.andUnknown(lists.map(Set::of).orElse(Set.of())) : choices);
  }
}
