package io.hostward.cli.bulk;

import io.hostward.bulk.shard.ShardPlan;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.net.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which share of a plan this machine delivers. */
final class ShardOptions {
  private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,5})/([1-9]\\d{0,5})");

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Deliver the I-th of N shares alone, of a plan file that all machines read.")
  private @Nullable String shard;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "The plan file, which hostward plan has written.")
  private @Nullable Path plan;

  /**
   * A share.
   *
   * @param number from 0
   */
  record Chosen(ShardPlan plan, int number) {}

  /** Returns what was written, for the ledger's name. */
  String words() {
    return shard == null ? "" : shard;
  }

  Optional<Chosen> chosen() throws CommandFailure {
    if (shard == null && plan == null) {
      return Optional.empty();
    } else if (shard == null || plan == null) {
      throw CommandFailure.usage("--shard and --plan go together");
    }
    Matcher matcher = WRITTEN.matcher(shard);
    if (!matcher.matches()) {
      throw CommandFailure.usage(
          "a share is written I/N, from 1/N to N/N, was: '" + Printable.of(shard) + "'");
    }
    try {
      ShardPlan read = ShardPlan.read(plan);
      int number = Integer.parseInt(matcher.group(1));
      if (Integer.parseInt(matcher.group(2)) != read.shards() || number > read.shards()) {
        throw CommandFailure.usage(
            plan + " divides the work into " + read.shards() + ", and --shard says " + shard);
      }
      return Optional.of(new Chosen(read, number - 1));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, CommandFailure.words(e), e);
    }
  }
}
