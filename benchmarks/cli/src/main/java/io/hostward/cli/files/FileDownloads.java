package io.hostward.cli.files;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.TransferWindow;
import io.hostward.cli.report.DownloadReport;
import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.DownloadDisplay;
import io.hostward.cli.text.Durations;
import io.hostward.cli.text.OptionWords;
import io.hostward.download.DownloadException;
import io.hostward.download.DownloadResult;
import io.hostward.net.Printable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Downloads files, several at a time, and says what became of each. */
final class FileDownloads implements TransferWindow.Ends<FileDownload, DownloadResult> {
  /** More lines would scroll away what was there before. */
  private static final int FEW = 10;

  private final List<FileDownload> files;
  private final DownloadDisplay progress;
  private final Optional<PrintStream> out;
  private final boolean each;
  private final Consumer<CommandFailure> told;
  private final Map<Integer, CommandFailure> failures = new TreeMap<>();
  private final Map<Integer, DownloadReport> reports = new TreeMap<>();
  private int here;
  private long bytes;

  /**
   * Downloads of one command.
   *
   * @param out where it is said what is here, if it is
   * @param verbose whether each gets a line even if they are many
   * @param told hears of each failure as it happens
   */
  FileDownloads(
      List<FileDownload> files,
      DownloadDisplay progress,
      Optional<PrintStream> out,
      boolean verbose,
      Consumer<CommandFailure> told) {
    this.files = files;
    this.progress = progress;
    this.out = out;
    this.each = verbose || files.size() <= FEW;
    this.told = told;
  }

  /**
   * Downloads them all, unless the user interrupts.
   *
   * @param most how many are under way at once
   * @return how many were begun
   */
  int run(Interruption interruption, int most) {
    long start = System.nanoTime();
    TransferWindow<FileDownload, DownloadResult> window =
        new TransferWindow<>(
            interruption,
            most,
            file -> file.files().downloadAsync(file.request().heardBy(progress)));
    int begun;
    try (Interruption.Registration ignored = interruption.onInterrupt(progress::end)) {
      begun = window.run(files.iterator(), this);
    } finally {
      progress.end();
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    if (files.size() > 1) {
      out.ifPresent(
          lines ->
              lines.printf(
                  "%d of %s: %s in %s (%s)%n",
                  here,
                  Printable.count(files.size(), "file"),
                  new ByteSize(bytes),
                  Durations.seconds(elapsed),
                  ByteRate.of(bytes, elapsed)));
    }
    return begun;
  }

  /** What became of those that were begun, in their order. */
  List<DownloadReport> reports() {
    return List.copyOf(reports.values());
  }

  /** What failed, in the order of the command line. */
  List<CommandFailure> failures() {
    return List.copyOf(failures.values());
  }

  @Override
  public void done(FileDownload file, DownloadResult result) {
    here++;
    bytes += result.bytes();
    reports.put(file.index(), DownloadReport.of(result, target(file)));
    if (each && file.target() != null) {
      out.ifPresent(lines -> progress.aside(() -> print(lines, file, result)));
    }
  }

  private static @Nullable String target(FileDownload file) {
    return file.target() == null ? null : file.target().toString();
  }

  private static void print(PrintStream lines, FileDownload file, DownloadResult result) {
    lines.println(
        Printable.whole(
            result.source()
                + " -> "
                + file.target()
                + ": "
                + new ByteSize(result.bytes())
                + " in "
                + Durations.seconds(result.elapsed())
                + ", "
                + ByteRate.of(result.bytes(), result.elapsed())
                + ", "
                + result.route()));
    result.relayed().ifPresent(why -> lines.println("  relayed, since " + OptionWords.of(why)));
  }

  @Override
  public void failed(FileDownload file, CommandFailure failure) {
    reports.put(
        file.index(),
        DownloadReport.failed(
            file.entry().path(),
            target(file),
            String.valueOf(failure.getMessage()),
            failure.getCause() instanceof DownloadException ended
                ? Optional.of(ended.outcome())
                : Optional.empty()));
    failures.put(file.index(), failure);
    progress.aside(() -> told.accept(failure));
  }
}
