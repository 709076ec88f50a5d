package io.hostward.cli.bulk;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.Json;
import io.hostward.net.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Tells a run to programs: one JSON object a line, of the events as they are. */
final class JsonView implements RunView {
  private final Shell shell;

  JsonView(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void begins(Path ledger) {
    shell.err().println("ledger: " + Printable.of(ledger.toString()));
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void heard(BulkEvent event) {
    line(EventLines.of(event));
  }

  @Override
  public void progress(RunProgress progress) {
    line(EventLines.of(progress));
  }

  @Override
  public int ended(RunEnd end) {
    int exitCode = end.exitCode();
    Map<String, Object> report = EventLines.line("report");
    report.put("status", end.report().status().name());
    report.put(
        "exitCode", exitCode == ExitCode.INTERRUPTED ? shell.interruption().exitCode() : exitCode);
    report.putAll(EventLines.tally(end.report().run().tally()));
    report.put("sent", end.report().run().sent());
    report.put("foundArrived", end.report().plan().foundArrived());
    report.put("sentAgain", end.report().plan().brokenOff());
    report.put("unreadable", end.report().unreadable());
    report.put(
        "passedOver", end.report().passedOver().stream().map(EventLines::passedOver).toList());
    end.report().mirror().ifPresent(mirror -> report.put("mirror", MirrorWords.document(mirror)));
    end.report().run().stoppedBy().ifPresent(why -> report.put("stoppedBy", why));
    report.put("ledger", end.ledger().toString());
    if (end.report().failures() > 0) {
      report.put("failures", end.failures().toString());
    }
    line(report);
    return exitCode;
  }

  private synchronized void line(Map<String, Object> fields) {
    shell.out().println(Json.line(fields));
  }

  @Override
  public void close() {
    shell.out().flush();
  }
}
