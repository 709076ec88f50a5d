package io.hostward.spark;

import io.hostward.net.Printable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What can be told of a cluster before it runs a job.
 *
 * @param executors how many there may be at most; {@link Integer#MAX_VALUE} if nothing says
 * @param tasksAtOnce how many tasks run at once, as far as is known now
 * @param local whether tasks run in the driver's own JVM
 */
record Cluster(int executors, int tasksAtOnce, boolean local) {
  private static final int SHARDS_A_TASK = 3;

  static Cluster of(JavaSparkContext spark) {
    SparkConf conf = spark.getConf();
    boolean local = spark.isLocal() && !conf.get("spark.master", "").startsWith("local-cluster");
    return new Cluster(local ? 0 : executors(conf), Math.max(1, spark.defaultParallelism()), local);
  }

  private static int executors(SparkConf conf) {
    String master = conf.get("spark.master", "");
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return conf.getInt("spark.dynamicAllocation.maxExecutors", Integer.MAX_VALUE);
    } else if (master.startsWith("local-cluster[")) {
      String workers = master.substring("local-cluster[".length());
      return Integer.parseInt(workers.substring(0, workers.indexOf(',')).strip());
    } else if (conf.contains("spark.executor.instances")) {
      return conf.getInt("spark.executor.instances", Integer.MAX_VALUE);
    } else if (conf.contains("spark.cores.max") && conf.contains("spark.executor.cores")) {
      int cores = conf.getInt("spark.executor.cores", 1);
      return (conf.getInt("spark.cores.max", 1) + cores - 1) / Math.max(1, cores);
    }
    return Integer.MAX_VALUE;
  }

  /**
   * Refuses a cluster that would begin one task twice.
   *
   * @throws IllegalArgumentException if it would
   */
  static void refuseSpeculation(SparkConf conf) {
    if (conf.getBoolean("spark.speculation", false)) {
      throw new IllegalArgumentException(
          "spark.speculation is on: Spark would begin a slow shard a second time while the first"
              + " still sends, and hosts would get more than their limit; submit the job with"
              + " --conf spark.speculation=false");
    }
  }

  /** How many shards, where nobody said: so many that a slow one leaves others work to do. */
  int shards(int asked) {
    return asked > 0 ? asked : Math.min(10_000, Math.multiplyExact(tasksAtOnce, SHARDS_A_TASK));
  }

  /** Returns how many uploads the driver's JVM may have under way at once. */
  int bodies(JobLimits limits) {
    return Math.multiplyExact(local ? tasksAtOnce : 1, limits.transfers());
  }

  /** Returns how many lines there are, if each executor has a machine for itself. */
  int machines() {
    return Math.max(1, Math.min(executors, tasksAtOnce));
  }

  /** Returns how many sessions with vCenter a job opens at most, the driver's among them. */
  int sessions(int shards) {
    return local ? 1 : 1 + Math.min(executors, shards);
  }

  /**
   * Refuses more sessions than there may be.
   *
   * @throws IllegalArgumentException if there could be more
   */
  void refuseSessions(int shards, int most) {
    if (sessions(shards) > most) {
      throw new IllegalArgumentException(
          "this job may open "
              + Printable.count(sessions(shards), "session")
              + " with vCenter, one for each executor and one for the driver, and may have "
              + most
              + ": lower spark.executor.instances or spark.dynamicAllocation.maxExecutors, cut the"
              + " work into fewer shards, or allow more sessions");
    }
  }
}
