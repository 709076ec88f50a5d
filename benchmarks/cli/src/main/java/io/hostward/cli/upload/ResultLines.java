package io.hostward.cli.upload;

import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Durations;
import io.hostward.cli.text.OptionWords;
import io.hostward.net.Printable;
import io.hostward.upload.UploadResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says to people what was uploaded: a line for each file as long as they are few, and what they are
 * in all if they are several.
 */
final class ResultLines {
  /** More would scroll away what was there before. */
  static final int FEW = 10;

  private final PrintStream out;
  private final int files;
  private final boolean each;
  private final Map<String, Taken> routes = new LinkedHashMap<>();
  private int uploaded;
  private long bytes;

  /** What went by a route, and why it went there and to no host, of the first that did. */
  private static final class Taken {
    private final @Nullable String relayed;
    private int files;

    private Taken(UploadResult first) {
      relayed = first.relayed().map(OptionWords::of).orElse(null);
    }
  }

  /**
   * Lines of one command.
   *
   * @param files how many there are in all
   * @param verbose whether each gets a line even if they are many
   */
  ResultLines(PrintStream out, int files, boolean verbose) {
    this.out = out;
    this.files = files;
    this.each = verbose || files <= FEW;
  }

  /** Takes note of a file that was uploaded. */
  void uploaded(UploadResult result, @Nullable String labSha256) {
    uploaded++;
    bytes += result.bytes();
    routes.computeIfAbsent(result.route().toString(), route -> new Taken(result)).files++;
    if (each) {
      print(result, labSha256);
    }
  }

  /** Says what they are in all, if there is more than one. */
  void end(Duration elapsed) {
    if (files == 1) {
      return;
    }
    out.printf(
        "%d of %d files: %s in %s (%s)%n",
        uploaded,
        files,
        new ByteSize(bytes),
        Durations.seconds(elapsed),
        ByteRate.of(bytes, elapsed));
    if (!each) {
      routes.forEach(
          (route, taken) ->
              out.printf(
                  "  %d %s%s%n",
                  taken.files,
                  route,
                  taken.relayed == null ? "" : ", the first since " + taken.relayed));
    }
  }

  private void print(UploadResult result, @Nullable String labSha256) {
    out.printf(
        "%s: %s in %s (the transfer alone: %s, %s), %s%n",
        Printable.whole(result.path().toString()),
        new ByteSize(result.bytes()),
        Durations.seconds(result.elapsed()),
        Durations.seconds(result.receipt().elapsed()),
        ByteRate.of(result.bytes(), result.receipt().elapsed()),
        result.route());
    result.relayed().ifPresent(why -> out.println("  relayed, since " + OptionWords.of(why)));
    result.sha256().ifPresent(sha -> out.println("  SHA-256 read back: " + sha));
    if (labSha256 != null) {
      out.println("  SHA-256 in the lab: " + labSha256);
    }
  }
}
