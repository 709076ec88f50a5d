package io.hostward.cli.bulk;

import io.hostward.bulk.mirror.DeleteLimit;
import io.hostward.bulk.mirror.MirrorChoices;
import io.hostward.bulk.mirror.MirrorSettings;
import io.hostward.bulk.vsphere.VSphereDeletions;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.site.OpenSite;
import io.hostward.net.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
              + " changed since, and no others. What is excluded keeps its file, and folders stay."
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

  /** Fails if the options contradict each other, before anybody logs in. */
  void check(WorkOptions work) throws CommandFailure {
    if (!delete && (limit != null || excluded || !emptied.isEmpty())) {
      throw CommandFailure.usage("--max-delete, --delete-excluded and --emptied go with --delete");
    } else if (delete) {
      var unused = limit();
      work.requireFolders();
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

  MirrorSettings settings(OpenSite opened, WorkOptions work, WorkOptions.Work todo)
      throws CommandFailure {
    Set<String> folders = new HashSet<>();
    emptied.forEach(folder -> folders.add(folder.toAbsolutePath().normalize().toString()));
    MirrorChoices choices = MirrorChoices.DEFAULT.ruledBy(work.rules()).emptied(folders);
    return new MirrorSettings(
        work.scope(todo),
        limit(),
        new VSphereDeletions(opened.hostward().files()),
        excluded ? choices.andExcluded() : choices);
  }
}
