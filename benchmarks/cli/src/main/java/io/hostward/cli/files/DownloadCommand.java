package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.PolicyChoice;
import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.DownloadProgress;
import io.hostward.cli.text.Durations;
import io.hostward.download.DownloadRequest;
import io.hostward.download.DownloadResult;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.upload.RoutePreference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
          + " broke, from the same host, the next one, or through vCenter.",
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

  private List<RemoteName> sources = List.of();
  private String local = "";

  /**
   * A file, for machines.
   *
   * @param source where it was
   * @param target where it is; absent for standard output
   * @param bytes its size
   * @param seconds how long it took
   * @param route the route of its last bytes
   * @param received how many bytes came in all
   */
  record File(
      String source,
      @Nullable String target,
      long bytes,
      double seconds,
      String route,
      long received) {}

  /**
   * For machines.
   *
   * @param ok whether all are here
   * @param downloads those that are here
   */
  record Document(boolean ok, List<File> downloads) {}

  public DownloadCommand(Shell shell) {
    super(shell);
  }

  @Override
  HostSelectionPolicy policy() {
    return policy.policy();
  }

  @Override
  void prepare() throws CommandFailure {
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
    }
    if (local.equals(STANDARD_OUTPUT) && json()) {
      throw CommandFailure.usage("standard output is either for the file or for --json");
    }
  }

  @Override
  void run(OpenSite opened) throws CommandFailure {
    Remote remote = new Remote(opened, true);
    List<File> done = new ArrayList<>();
    for (RemoteName source : sources) {
      List<RemoteEntry> found = new ArrayList<>();
      attempt(() -> found.addAll(remote.named(source)));
      for (RemoteEntry entry : found) {
        if (!entry.folder() || !source.isPattern()) {
          attempt(() -> done.add(download(remote, entry)));
        }
      }
    }
    document(new Document(ok(), done));
  }

  private File download(Remote remote, RemoteEntry entry) throws CommandFailure, IOException {
    DownloadProgress progress = new DownloadProgress(entry.name(), shell().progress());
    Path file = local.equals(STANDARD_OUTPUT) ? null : target(entry);
    DownloadRequest request =
        DownloadRequest.of(
                entry.place(),
                file == null
                    ? new DownloadRequest.Stream(new StandardOutput(shell().out()))
                    : new DownloadRequest.LocalFile(file))
            .over(routes())
            .overwriting(!noOverwrite)
            .heardBy(progress);
    try {
      DownloadResult result =
          remote
              .of(entry.datastore())
              .download(sha256 == null ? request : request.verifiedBy(sha256));
      progress.end();
      if (file != null) {
        say(words(result, file));
      }
      return new File(
          result.source().toString(),
          file == null ? null : file.toString(),
          result.bytes(),
          result.elapsed().toMillis() / 1e3,
          result.route().toString(),
          result.received());
    } finally {
      progress.end();
    }
  }

  private static String words(DownloadResult result, Path file) {
    return result.source()
        + " -> "
        + file
        + ": "
        + new ByteSize(result.bytes())
        + " in "
        + Durations.seconds(result.elapsed())
        + ", "
        + ByteRate.of(result.bytes(), result.elapsed())
        + ", "
        + result.route();
  }

  private Path target(RemoteEntry entry) throws CommandFailure {
    try {
      Path path = Path.of(local);
      return Files.isDirectory(path) || local.endsWith("/") ? path.resolve(entry.name()) : path;
    } catch (InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.USAGE, entry.name() + " cannot be the name of a file here: " + e.getReason(), e);
    }
  }

  private RoutePreference routes() {
    return directOnly
        ? RoutePreference.DIRECT_ONLY
        : relayOnly ? RoutePreference.RELAY_ONLY : RoutePreference.DIRECT_THEN_RELAY;
  }
}
