package io.hostward.cli.files;

import io.hostward.DatastoreFiles;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Converters;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Durations;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hostward clean}. */
@Command(
    name = "clean",
    header = "Find the temporary files that killed uploads left, and delete them.",
    customSynopsis = "hostward clean [OPTIONS] ['[DATASTORE] FOLDER']",
    description = {
      "",
      "Among them are folders in which distribute keeps files until all of a new folder is there:"
          + " what is deleted of them is sent again. Shows them. Only with --yes are they deleted."
          + " A file that was written to of late may be that of an upload under way, and is left"
          + " alone.",
      ""
    },
    footer = {"", "Example:", "  hostward clean -r --yes '[vmstore]'"})
public final class CleanCommand extends FileCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      hideParamSyntax = true,
      description = "The folder, or a datastore for its top. Default: the top of GOVC_DATASTORE.")
  private String path = "";

  @Option(names = "-r", description = "Go through the folders below too.")
  private boolean below;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = TimeConverter.class,
      description =
          "Leave those alone that were written to within this time, by the server's clock:"
              + " 90s, 10m, 24h; 0 for all. Default: ${DEFAULT-VALUE}.")
  private Duration age = Duration.ofDays(1);

  @Option(names = "--yes", description = "Delete them.")
  private boolean yes;

  private DatastoreTarget folder = new DatastoreTarget("none", "", true);

  /** Reads {@code --older-than}. */
  static final class TimeConverter extends Converters.Of<Duration> {
    TimeConverter() {
      // Zero is no time to wait for, and here it is an age.
      super(text -> text.matches("0[smh]?") ? Duration.ZERO : Durations.parse(text));
    }
  }

  /**
   * A temporary file, for machines.
   *
   * @param path where it is
   * @param upload the id of the upload that left it
   * @param size its bytes
   * @param ageSeconds how long it was not written to
   * @param deleted whether it was deleted now
   */
  record Leftover(String path, String upload, long size, long ageSeconds, boolean deleted) {}

  /**
   * For machines.
   *
   * @param ok whether all that was to be deleted is
   * @param leftovers what was found
   */
  record Document(boolean ok, List<Leftover> leftovers) {}

  public CleanCommand(Shell shell) {
    super(shell);
  }

  @Override
  void prepare() throws CommandFailure {
    folder = name(path).asFolder();
  }

  @Override
  void run(OpenSite opened) throws CommandFailure, IOException {
    DatastoreFiles files = remote(opened, true).of(folder.datastore());
    List<DatastoreFiles.Leftover> found = files.leftovers(folder, below, age);
    List<Leftover> told = new ArrayList<>();
    for (DatastoreFiles.Leftover leftover : found) {
      boolean deleted = yes && attempt(() -> delete(files, leftover));
      told.add(
          new Leftover(
              leftover.path().toString(),
              leftover.upload().toString(),
              leftover.size(),
              leftover.age().toSeconds(),
              deleted));
      say(
          (deleted ? "deleted " : "")
              + leftover.path()
              + (leftover.folder() ? ", a folder: " : ": ")
              + new ByteSize(leftover.size())
              + ", not written to for "
              + Durations.clock(leftover.age()));
    }
    if (found.isEmpty()) {
      say("nothing that is older than " + Durations.clock(age));
    } else if (!yes) {
      say("add --yes to delete " + (found.size() == 1 ? "it" : "them"));
    }
    document(new Document(ok(), told));
  }

  private static boolean delete(DatastoreFiles files, DatastoreFiles.Leftover leftover)
      throws VSphereException {
    return leftover.folder() ? files.deleteFolder(leftover.path()) : files.delete(leftover.path());
  }
}
