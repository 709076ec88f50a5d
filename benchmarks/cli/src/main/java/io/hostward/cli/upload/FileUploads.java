package io.hostward.cli.upload;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Failures;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.lab.FlowTable;
import io.hostward.cli.report.Documents;
import io.hostward.cli.report.Json;
import io.hostward.cli.report.UploadReport;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Durations;
import io.hostward.cli.text.OptionWords;
import io.hostward.cli.text.TransferProgress;
import io.hostward.experiment.Flow;
import io.hostward.experiment.FlowMeter;
import io.hostward.net.Printable;
import io.hostward.ranking.Selection;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uploads one file after the other and says what became of each. */
final class FileUploads {
  private final Shell shell;
  private final OpenSite site;
  private final OutputOptions output;
  private final List<UploadReport> reports = new ArrayList<>();
  private int exitCode = ExitCode.OK;

  /** How the hosts of the datastore were ranked last: all files go to one. */
  private volatile @Nullable Selection selection;

  FileUploads(Shell shell, OpenSite site, OutputOptions output) {
    this.shell = shell;
    this.site = site;
    this.output = output;
  }

  /**
   * Uploads them all, unless the user interrupts.
   *
   * @return the exit code of an interruption, or else of the first failure
   */
  int run(Map<String, UploadRequest> requests) {
    FlowMeter meter = site.flows();
    List<Flow> before = meter.read();
    for (Map.Entry<String, UploadRequest> request : requests.entrySet()) {
      if (!shell.interruption().interrupted()) {
        upload(request.getKey(), inDatacenter(request.getValue()));
      }
    }
    List<String> notBegun = requests.keySet().stream().skip(reports.size()).toList();
    if (!notBegun.isEmpty()) {
      exitCode = ExitCode.INTERRUPTED;
      shell
          .err()
          .println(
              "hostward: interrupted; not begun: " + Printable.whole(String.join(", ", notBegun)));
    }
    Selection ranking = selection;
    if (ranking != null) {
      site.uselessAddresses(ranking).ifPresent(line -> shell.err().println("hostward: " + line));
    }
    List<Flow> flows = meter.since(before);
    if (output.json()) {
      shell
          .out()
          .println(
              Json.write(
                  new Documents.Uploads(
                      exitCode == ExitCode.OK, reports, notBegun, flows.isEmpty() ? null : flows)));
    } else if (!flows.isEmpty()) {
      shell.out().println();
      shell.out().print(FlowTable.of(flows));
    }
    return exitCode;
  }

  private UploadRequest inDatacenter(UploadRequest request) {
    return site.datacenterOf(request.target().datastore()).map(request::in).orElse(request);
  }

  private void upload(String source, UploadRequest request) {
    TransferProgress progress =
        new TransferProgress(request.target().fileName(), shell.progress(), System::nanoTime);
    try (Interruption.Registration ignored = shell.interruption().onInterrupt(progress::end)) {
      UploadResult result =
          InterruptibleUpload.await(
              site.hostward(),
              request.heardBy(
                  event -> {
                    if (event instanceof UploadEvent.Ranked ranked) {
                      selection = ranked.selection();
                    }
                    progress.heard(event);
                  }),
              shell.interruption());
      String labSha256 = site.lab().flatMap(lab -> lab.sha256(result.path())).orElse(null);
      reports.add(UploadReport.of(source, result, labSha256));
      progress.end();
      if (!output.json()) {
        print(result, labSha256);
      }
    } catch (CommandFailure e) {
      progress.end();
      failed(source, request, e);
    }
  }

  private void failed(String source, UploadRequest request, CommandFailure failure) {
    boolean interrupted = failure.exitCode() == ExitCode.INTERRUPTED;
    exitCode = exitCode == ExitCode.OK || interrupted ? failure.exitCode() : exitCode;
    reports.add(
        UploadReport.failed(
            source,
            request.target().toString(),
            String.valueOf(failure.getMessage()),
            failure.outcome().orElse(null)));
    Failures.print(shell.err(), failure, output.verbose());
  }

  private void print(UploadResult result, @Nullable String labSha256) {
    shell
        .out()
        .printf(
            "%s: %s in %s (the transfer alone: %s, %s), %s%n",
            Printable.whole(result.path().toString()),
            new ByteSize(result.bytes()),
            Durations.seconds(result.elapsed()),
            Durations.seconds(result.receipt().elapsed()),
            ByteRate.of(result.bytes(), result.receipt().elapsed()),
            result.route());
    result
        .relayed()
        .ifPresent(why -> shell.out().println("  relayed, since " + OptionWords.of(why)));
    result.sha256().ifPresent(sha -> shell.out().println("  SHA-256 read back: " + sha));
    if (labSha256 != null) {
      shell.out().println("  SHA-256 in the lab: " + labSha256);
    }
  }
}
