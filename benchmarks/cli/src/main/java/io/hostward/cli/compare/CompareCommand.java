package io.hostward.cli.compare;

import io.hostward.Hostward;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.site.DatastoreName;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.SiteOptions;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.TransferProgress;
import io.hostward.cli.upload.InterruptibleUpload;
import io.hostward.experiment.GeneratedSource;
import io.hostward.experiment.RouteComparison;
import io.hostward.experiment.RouteRun;
import io.hostward.inventory.DatastorePath;
import io.hostward.selector.HostPolicies;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.transfer.Route;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.UploadRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hostward compare}. */
@Command(
    name = "compare",
    header = "Upload the same file by each route and compare.",
    description = {
      "",
      "Straight to each usable host in turn, then through vCenter. The file is made up of bytes"
          + " that do not compress, is uploaded to the datastore's root under a name of its own,"
          + " and is deleted again after each run. A small file goes ahead by each kind of route"
          + " and is not counted.",
      "",
      "With --lab the table also tells where the bytes flowed.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward compare --lab",
      "  hostward compare --lab --relay-rate 100MB --host-rate 400MB",
      "  hostward compare --datastore vmstore --size 1GiB --runs 3"
    })
public final class CompareCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final long WARM_UP = 16L << 20;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "256MiB",
      description = "The file's size. Default: ${DEFAULT-VALUE}.")
  private ByteSize size = new ByteSize(0);

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each route is taken. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--datastore",
      paramLabel = "NAME",
      description = "Where to. Default: GOVC_DATASTORE; vmstore with --lab.")
  private @Nullable String datastore;

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private SiteOptions site = new SiteOptions();

  private final Shell shell;

  public CompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    if (runs < 1 || runs > 1000) {
      throw CommandFailure.usage("--runs is 1 to 1000, was: " + runs);
    }
    String name = DatastoreName.of(datastore, site.datastore(shell));
    HostSelectionPolicy policy = HostPolicies.firstUsable();
    try (OpenSite opened = site.open(shell, true, policy)) {
      RouteComparison comparison =
          new RouteComparison(
              opened.hostward(), opened.vsphere(), policy, opened.flows(), this::upload);
      List<RouteRun> measured = measure(comparison, name, opened.datacenter());
      return new ComparisonReport(name, size, measured).print(shell.out(), output.json());
    }
  }

  private List<RouteRun> measure(
      RouteComparison comparison, String name, Optional<String> datacenter)
      throws CommandFailure, IOException, InterruptedException {
    List<Route> routes = comparison.routes(name, datacenter);
    if (routes.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NO_ROUTE,
          "no host can take a file for [" + name + "], see: hostward hosts",
          null);
    }
    DatastorePath target =
        new DatastorePath(name, "hostward-compare-" + UUID.randomUUID() + ".bin");
    UploadSource warmUp = new GeneratedSource(Math.min(size.bytes(), WARM_UP), SEED);
    for (Route route : oneOfEachKind(routes)) {
      comparison.run(route, warmUp, target, datacenter);
    }
    UploadSource source = new GeneratedSource(size.bytes(), SEED);
    List<RouteRun> measured = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      for (Route route : routes) {
        measured.add(comparison.run(route, source, target, datacenter));
      }
    }
    return measured;
  }

  private static List<Route> oneOfEachKind(List<Route> routes) {
    Set<Class<?>> kinds = new LinkedHashSet<>();
    return routes.stream().filter(route -> kinds.add(route.getClass())).toList();
  }

  private void upload(Hostward hostward, UploadRequest request)
      throws IOException, InterruptedException {
    TransferProgress progress =
        new TransferProgress(size.toString(), shell.progress(), System::nanoTime);
    try {
      InterruptibleUpload.await(hostward, request.heardBy(progress), shell.interruption());
    } catch (CommandFailure e) {
      if (e.exitCode() == ExitCode.INTERRUPTED) {
        throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
      }
      throw new IOException(e.getMessage(), e);
    } finally {
      progress.end();
    }
  }
}
