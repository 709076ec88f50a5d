package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.text.ByteSize;
import io.hostward.net.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hostward stat}. */
@Command(
    name = "stat",
    header = "Show what stands under names on a datastore.",
    customSynopsis = "hostward stat [OPTIONS] '[DATASTORE] PATH'...",
    description = {"", "The exit code is 1 if one of them is not there.", ""},
    footer = {"", "Example:", "  hostward stat '[vmstore] iso/disk.iso'"})
public final class StatCommand extends FileCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      hideParamSyntax = true,
      description = "Files, folders or patterns.")
  private List<String> paths = new ArrayList<>();

  private List<RemoteName> names = List.of();

  public StatCommand(Shell shell) {
    super(shell);
  }

  @Override
  void prepare() throws CommandFailure {
    names = names(paths);
  }

  @Override
  void run(OpenSite opened) throws CommandFailure {
    Remote remote = remote(opened, false);
    List<RemoteEntry> found = new ArrayList<>();
    for (RemoteName name : names) {
      attempt(
          () -> {
            List<RemoteEntry> entries = new ArrayList<>(remote.named(name));
            entries.sort(Comparator.comparing(RemoteEntry::name));
            entries.forEach(entry -> tell(entry, found));
          });
    }
    document(new LsCommand.Document(ok(), found));
  }

  private void tell(RemoteEntry entry, List<RemoteEntry> found) {
    found.add(entry);
    Long size = entry.size();
    say(
        entry.path()
            + ": "
            + (size == null ? "folder" : bytes(size))
            + (entry.modified() == null ? "" : ", modified " + entry.modified()));
  }

  /** What is short enough is told once. */
  private static String bytes(long size) {
    String exact = Printable.count(size, "byte");
    return size < 1000 ? exact : exact + " (" + new ByteSize(size) + ")";
  }
}
