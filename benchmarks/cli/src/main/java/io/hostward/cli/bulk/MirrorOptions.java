package io.hostward.cli.bulk;

import io.hostward.bulk.mirror.DeleteLimit;
import io.hostward.bulk.mirror.MirrorScope;
import io.hostward.bulk.mirror.MirrorSettings;
import io.hostward.bulk.vsphere.VSphereDeletions;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.site.OpenSite;
import io.hostward.net.Printable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether files are deleted whose source is gone. */
final class MirrorOptions {
  @Option(
      names = "--delete",
      description =
          "When everything has arrived or was there, delete files below the targets whose source is"
              + " gone: those that earlier runs with this ledger have put there and nobody has"
              + " changed since, and no others. A source that is there and excluded keeps its file, and"
              + " folders stay."
              + " If anything fails, nothing is deleted.")
  private boolean delete;

  @Option(
      names = "--max-delete",
      paramLabel = "LIMIT",
      description =
          "Delete nothing at all if it were more: so many files in all; or, with a percent sign,"
              + " that share of the files that the run delivers from a folder to a datastore, for"
              + " each such pair, though one file may always go. A folder that is empty, or not"
              + " mounted, deletes nothing. Default: a tenth.")
  private @Nullable String limit;

  /** Fails if the options contradict each other, before anybody logs in. */
  void check(WorkOptions work) throws CommandFailure {
    if (limit != null && !delete) {
      throw CommandFailure.usage("--max-delete goes with --delete");
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

  MirrorSettings settings(OpenSite opened, MirrorScope scope) throws CommandFailure {
    return new MirrorSettings(scope, limit(), new VSphereDeletions(opened.hostward().files()));
  }
}
