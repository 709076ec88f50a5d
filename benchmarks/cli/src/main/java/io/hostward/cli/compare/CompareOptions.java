package io.hostward.cli.compare;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.text.ByteSize;
import io.hostward.experiment.compare.CompareSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is uploaded, how often and by which policies. */
final class CompareOptions {
  @Option(
      names = "--size",
      paramLabel = "SIZE",
      split = ",",
      defaultValue = "256MiB",
      description =
          "The file's size; of a batch several, taken in turn: 1MiB,64MiB. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<ByteSize> sizes = new ArrayList<>();

  @Option(
      names = "--files",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "How many files a run has; the time of a batch is that of all. Default: ${DEFAULT-VALUE}.")
  private int files;

  @Option(
      names = "--at-once",
      paramLabel = "C",
      defaultValue = "4",
      description = "How many files of a batch are uploaded at once. Default: ${DEFAULT-VALUE}.")
  private int atOnce;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each way is taken. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description =
          "A policy to compare as well, for example least-loaded; may be repeated. An unknown name"
              + " lists them all.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the order of runs. Default: a new one, which the report tells.")
  private @Nullable Long seed;

  List<String> policies() {
    return policies;
  }

  CompareSettings settings(long warmUp) throws CommandFailure {
    CommandFailure.requireRange("--runs", runs, 1, 1000);
    CommandFailure.requireRange("--files", files, 1, 10_000);
    CommandFailure.requireRange("--at-once", atOnce, 1, 64);
    List<Long> bytes = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      bytes.add(sizes.get(i % sizes.size()).bytes());
    }
    if (bytes.contains(0L)) {
      throw CommandFailure.usage("--size is one byte or more");
    }
    long largest = bytes.stream().mapToLong(Long::longValue).max().orElse(0);
    OptionalLong given = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    return new CompareSettings(
        bytes,
        Math.min(atOnce, files),
        runs,
        Math.min(warmUp, largest),
        given.orElseGet(() -> new SplittableRandom().nextInt(1_000_000)));
  }
}
