package io.hostward.cli.bulk;

import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.plan.CopyRule;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.text.ByteSize;
import picocli.CommandLine.Option;

/** What is copied inside vSphere. */
final class CopyOptions {
  @Option(
      names = "--no-copy",
      description = "Send everything; copy nothing from one datastore to another inside vSphere.")
  private boolean none;

  @Option(
      names = "--copy-at-least",
      paramLabel = "SIZE",
      defaultValue = "16MiB",
      description =
          "The smallest file that is sent to one datastore and copied from there to others which a"
              + " host of it mounts too. Default: ${DEFAULT-VALUE}.")
  private ByteSize least = new ByteSize(16 << 20);

  @Option(
      names = "--copies-per-source",
      paramLabel = "N",
      defaultValue = "2",
      description = "Copies at once from one datastore. Default: ${DEFAULT-VALUE}.")
  private int perSource = 2;

  /** Fails if a number is out of bounds. */
  void check() throws CommandFailure {
    CommandFailure.requireRange("--copies-per-source", perSource, 1, 256);
    if (least.bytes() < CopyRule.LEAST) {
      throw CommandFailure.usage(
          "--copy-at-least is " + new ByteSize(CopyRule.LEAST) + " or more, was: " + least);
    }
  }

  void apply(BulkRunBuilder run) {
    if (!none) {
      run.copies(least.bytes(), CopyLimits.DEFAULT.withPerSource(perSource));
    }
  }
}
