package io.hostward.cli.compare;

import io.hostward.cli.console.ExitCode;
import io.hostward.cli.lab.FlowTable;
import io.hostward.cli.report.Documents;
import io.hostward.cli.report.Json;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.OptionWords;
import io.hostward.cli.text.Table;
import io.hostward.experiment.Flow;
import io.hostward.experiment.RouteComparison;
import io.hostward.experiment.RouteRun;
import io.hostward.net.Printable;
import io.hostward.transfer.Route;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What a comparison found. */
final class ComparisonReport {
  private final String datastore;
  private final ByteSize size;
  private final List<RouteRun> runs;

  ComparisonReport(String datastore, ByteSize size, List<RouteRun> runs) {
    this.datastore = datastore;
    this.size = size;
    this.runs = runs;
  }

  /** Prints it, and returns the exit code: a run that failed is a failure. */
  int print(PrintStream out, boolean json) {
    if (json) {
      OptionalDouble ratio = directOverRelay();
      out.println(
          Json.write(
              new Documents.Comparison(
                  datastore,
                  size.bytes(),
                  runs.stream().map(Documents.Run::of).toList(),
                  ratio.isPresent() ? ratio.getAsDouble() : null)));
    } else {
      printTable(out);
    }
    return runs.stream().allMatch(run -> run.problem().isEmpty()) ? ExitCode.OK : ExitCode.FAILED;
  }

  private void printTable(PrintStream out) {
    boolean flows = runs.stream().anyMatch(run -> !run.flows().isEmpty());
    out.println(
        size
            + " to ["
            + Printable.whole(datastore)
            + "]"
            + (flows ? "; flows include what TLS adds" : ""));
    out.println();
    out.print(table(flows));
    for (RouteRun run : runs) {
      run.problem()
          .ifPresent(
              problem ->
                  out.println(
                      Printable.whole(RouteComparison.label(run.route()))
                          + ": "
                          + OptionWords.of(problem)));
    }
    directOverRelay()
        .ifPresent(
            ratio ->
                out.printf(
                    Locale.ROOT,
                    "%nBy the median, the direct routes are %.2f times as fast as the relay.%n",
                    ratio));
    if (flows) {
      out.println(
          "All servers of the lab share this machine: where the bytes flowed is real, how fast is not."
              + " --relay-rate and --host-rate set speeds.");
    }
  }

  private Table table(boolean flows) {
    Table table =
        flows
            ? new Table(
                "route",
                ">seconds",
                ">MB/s",
                ">vCenter in",
                ">vCenter out",
                "hosts in on 443",
                "hosts in on 902")
            : new Table("route", ">seconds", ">MB/s");
    for (RouteRun run : runs) {
      String route = RouteComparison.label(run.route());
      if (flows) {
        table.row(
            route,
            seconds(run),
            rate(run),
            FlowTable.megabytes(vcenter(run, Flow::in)),
            FlowTable.megabytes(vcenter(run, Flow::out)),
            hosts(run, Flow::in443),
            hosts(run, Flow::in902));
      } else {
        table.row(route, seconds(run), rate(run));
      }
    }
    return table;
  }

  private static String seconds(RouteRun run) {
    return String.format(Locale.ROOT, "%.2f", run.elapsed().toNanos() / 1e9);
  }

  private static String rate(RouteRun run) {
    return run.problem().isPresent()
        ? "failed"
        : String.format(Locale.ROOT, "%.0f", bytesPerSecond(run) / 1e6);
  }

  private static double bytesPerSecond(RouteRun run) {
    return run.bytes() / Math.max(1e-9, run.elapsed().toNanos() / 1e9);
  }

  private static long vcenter(RouteRun run, ToLongFunction<Flow> count) {
    return run.flows().stream()
        .filter(flow -> flow.server().equals(Flow.VCENTER))
        .mapToLong(count)
        .sum();
  }

  private static String hosts(RouteRun run, ToLongFunction<Flow> count) {
    String hosts =
        run.flows().stream()
            .filter(flow -> !flow.server().equals(Flow.VCENTER) && count.applyAsLong(flow) > 0)
            .map(flow -> flow.server() + " " + FlowTable.megabytes(count.applyAsLong(flow)))
            .collect(Collectors.joining(", "));
    return hosts.isEmpty() ? "-" : hosts;
  }

  private OptionalDouble directOverRelay() {
    OptionalDouble direct = median(Route.Direct.class);
    OptionalDouble relay = median(Route.Relay.class);
    return direct.isPresent() && relay.isPresent()
        ? OptionalDouble.of(direct.getAsDouble() / relay.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble median(Class<? extends Route> kind) {
    double[] rates =
        runs.stream()
            .filter(run -> kind.isInstance(run.route()) && run.problem().isEmpty())
            .mapToDouble(ComparisonReport::bytesPerSecond)
            .sorted()
            .toArray();
    int middle = rates.length / 2;
    if (rates.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        rates.length % 2 == 1 ? rates[middle] : (rates[middle - 1] + rates[middle]) / 2);
  }
}
