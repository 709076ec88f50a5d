package io.hostward.spark;

import io.hostward.bulk.shard.CallLoad;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.DatastoreNames;
import io.hostward.bulk.vsphere.VSphereDatastores;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A distribution as a Spark job: the driver reads the inventory once and computes a plan file, each
 * shard is a task. Run again after whatever happened, it delivers what is missing and nothing else.
 *
 * <pre>{@code
 * var login = new LoginSource("uploads@vsphere.local", LoginSource.Place.ALIAS, "vcenter");
 * var job =
 *     JobSettings.of(
 *         ServerSettings.of("https://vc.example/sdk", login),
 *         "hdfs:///images/manifest.csv",
 *         "hdfs:///images/results");
 * JobReport report = DistributionJob.run(spark, job);
 * }</pre>
 */
public final class DistributionJob {
  private static final Logger LOG = LoggerFactory.getLogger(DistributionJob.class);
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("'run-'yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JavaSparkContext spark;
  private final JobSettings settings;
  private final Consumer<String> progress;
  private final Configuration hadoop;
  private final Cluster cluster;
  private final Path folder;

  private DistributionJob(
      JavaSparkContext spark, JobSettings settings, Instant begun, Consumer<String> progress) {
    this.spark = spark;
    this.settings = settings;
    this.progress = progress;
    this.hadoop = HadoopFiles.configuration(spark.getConf());
    this.cluster = Cluster.of(spark);
    this.folder = new Path(settings.results(), RUN.format(begun));
  }

  /**
   * Runs a job, and logs how far it is.
   *
   * @throws IllegalArgumentException if the settings, or those of the cluster, do not go; the
   *     message says what to change
   * @throws IOException if the manifest cannot be read or a row of it is wrong, the server cannot
   *     be reached or refuses the login, or the results cannot be written; nothing was sent then.
   *     Also if a shard failed for good as Spark counts failures: then some was
   */
  public static JobReport run(JavaSparkContext spark, JobSettings settings) throws IOException {
    return run(spark, settings, LOG::info);
  }

  /**
   * The same.
   *
   * @param progress hears a line now and then, on a thread of Spark's
   */
  public static JobReport run(
      JavaSparkContext spark, JobSettings settings, Consumer<String> progress) throws IOException {
    Cluster.refuseSpeculation(spark.getConf());
    if (settings.format() == JobSettings.Format.PARQUET) {
      Tables.require(settings.results());
    }
    return new DistributionJob(spark, settings, InstantSource.system().instant(), progress).run();
  }

  private JobReport run() throws IOException {
    try {
      String manifest = manifest();
      Weights weights =
          Weights.of(
              HadoopFiles.manifest(settings.manifest(), manifest, hadoop),
              new HadoopSources(hadoop));
      Site site = Site.open(settings.server(), hadoop, cluster.bodies(settings.limits()), () -> {});
      List<DatastoreInfo> datastores =
          new VSphereDatastores(site.vsphere(), Optional.empty()).list();
      ShardPlan plan = plan(weights, datastores);
      write(plan);
      return deliver(inputs(manifest, plan, datastores), plan.shards(), weights.rows());
    } finally {
      Site.close(settings.server());
    }
  }

  /** Returns the location of a manifest that tasks can read. */
  private String manifest() throws IOException {
    if (!new Path(settings.manifest()).getName().endsWith(".parquet")) {
      return settings.manifest();
    }
    Tables.require(settings.manifest());
    Path lines = new Path(folder, "manifest.jsonl");
    Tables.manifest(settings.manifest(), lines, hadoop);
    return lines.toString();
  }

  private ShardPlan plan(Weights weights, List<DatastoreInfo> datastores) throws IOException {
    ShardPlan plan;
    if (settings.plan().isEmpty()) {
      int shards = cluster.shards(settings.shards());
      cluster.refuseSessions(shards, settings.limits().sessions());
      plan = ShardPlan.divide(shards, weights.loads(datastores), settings.limits().shared());
    } else {
      plan = named(read(new Path(settings.plan())), datastores);
      cluster.refuseSessions(plan.shards(), settings.limits().sessions());
    }
    progress.accept(
        Printable.count(weights.rows(), "delivery", "deliveries")
            + " in "
            + Printable.count(plan.shards(), "shard")
            + ", with "
            + Printable.count(cluster.sessions(plan.shards()), "session")
            + " at most");
    warn(weights, plan);
    return plan;
  }

  private void warn(Weights weights, ShardPlan plan) {
    double answered = settings.limits().callsPerSecond();
    new CallLoad(
            weights.rows(),
            weights.bytes(),
            Math.min(plan.shards(), cluster.machines()),
            answered > 0 ? answered : CallLoad.ANSWERED)
        .warning()
        .ifPresent(progress);
  }

  private static ShardPlan named(ShardPlan plan, List<DatastoreInfo> datastores)
      throws IOException {
    try {
      return plan.named(DatastoreNames.of(datastores)::of);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private ShardPlan read(Path file) throws IOException {
    try (Reader reader =
        new InputStreamReader(file.getFileSystem(hadoop).open(file), StandardCharsets.UTF_8)) {
      return ShardPlan.read(file.toString(), reader);
    }
  }

  /** For {@code --shard I/N --plan FILE}, and for whoever asks which shard had what. */
  private void write(ShardPlan plan) throws IOException {
    Path file = new Path(folder, "plan.jsonl");
    FileSystem files = file.getFileSystem(hadoop);
    try (OutputStream out = files.create(file, false)) {
      out.write(plan.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  private ShardTask.Inputs inputs(String manifest, ShardPlan plan, List<DatastoreInfo> datastores)
      throws IOException {
    HashMap<String, ArrayList<String>> hosts = new HashMap<>();
    datastores.forEach(
        datastore -> hosts.put(datastore.name(), new ArrayList<>(datastore.hosts())));
    HashMap<String, ArrayList<String>> names = new HashMap<>();
    datastores.forEach(
        datastore -> names.put(datastore.name(), new ArrayList<>(datastore.otherNames())));
    return new ShardTask.Inputs(
        settings,
        manifest,
        plan.text(),
        hosts,
        names,
        Math.min(plan.shards(), cluster.tasksAtOnce()),
        cluster.local() ? cluster.tasksAtOnce() : 0);
  }

  private JobReport deliver(ShardTask.Inputs inputs, int shards, long rows) throws IOException {
    JobTotals totals = new JobTotals(spark.sc());
    ProgressLine line = new ProgressLine(totals, rows, shards, progress);
    Broadcast<ShardTask.Inputs> broadcast = spark.broadcast(inputs);
    spark.sc().addSparkListener(line);
    // A task that is cancelled is to break off its uploads and clean up.
    spark.setJobGroup(folder.getName(), "hostward: " + settings.manifest(), true);
    try {
      JavaRDD<String> table =
          spark
              .parallelize(IntStream.range(0, shards).boxed().toList(), shards)
              .mapPartitions(new ShardTask(broadcast, totals));
      write(table);
      return totals.report(folder.toString(), shards, rows);
    } catch (Exception e) {
      throw failure(e);
    } finally {
      spark.clearJobGroup();
      spark.sc().removeSparkListener(line);
      broadcast.destroy();
    }
  }

  /** The one action: a second would run every shard a second time. */
  private void write(JavaRDD<String> table) {
    String place = new Path(folder, "deliveries").toString();
    if (settings.format() == JobSettings.Format.PARQUET) {
      Tables.write(table, place);
    } else {
      table.saveAsTextFile(place);
    }
  }

  // Spark throws checked exceptions that its Scala methods do not declare.
  private static IOException failure(Exception e) {
    Throwable cause = e instanceof SparkException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof VSphereException failure
        ? failure
        : new ShardsFailedException(String.valueOf(cause.getMessage()), e);
  }
}
