package io.hostward.cli.hosts;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.Documents;
import io.hostward.cli.report.HostReport;
import io.hostward.cli.report.Json;
import io.hostward.cli.site.DatastoreArgument;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.PolicyChoice;
import io.hostward.cli.site.SiteOptions;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Table;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.net.Printable;
import io.hostward.ranking.Selection;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hostward hosts}. */
@Command(
    name = "hosts",
    header = "Show which hosts can take an upload, best first, and why the others cannot.",
    customSynopsis = "hostward hosts [OPTIONS] ['[DATASTORE]']",
    description = {"", "The exit code is 4 if no host can.", ""},
    footer = {"", "Examples:", "  hostward hosts '[vmstore]'", "  hostward hosts --lab --json"})
public final class HostsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DATASTORE",
      description = "The datastore's name, with or without brackets. Default: GOVC_DATASTORE.")
  private @Nullable String datastore;

  @Mixin private PolicyChoice policy = new PolicyChoice();

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private SiteOptions site = new SiteOptions();

  private final Shell shell;

  public HostsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    String name = DatastoreArgument.of(datastore, site.datastore(shell));
    try (OpenSite opened = site.open(shell, false, policy.policy());
        Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
      Optional<String> datacenter = opened.datacenterOf(name);
      DatastoreSnapshot snapshot =
          opened.vsphere().datastore(name, datacenter).snapshot().datastore();
      Selection selection = opened.hostward().rank(name, datacenter, OptionalLong.empty());
      print(snapshot, selection);
      opened.remarks(selection).forEach(shell.err()::println);
      return selection.ranked().isEmpty() ? ExitCode.NO_ROUTE : ExitCode.OK;
    }
  }

  private void print(DatastoreSnapshot snapshot, Selection selection) {
    if (output.json()) {
      shell
          .out()
          .println(
              Json.write(
                  new Documents.Hosts(
                      Documents.Datastore.of(snapshot),
                      selection.policy(),
                      HostReport.of(selection))));
      return;
    }
    shell.out().println(Printable.whole(describe(snapshot)));
    Table table = new Table(">rank", "host", "id", "addresses", ">score", "why");
    for (HostReport host : HostReport.of(selection)) {
      table.row(
          host.rank() == null ? "-" : host.rank().toString(),
          host.name(),
          host.id(),
          String.join(", ", host.addresses()),
          host.score() == null ? "-" : String.format(Locale.ROOT, "%.2f", host.score()),
          host.reason());
    }
    shell.out().print(table);
  }

  private static String describe(DatastoreSnapshot datastore) {
    return "["
        + datastore.name()
        + "] in "
        + datastore.datacenterPath()
        + datastore.type().map(type -> ", " + type).orElse("")
        + bytes(", free ", datastore.freeSpace())
        + bytes(" of ", datastore.capacity())
        + (datastore.accessible() ? "" : ", inaccessible")
        + (datastore.inService() ? "" : ", " + datastore.maintenanceMode());
  }

  private static String bytes(String words, OptionalLong bytes) {
    return bytes.isPresent() ? words + new ByteSize(bytes.getAsLong()) : "";
  }
}
