package io.hostward.simulation.shards;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.Schedule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.schedule.ScheduleSettings;
import io.hostward.bulk.schedule.Task;
import io.hostward.bulk.shard.Load;
import io.hostward.bulk.shard.ShardLimits;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.shard.Share;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.inventory.DatastorePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a distribution in numbers of shards, each on a machine of its own: divided by {@link
 * ShardPlan}, and each scheduled by {@link Schedule}, as in a real run.
 */
public final class ShardStudy {
  private static final int PER_HOST = 4;

  private final ShardWorld world;
  private final Clockwork clock = new Clockwork();
  private final SimVcenter vcenter;
  private final List<DatastoreInfo> infos;
  private final Map<String, Set<String>> mounted = new HashMap<>();

  /**
   * What came of it.
   *
   * @param shards how many
   * @param seconds until the last file had arrived
   * @param bound that nothing could end before
   * @param callsPerSecond that vCenter saw, on the average
   * @param callBound whether vCenter's calls are what the bound is made of
   */
  public record Outcome(
      int shards, double seconds, double bound, double callsPerSecond, boolean callBound) {

    /** Returns how many times the bound it took. */
    public double ratio() {
      return seconds / bound;
    }
  }

  private ShardStudy(ShardWorld world) {
    this.world = world;
    this.vcenter = new SimVcenter(clock, world.calls(), world.latency());
    this.infos = world.infos();
    infos.forEach(info -> mounted.put(info.name(), info.hosts()));
  }

  /**
   * Runs it in so many shards. The same world gives the same outcome.
   *
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public static Outcome run(ShardWorld world, int shards) {
    return new ShardStudy(world).run(shards);
  }

  private Outcome run(int shards) {
    List<ShardWorld.File> files = world.sources();
    // As many for each datastore as its hosts take: the limit of hosts is what holds.
    ShardLimits limits = new ShardLimits(PER_HOST, PER_HOST * world.cluster());
    ShardPlan plan = ShardPlan.divide(shards, loads(files), limits);
    List<ShardBacklog> backlogs = backlogs(plan, files);
    List<CompletableFuture<RunReport>> ends = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      ends.add(schedule(plan.share(shard), limits, backlogs.get(shard)).run());
    }
    clock.run();
    long arrived = ends.stream().mapToLong(end -> end.join().tally().arrived().deliveries()).sum();
    if (arrived != files.size()) {
      throw new IllegalStateException(arrived + " of " + files.size() + " files arrived");
    }
    double bound = world.bound(shards);
    int calls = ShardWorld.CALLS_BEFORE + ShardWorld.CALLS_AFTER;
    return new Outcome(
        shards,
        clock.now(),
        bound,
        (double) files.size() * calls / clock.now(),
        bound == world.callSeconds());
  }

  private List<Load> loads(List<ShardWorld.File> files) {
    long[] counts = new long[infos.size()];
    long[] bytes = new long[infos.size()];
    for (ShardWorld.File file : files) {
      counts[file.datastore()]++;
      bytes[file.datastore()] += file.bytes();
    }
    List<Load> loads = new ArrayList<>();
    for (int at = 0; at < infos.size(); at++) {
      loads.add(new Load(infos.get(at), counts[at], bytes[at]));
    }
    return loads;
  }

  private List<ShardBacklog> backlogs(ShardPlan plan, List<ShardWorld.File> files) {
    List<ShardBacklog> backlogs = new ArrayList<>();
    List<Map<Integer, Integer>> counts = new ArrayList<>();
    for (int shard = 0; shard < plan.shards(); shard++) {
      backlogs.add(new ShardBacklog());
      counts.add(new HashMap<>());
    }
    for (int n = 0; n < files.size(); n++) {
      ShardWorld.File file = files.get(n);
      DatastorePath target = new DatastorePath(infos.get(file.datastore()).name(), "f" + n);
      int shard = plan.owner(target);
      long id = counts.get(shard).merge(file.datastore(), 1, Integer::sum);
      SourceFile source =
          new SourceFile(
              "f" + n, "f" + n, OptionalLong.of(file.bytes()), Optional.empty(), Optional.empty());
      backlogs
          .get(shard)
          .add(new Task(id, new Delivery(source, target), 1, false, Optional.empty()));
    }
    return backlogs;
  }

  private Schedule schedule(Share share, ShardLimits limits, ShardBacklog backlog) {
    return new Schedule(
        backlog,
        backlog,
        new SimMachine(world, clock, vcenter, mounted, share.hosts()),
        new ScheduleSettings(
            new ScheduleLimits(world.transfers(), limits.perDatastore(), limits.perHost(), 0),
            RetryRule.DEFAULT,
            CopyLimits.DEFAULT,
            mounted,
            share.datastores(),
            Optional.of(share.hosts()),
            event -> {},
            clock,
            clock,
            clock));
  }
}
