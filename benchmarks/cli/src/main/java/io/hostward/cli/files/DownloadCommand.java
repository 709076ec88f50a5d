package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.OutputFile;
import io.hostward.cli.console.QuietOption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.DownloadReport;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.PolicyChoice;
import io.hostward.cli.site.Traffic;
import io.hostward.cli.site.TrafficOptions;
import io.hostward.cli.text.DownloadDisplay;
import io.hostward.cli.text.DownloadProgress;
import io.hostward.cli.text.FilesProgress;
import io.hostward.cli.text.ProgressView;
import io.hostward.download.DownloadRequest;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.upload.RoutePreference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hostward download}. */
@Command(
    name = "download",
    header = "Download files of a datastore, straight from a host that mounts it.",
    customSynopsis = "hostward download [OPTIONS] '[DATASTORE] PATH'... LOCAL",
    description = {
      "",
      "A file comes under a hidden name beside its own, and gets this once it is whole and on the"
          + " disk; a local file of that name is replaced then. What breaks off goes on where it"
          + " broke, from the same host, the next one, or through vCenter. Several files are under"
          + " way at once.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward download '[vmstore] iso/disk.iso' disk.iso",
      "  hostward download '[vmstore] iso/*.iso' folder/",
      "  hostward download '[vmstore] folder.tar' - | tar x"
    })
public final class DownloadCommand extends FileCommand {
  private static final String STANDARD_OUTPUT = "-";

  @Parameters(
      arity = "2..*",
      paramLabel = "PATH... LOCAL",
      hideParamSyntax = true,
      description =
          "Files or patterns, and where they go: a local file, a folder, or - for standard output.")
  private List<String> paths = new ArrayList<>();

  @Mixin private PolicyChoice policy = new PolicyChoice();

  @Option(names = "--direct-only", description = "Never go through vCenter.")
  private boolean directOnly;

  @Option(names = "--relay-only", description = "Always go through vCenter.")
  private boolean relayOnly;

  @Option(names = "--no-overwrite", description = "Fail if there is a local file of that name.")
  private boolean noOverwrite;

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "Fail unless this is the file's SHA-256; for one file.")
  private @Nullable String sha256;

  @Mixin private TrafficOptions traffic = new TrafficOptions();
  @Mixin private QuietOption quiet = new QuietOption();

  private final Set<Path> taken = new HashSet<>();
  private List<RemoteName> sources = List.of();
  private String local = "";

  /**
   * For machines.
   *
   * @param ok whether all are here
   * @param downloads one for each file that was begun, in their order
   * @param notBegun the other files, in their order; empty unless it was interrupted
   */
  record Document(boolean ok, List<DownloadReport> downloads, List<String> notBegun) {}

  public DownloadCommand(Shell shell) {
    super(shell);
  }

  @Override
  HostSelectionPolicy policy() {
    return policy.policy();
  }

  @Override
  Traffic traffic() {
    return traffic.of(Integer.MAX_VALUE);
  }

  @Override
  void prepare() throws CommandFailure {
    traffic.check();
    int last = paths.size() - 1;
    sources = names(paths.subList(0, last));
    local = paths.get(last);
    if (directOnly && relayOnly) {
      throw CommandFailure.usage("--direct-only and --relay-only leave no route: choose one");
    }
    boolean several = sources.size() > 1 || sources.get(0).isPattern();
    if (several && (local.equals(STANDARD_OUTPUT) || sha256 != null)) {
      throw CommandFailure.usage("standard output and --sha256 are for one file");
    }
    if (several && !Files.isDirectory(Path.of(local))) {
      throw CommandFailure.usage("several files go to a folder, and this is none: '" + local + "'");
    } else if (local.endsWith("/") && !Files.isDirectory(Path.of(local))) {
      throw CommandFailure.usage("there is no folder '" + local + "'; make it first");
    }
    if (!several && !local.equals(STANDARD_OUTPUT) && !isFolder()) {
      OutputFile.require("LOCAL", Path.of(local));
    }
    if (local.equals(STANDARD_OUTPUT) && json()) {
      throw CommandFailure.usage("standard output is either for the file or for --json");
    }
  }

  @Override
  void run(OpenSite opened) throws CommandFailure {
    Remote remote = remote(opened, true);
    List<FileDownload> files = new ArrayList<>();
    for (RemoteName source : sources) {
      List<RemoteEntry> found = new ArrayList<>();
      attempt(() -> found.addAll(remote.named(source)));
      for (RemoteEntry entry : found) {
        if (!entry.folder() || !source.isPattern()) {
          attempt(() -> files.add(download(files.size(), remote, entry)));
        }
      }
    }
    FileDownloads downloads =
        new FileDownloads(
            files,
            progress(files),
            json() || quiet.quiet() ? Optional.empty() : Optional.of(shell().out()),
            verbose(),
            this::tell);
    int begun = downloads.run(shell().interruption(), traffic().atOnce());
    downloads.failures().forEach(this::count);
    List<String> notBegun = files.stream().skip(begun).map(file -> file.entry().path()).toList();
    if (!notBegun.isEmpty()) {
      failed(CommandFailure.notBegun(notBegun));
    }
    document(new Document(ok(), downloads.reports(), notBegun));
  }

  private DownloadDisplay progress(List<FileDownload> files) {
    ProgressView view = quiet.progress(shell());
    if (files.size() == 1) {
      return new DownloadProgress(files.get(0).entry().name(), view);
    }
    long bytes =
        files.stream().map(file -> file.entry().size()).mapToLong(DownloadCommand::of).sum();
    return new FilesProgress(files.size(), bytes, view, System::nanoTime);
  }

  private static long of(@Nullable Long size) {
    return size == null ? 0 : size;
  }

  private FileDownload download(int index, Remote remote, RemoteEntry entry) throws CommandFailure {
    Path file = local.equals(STANDARD_OUTPUT) ? null : target(entry);
    if (file != null && !taken.add(file.toAbsolutePath().normalize())) {
      throw new CommandFailure(ExitCode.FAILED, "two of them would become " + file, null);
    }
    DownloadRequest request =
        DownloadRequest.of(
                entry.place(),
                file == null
                    ? new DownloadRequest.Stream(new StandardOutput(shell().out()))
                    : new DownloadRequest.LocalFile(file))
            .over(routes())
            .overwriting(!noOverwrite);
    return new FileDownload(
        index,
        entry,
        remote.of(entry.datastore()),
        file,
        sha256 == null ? request : request.verifiedBy(sha256));
  }

  private Path target(RemoteEntry entry) throws CommandFailure {
    try {
      Path path = Path.of(local);
      return isFolder() ? path.resolve(entry.name()) : path;
    } catch (InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.USAGE, entry.name() + " cannot be the name of a file here: " + e.getReason(), e);
    }
  }

  private boolean isFolder() {
    return Files.isDirectory(Path.of(local)) || local.endsWith("/");
  }

  private RoutePreference routes() {
    return directOnly
        ? RoutePreference.DIRECT_ONLY
        : relayOnly ? RoutePreference.RELAY_ONLY : RoutePreference.DIRECT_THEN_RELAY;
  }
}
