package io.hostward.spark;

import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.shard.ShardLimits;
import java.io.Serializable;

/**
 * How much at once.
 *
 * @param transfers deliveries at once in one shard; 8 by default
 * @param perDatastore deliveries at once for one datastore, by all shards together; 4 by default
 * @param perHost bodies at once for one host, by all shards together; 4 by default
 * @param callsPerSecond to vCenter by all shards together, on the average; 0, the default, for no
 *     limit
 * @param rounds how often a delivery is tried whose failure may pass; 3 by default
 * @param sessions how many sessions the job may have with vCenter; 100 by default
 */
public record JobLimits(
    int transfers, int perDatastore, int perHost, double callsPerSecond, int rounds, int sessions)
    implements Serializable {
  /** The defaults. */
  public static final JobLimits DEFAULT = new JobLimits(8, 4, 4, 0, 3, 100);

  /**
   * Checks all.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public JobLimits {
    if (sessions < 1) {
      throw new IllegalArgumentException("a job has 1 session at least, was: " + sessions);
    }
    var unused = new ScheduleLimits(transfers, perDatastore, perHost, callsPerSecond);
    var alsoUnused = new RetryRule(rounds, RetryRule.DEFAULT.pause(), RetryRule.DEFAULT.patience());
  }

  ShardLimits shared() {
    return new ShardLimits(perHost, perDatastore);
  }

  /** What one shard may, of a plan's limits and of the calls that some have at the same time. */
  ScheduleLimits ofShard(ShardLimits plan, int atOnce) {
    return new ScheduleLimits(
        transfers, plan.perDatastore(), plan.perHost(), callsPerSecond / Math.max(1, atOnce));
  }

  RetryRule retries() {
    return new RetryRule(rounds, RetryRule.DEFAULT.pause(), RetryRule.DEFAULT.patience());
  }
}
