package io.hostward.spark;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.BulkRun;
import io.hostward.bulk.Deliveries;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.Manifest;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.DatastoreNames;
import io.hostward.bulk.upload.UploadCarrier;
import io.hostward.bulk.vsphere.VSphereListings;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/**
 * One shard on an executor: a run of core/bulk's own with a ledger that dies with the task. Gives
 * back the rows of its deliveries. What travels is text and numbers.
 */
final class ShardTask implements FlatMapFunction<Iterator<Integer>, String> {
  private final Broadcast<Inputs> inputs;
  private final JobTotals totals;

  /**
   * What all shards need to know.
   *
   * @param settings the job's
   * @param manifest the manifest's location; another than the settings say if that was Parquet
   * @param plan the plan file's text
   * @param hosts the hosts of each datastore, by managed object id, from the driver's one snapshot
   * @param names what else each datastore is called
   * @param atOnce how many tasks run at the same time, at most
   * @param slots how many of them in one JVM; 0 if the executor knows that itself
   */
  record Inputs(
      JobSettings settings,
      String manifest,
      String plan,
      HashMap<String, ArrayList<String>> hosts,
      HashMap<String, ArrayList<String>> names,
      int atOnce,
      int slots)
      implements Serializable {}

  ShardTask(Broadcast<Inputs> inputs, JobTotals totals) {
    this.inputs = inputs;
    this.totals = totals;
  }

  @Override
  public Iterator<String> call(Iterator<Integer> shards) throws Exception {
    // One a task.
    return shards.hasNext() ? run(shards.next()) : Collections.emptyIterator();
  }

  private Iterator<String> run(int shard) throws Exception {
    Inputs known = inputs.value();
    Configuration hadoop = HadoopFiles.configuration();
    Site site;
    try {
      site = Site.open(known.settings().server(), hadoop, bodies(known), totals::sessionOpened);
    } catch (VSphereException e) {
      if (e.domain() != FailureDomain.LOGIN) {
        throw e;
      }
      // A task that fails is begun again, and would send a wrong password once more.
      totals.stoppedBy(String.valueOf(e.getMessage()));
      return Collections.emptyIterator();
    }
    Path scratch = Scratch.folder(TaskContext.get(), Path.of(SparkFiles.getRootDirectory()));
    ResultRows rows = new ResultRows(shard, scratch.resolve("rows"));
    try (rows) {
      deliver(new Shard(known, shard, hadoop, site), scratch, rows);
    }
    return rows.read();
  }

  /** A shard and where it runs. */
  private record Shard(Inputs known, int number, Configuration hadoop, Site site) {
    ShardPlan plan() throws IOException {
      return ShardPlan.read("the job's plan", new StringReader(known.plan()));
    }

    List<DatastoreInfo> datastores() {
      List<DatastoreInfo> all = new ArrayList<>();
      for (Map.Entry<String, ArrayList<String>> entry : known.hosts().entrySet()) {
        all.add(
            new DatastoreInfo(
                entry.getKey(),
                Optional.empty(),
                new HashSet<>(entry.getValue()),
                new HashSet<>(known.names().getOrDefault(entry.getKey(), new ArrayList<>()))));
      }
      return all;
    }
  }

  private void deliver(Shard shard, Path scratch, ResultRows rows) throws IOException {
    JobSettings settings = shard.known().settings();
    ShardPlan plan = shard.plan();
    Manifest manifest =
        HadoopFiles.manifest(settings.manifest(), shard.known().manifest(), shard.hadoop());
    UploadIds ids = new UploadIds(settings.name());
    Site site = shard.site();
    Orphans orphans =
        new Orphans(new VSphereListings(site.vsphere()), site.hostward().files(), ids);
    List<DatastoreInfo> datastores = shard.datastores();
    DatastoreNames names = DatastoreNames.of(datastores);
    HadoopSources sources = new HadoopSources(shard.hadoop());
    BulkReport report =
        BulkRun.builder()
            .ledger(scratch.resolve("ledger.sqlite"))
            .sources(sources)
            .listings(orphans)
            .carrier(
                new UploadCarrier(
                    site.hostward(),
                    site.vsphere(),
                    HostPolicies.named(settings.policy()),
                    request ->
                        request
                            .identified(ids.of(request.target()))
                            .over(settings.routes())
                            .verifiedBy(settings.verification()),
                    sources,
                    site.workers()))
            .limits(settings.limits().ofShard(plan.limits(), shard.known().atOnce()))
            .retries(settings.limits().retries())
            // What a folder that appears as a whole is to hold is known by the ledger alone, and
            // this one dies with the task.
            .wholeFolders(false)
            .datastores(datastores)
            .shard(plan, shard.number())
            .outcomes(rows::add)
            .listener(
                sweeping(
                    () -> orphans.remove(() -> own(manifest, names, plan, shard.number())),
                    totals.live()))
            .build()
            .run(Deliveries.of(manifest));
    totals.orphansRemoved(orphans.removeAgain());
    end(report);
  }

  private static Stream<Delivery> own(
      Manifest manifest, DatastoreNames names, ShardPlan plan, int shard) throws IOException {
    return manifest
        .open()
        .map(names::of)
        .filter(delivery -> plan.owner(delivery.target()) == shard);
  }

  /** A run tells that it begins when all is planned and nothing is sent. */
  private BulkListener sweeping(java.util.function.IntSupplier sweep, BulkListener live) {
    return event -> {
      if (event instanceof BulkEvent.RunBegun) {
        totals.orphansRemoved(sweep.getAsInt());
      }
      live.heard(event);
    };
  }

  private void end(BulkReport report) {
    if (report.status() == RunStatus.INTERRUPTED && report.run().stoppedBy().isEmpty()) {
      throw new TaskKilledException("interrupted; the shard goes on when it is run again");
    }
    report.run().stoppedBy().ifPresent(totals::stoppedBy);
    totals.add(report.run().tally());
  }

  private static int bodies(Inputs known) {
    int slots =
        known.slots() > 0
            ? known.slots()
            : SparkEnv.get()
                .conf()
                .getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
    return Math.multiplyExact(Math.max(1, slots), known.settings().limits().transfers());
  }
}
