package io.hostward.cli.upload;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Converters;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.QuietOption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.lab.LabRun;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.PolicyChoice;
import io.hostward.cli.site.SiteOptions;
import io.hostward.cli.site.Traffic;
import io.hostward.cli.site.TrafficOptions;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.LocaleEncoding;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.VerificationMode;
import io.hostward.upload.WriteMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hostward upload}. */
@Command(
    name = "upload",
    header = "Upload files to a datastore, straight to a host that mounts it.",
    customSynopsis = "hostward upload [OPTIONS] FILE... '[DATASTORE] PATH'",
    description = {
      "",
      "Each file is sent under a temporary name, verified, and then given its own, so that a reader"
          + " of the target sees the old file or the new one. If a host fails, the next one is"
          + " tried; the last resort is to go through vCenter. Several files are under way at"
          + " once; what became of each is told as it ends, or of more than 10 in a few lines (each"
          + " too with --verbose).",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward upload disk.iso '[vmstore] iso/disk.iso'",
      "  hostward upload *.iso '[vmstore] iso/'",
      "  tar c folder | hostward upload --size 10240 - '[vmstore] folder.tar'",
      "  hostward upload --lab disk.iso '[vmstore] iso/'"
    })
public final class UploadCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      hideParamSyntax = true,
      paramLabel = "FILE... TARGET",
      description = {
        "Local files, or - for standard input, and where they go: '[datastore] folder/file'. A"
            + " target that ends with a slash or is a datastore alone is a folder, as is that of"
            + " several files; missing folders are made. A path without a datastore is on"
            + " GOVC_DATASTORE."
      })
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "How many bytes standard input holds.")
  private @Nullable ByteSize size;

  @Mixin private PolicyChoice policy = new PolicyChoice();

  @Option(names = "--direct-only", description = "Never go through vCenter.")
  private boolean directOnly;

  @Option(names = "--relay-only", description = "Always go through vCenter.")
  private boolean relayOnly;

  @Option(
      names = "--in-place",
      description =
          "Write under the target's own name, where a failure may leave a part of the file. For"
              + " users who may not move files there.")
  private boolean inPlace;

  @Option(names = "--no-overwrite", description = "Fail if there is a file of that name.")
  private boolean noOverwrite;

  @Option(
      names = "--verify",
      paramLabel = "HOW",
      defaultValue = "size",
      description =
          "size: compare sizes. sha256: read the file back and compare its SHA-256 too. Default:"
              + " ${DEFAULT-VALUE}.")
  private VerificationMode verification = VerificationMode.SIZE;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "Give up, and clean up, after this time for each file: 90s, 10m, 1h30m.")
  private java.time.@Nullable Duration timeout;

  @Mixin private TrafficOptions traffic = new TrafficOptions();
  @Mixin private QuietOption quiet = new QuietOption();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private SiteOptions site = new SiteOptions();

  private final Shell shell;

  public UploadCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure {
    traffic.check();
    Map<String, UploadRequest> requests = requests();
    Traffic asked = traffic.of(requests.size());
    long bytes = requests.values().stream().mapToLong(r -> r.source().size()).sum();
    boolean large = bytes > LabRun.LARGE && verification == VerificationMode.SIZE;
    try (OpenSite opened = site.open(shell, large, policy.policy(), asked)) {
      return new FileUploads(shell, opened, output, quiet, requests).run(asked.atOnce());
    }
  }

  private Map<String, UploadRequest> requests() throws CommandFailure {
    if (arguments.size() < 2) {
      throw CommandFailure.usage(
          "name files, and behind them the target, for example: hostward upload disk.iso"
              + " '[vmstore] iso/'");
    }
    int last = arguments.size() - 1;
    List<String> names = arguments.subList(0, last);
    if (size != null && !names.contains(UploadTargets.STANDARD_INPUT)) {
      throw CommandFailure.usage(
          "--size is that of standard input: name it by - among the files, or leave --size out;"
              + " files tell their sizes themselves");
    }
    LocalSources sources =
        new LocalSources(
            shell.in(), Optional.ofNullable(size), LocaleEncoding.of(shell.environment()));
    Map<String, UploadSource> opened = new LinkedHashMap<>();
    for (String name : names) {
      opened.put(name, sources.source(name));
    }
    Map<String, UploadRequest> requests = new LinkedHashMap<>();
    Map<String, DatastorePath> targets =
        UploadTargets.of(names, arguments.get(last), site.datastore(shell));
    for (Map.Entry<String, UploadSource> source : opened.entrySet()) {
      DatastorePath target = Objects.requireNonNull(targets.get(source.getKey()));
      requests.put(source.getKey(), request(source.getValue(), target));
    }
    return requests;
  }

  private UploadRequest request(UploadSource source, DatastorePath target) throws CommandFailure {
    if (inPlace && noOverwrite) {
      throw CommandFailure.usage(
          "--in-place and --no-overwrite exclude each other, since a server replaces whatever"
              + " appears under the name meanwhile: choose one");
    }
    UploadRequest request =
        UploadRequest.of(source, target)
            .over(routes())
            .verifiedBy(verification)
            .written(inPlace ? WriteMode.IN_PLACE : WriteMode.ATOMIC)
            .overwriting(!noOverwrite);
    return timeout == null ? request : request.within(timeout);
  }

  private RoutePreference routes() throws CommandFailure {
    if (directOnly && relayOnly) {
      throw CommandFailure.usage("--direct-only and --relay-only leave no route: choose one");
    }
    return directOnly
        ? RoutePreference.DIRECT_ONLY
        : relayOnly ? RoutePreference.RELAY_ONLY : RoutePreference.DIRECT_THEN_RELAY;
  }
}
