package io.hostward.cli.bulk;

import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.shard.ShardLimits;
import io.hostward.cli.console.CommandFailure;
import picocli.CommandLine.Option;

/** How much at once, and how often what failed comes again. */
final class LimitOptions {
  private static final int MOST = 4096;

  @Option(
      names = "--transfers",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Deliveries at once, in all. More for many small files. Default: ${DEFAULT-VALUE}.")
  private int transfers = 8;

  @Option(
      names = "--per-host",
      paramLabel = "N",
      defaultValue = "4",
      description = "Bodies at once for one host. Default: ${DEFAULT-VALUE}.")
  private int perHost = 4;

  @Option(
      names = "--per-datastore",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Deliveries at once for one datastore; 1 where a filer answers 503. Default:"
              + " ${DEFAULT-VALUE}.")
  private int perDatastore = 4;

  @Option(
      names = "--calls-per-second",
      paramLabel = "N",
      defaultValue = "0",
      description = "Calls to vCenter, on the average; 0 for no limit. Default: ${DEFAULT-VALUE}.")
  private double callsPerSecond;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How often a delivery is tried whose failure may pass: it comes again at the end of the"
              + " queue. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  int transfers() {
    return transfers;
  }

  /** Fails if a number is out of bounds. */
  void check() throws CommandFailure {
    CommandFailure.requireRange("--transfers", transfers, 1, MOST);
    CommandFailure.requireRange("--per-host", perHost, 1, MOST);
    CommandFailure.requireRange("--per-datastore", perDatastore, 1, MOST);
    CommandFailure.requireRange("--rounds", rounds, 1, 100);
    if (!(callsPerSecond >= 0)) {
      throw CommandFailure.usage("--calls-per-second is 0 or more, was: " + callsPerSecond);
    }
  }

  ScheduleLimits limits() {
    return new ScheduleLimits(transfers, perDatastore, perHost, callsPerSecond);
  }

  /** The same with what a plan file says of hosts and datastores. */
  ScheduleLimits limits(ShardLimits shards) {
    return new ScheduleLimits(transfers, shards.perDatastore(), shards.perHost(), callsPerSecond);
  }

  ShardLimits shardLimits() {
    return new ShardLimits(perHost, perDatastore);
  }

  RetryRule retries() {
    return new RetryRule(rounds, RetryRule.DEFAULT.pause(), RetryRule.DEFAULT.patience());
  }
}
