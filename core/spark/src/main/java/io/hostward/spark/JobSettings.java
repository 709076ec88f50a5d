package io.hostward.spark;

import io.hostward.selector.HostPolicies;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.VerificationMode;
import java.io.Serializable;
import java.util.function.Consumer;

/**
 * What a job delivers, where to, and how. Immutable, and safe to be shown: it holds no secret. The
 * methods that change something return a changed copy.
 *
 * @param server the vCenter
 * @param manifest what is to be delivered, as a location of any Hadoop file system: JSON lines,
 *     CSV, or Parquet if it ends with {@code .parquet}
 * @param results a folder of any Hadoop file system that all machines see; each run makes a folder
 *     of its own in it
 * @param plan a plan file that is kept to; empty to have one computed
 * @param shards into how many shards the work is cut; 0, the default, for three for each task that
 *     the cluster runs at once. A plan file has its own number
 * @param policy how hosts are ranked, as {@link HostPolicies#named} reads it; {@code least-loaded}
 *     by default
 * @param limits how much at once
 * @param verification how an upload is verified; by its size by default
 * @param routes which routes may be taken; the hosts, then the relay, by default
 * @param format how the table of deliveries is written; JSON lines by default
 * @param name by which a run knows what an earlier one of the same job left behind; the server and
 *     the manifest by default
 */
public record JobSettings(
    ServerSettings server,
    String manifest,
    String results,
    String plan,
    int shards,
    String policy,
    JobLimits limits,
    VerificationMode verification,
    RoutePreference routes,
    Format format,
    String name)
    implements Serializable {

  /** How a table is written. */
  public enum Format {
    /** One JSON object a line. */
    JSON,
    /** Parquet, by Spark SQL. */
    PARQUET
  }

  /**
   * Checks all that can be checked here.
   *
   * @throws IllegalArgumentException if something cannot be
   */
  public JobSettings {
    if (manifest.isEmpty() || results.isEmpty()) {
      throw new IllegalArgumentException("a job has a manifest, and a folder for its results");
    }
    HadoopFiles.shown(manifest);
    HadoopFiles.shown(results);
    HadoopFiles.shown(plan);
    if (shards < 0 || shards > 10_000) {
      throw new IllegalArgumentException("there are 1 to 10000 shards, was: " + shards);
    }
    var unused = HostPolicies.named(policy);
  }

  /** A job with the defaults. */
  public static JobSettings of(ServerSettings server, String manifest, String results) {
    return new JobSettings(
        server,
        manifest,
        results,
        "",
        0,
        "least-loaded",
        JobLimits.DEFAULT,
        VerificationMode.SIZE,
        RoutePreference.DIRECT_THEN_RELAY,
        Format.JSON,
        server.url() + " " + manifest);
  }

  /** The same by a plan file that exists. */
  public JobSettings byPlan(String newPlan) {
    return with(copy -> copy.plan = newPlan);
  }

  /** The same, cut into so many shards. */
  public JobSettings inShards(int newShards) {
    return with(copy -> copy.shards = newShards);
  }

  /** The same with another policy. */
  public JobSettings rankedBy(String newPolicy) {
    return with(copy -> copy.policy = newPolicy);
  }

  /** The same within these limits. */
  public JobSettings within(JobLimits newLimits) {
    return with(copy -> copy.limits = newLimits);
  }

  /** The same, each upload verified in this way. */
  public JobSettings verifiedBy(VerificationMode newVerification) {
    return with(copy -> copy.verification = newVerification);
  }

  /** The same over these routes. */
  public JobSettings over(RoutePreference newRoutes) {
    return with(copy -> copy.routes = newRoutes);
  }

  /** The same with its table written in this way. */
  public JobSettings writing(Format newFormat) {
    return with(copy -> copy.format = newFormat);
  }

  /** The same under this name. Two jobs of one name must not run at a time. */
  public JobSettings named(String newName) {
    return with(copy -> copy.name = newName);
  }

  private JobSettings with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new JobSettings(
        server,
        manifest,
        results,
        copy.plan,
        copy.shards,
        copy.policy,
        copy.limits,
        copy.verification,
        copy.routes,
        copy.format,
        copy.name);
  }

  /** The parts that can be changed, while one is. */
  private static final class Copy {
    private String plan;
    private int shards;
    private String policy;
    private JobLimits limits;
    private VerificationMode verification;
    private RoutePreference routes;
    private Format format;
    private String name;

    Copy(JobSettings original) {
      plan = original.plan;
      shards = original.shards;
      policy = original.policy;
      limits = original.limits;
      verification = original.verification;
      routes = original.routes;
      format = original.format;
      name = original.name;
    }
  }
}
