package io.hostward.cli.upload;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Failures;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.QuietOption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.console.TransferWindow;
import io.hostward.cli.lab.FlowTable;
import io.hostward.cli.report.Documents;
import io.hostward.cli.report.Json;
import io.hostward.cli.report.UploadReport;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.text.FilesProgress;
import io.hostward.cli.text.ProgressDisplay;
import io.hostward.cli.text.ProgressView;
import io.hostward.cli.text.TransferProgress;
import io.hostward.experiment.Flow;
import io.hostward.experiment.FlowMeter;
import io.hostward.ranking.Selection;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Uploads files, several at a time, and says what became of each. */
final class FileUploads implements TransferWindow.Ends<FileUpload, UploadResult> {
  private final Shell shell;
  private final OpenSite site;
  private final OutputOptions output;
  private final List<FileUpload> files;
  private final ProgressDisplay progress;
  private final ResultLines lines;
  private final boolean quiet;

  /** In the order of the command line; a document needs them all, and lines none. */
  private final Map<Integer, UploadReport> reports = new TreeMap<>();

  private final Map<Integer, Integer> failures = new TreeMap<>();
  private boolean interrupted;

  /** How the hosts of the datastore were ranked last: all files go to one. */
  private volatile @Nullable Selection selection;

  FileUploads(
      Shell shell,
      OpenSite site,
      OutputOptions output,
      QuietOption quiet,
      Map<String, UploadRequest> requests) {
    this.shell = shell;
    this.site = site;
    this.output = output;
    this.quiet = quiet.quiet();
    this.progress = progress(quiet.progress(shell), requests);
    this.lines = new ResultLines(shell.out(), requests.size(), output.verbose());
    List<FileUpload> uploads = new ArrayList<>();
    requests.forEach(
        (source, request) ->
            uploads.add(
                new FileUpload(
                    uploads.size(), source, inDatacenter(request).heardBy(this::heard))));
    this.files = List.copyOf(uploads);
  }

  private static ProgressDisplay progress(ProgressView view, Map<String, UploadRequest> requests) {
    if (requests.size() == 1) {
      String name = requests.values().iterator().next().target().fileName();
      return new TransferProgress(name, view, System::nanoTime);
    }
    long bytes = requests.values().stream().mapToLong(request -> request.source().size()).sum();
    return new FilesProgress(requests.size(), bytes, view, System::nanoTime);
  }

  private UploadRequest inDatacenter(UploadRequest request) {
    return site.datacenterOf(request.target().datastore()).map(request::in).orElse(request);
  }

  private void heard(UploadEvent event) {
    if (event instanceof UploadEvent.Ranked ranked) {
      selection = ranked.selection();
    }
    progress.heard(event);
  }

  /**
   * Uploads them all, unless the user interrupts.
   *
   * @param most how many are under way at once
   * @return the exit code of an interruption, or else of the first file that failed
   */
  int run(int most) {
    FlowMeter meter = site.flows();
    List<Flow> before = meter.read();
    long start = System.nanoTime();
    TransferWindow<FileUpload, UploadResult> window =
        new TransferWindow<>(
            shell.interruption(), most, file -> site.hostward().uploadAsync(file.request()));
    int begun;
    try (Interruption.Registration ignored = shell.interruption().onInterrupt(progress::end)) {
      begun = window.run(files.iterator(), this);
    } finally {
      progress.end();
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    List<String> notBegun = files.stream().skip(begun).map(FileUpload::source).toList();
    tell(notBegun);
    remark();
    List<Flow> flows = meter.since(before);
    int exitCode = exitCode(notBegun);
    if (output.json()) {
      print(
          new Documents.Uploads(
              exitCode == ExitCode.OK,
              List.copyOf(reports.values()),
              notBegun,
              flows.isEmpty() ? null : flows));
    } else if (!quiet) {
      lines.end(elapsed);
      print(flows);
    }
    return exitCode;
  }

  private int exitCode(List<String> notBegun) {
    return interrupted || !notBegun.isEmpty()
        ? ExitCode.INTERRUPTED
        : failures.values().stream().findFirst().orElse(ExitCode.OK);
  }

  private void tell(List<String> notBegun) {
    if (!notBegun.isEmpty()) {
      Failures.print(shell.err(), CommandFailure.notBegun(notBegun), false);
    }
  }

  private void remark() {
    Selection ranking = selection;
    if (ranking != null) {
      site.remarks(ranking).forEach(shell.err()::println);
    }
  }

  private void print(Documents.Uploads document) {
    shell.out().println(Json.write(document));
  }

  private void print(List<Flow> flows) {
    if (!flows.isEmpty()) {
      shell.out().println();
      shell.out().print(FlowTable.of(flows));
    }
  }

  @Override
  public void done(FileUpload upload, UploadResult result) {
    String labSha256 = site.lab().flatMap(lab -> lab.sha256(result.path())).orElse(null);
    if (output.json()) {
      reports.put(upload.index(), UploadReport.of(upload.source(), result, labSha256));
    } else if (!quiet) {
      progress.aside(() -> lines.uploaded(result, labSha256));
    }
  }

  @Override
  public void failed(FileUpload upload, CommandFailure failure) {
    interrupted |= failure.exitCode() == ExitCode.INTERRUPTED;
    failures.put(upload.index(), failure.exitCode());
    if (output.json()) {
      reports.put(
          upload.index(),
          UploadReport.failed(
              upload.source(),
              upload.request().target().toString(),
              String.valueOf(failure.getMessage()),
              failure.outcome().orElse(null)));
    }
    progress.aside(() -> Failures.print(shell.err(), failure, output.verbose()));
  }
}
