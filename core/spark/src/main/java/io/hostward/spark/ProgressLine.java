package io.hostward.spark;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.immutable.Seq;

/**
 * Says how far a job is, each time that executors tell of their tasks: every 10 seconds, as {@code
 * spark.executor.heartbeatInterval} says, and when a shard has ended. Called by Spark's one thread
 * for listeners.
 */
final class ProgressLine extends SparkListener {
  private final long overId;
  private final long movedId;
  private final long rows;
  private final int shards;
  private final Consumer<String> said;
  private final Map<Long, Progress> running = new HashMap<>();
  private Progress ended = new Progress(0, 0);
  private int shardsEnded;

  /** Of one task, or of several. */
  private record Progress(long over, long moved) {
    Progress plus(Progress other) {
      return new Progress(over + other.over, moved + other.moved);
    }
  }

  ProgressLine(JobTotals totals, long rows, int shards, Consumer<String> said) {
    this.overId = totals.overId();
    this.movedId = totals.movedId();
    this.rows = rows;
    this.shards = shards;
    this.said = said;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    boolean ours = false;
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        JavaConverters.seqAsJavaList(event.accumUpdates())) {
      Progress progress = progress(task._4());
      if (progress != null) {
        running.put((Long) task._1(), progress);
        ours = true;
      }
    }
    if (ours) {
      say();
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    running.remove(event.taskInfo().taskId());
    Progress progress = progress(event.taskInfo().accumulables());
    if (event.taskInfo().successful() && progress != null) {
      ended = ended.plus(progress);
      shardsEnded++;
      say();
    }
  }

  // A task's values by the ids of what it adds to; one that is none of this job's has neither.
  private @org.jspecify.annotations.Nullable Progress progress(
      scala.collection.Iterable<AccumulableInfo> values) {
    boolean ours = false;
    long over = 0;
    long moved = 0;
    for (AccumulableInfo value : JavaConverters.asJavaIterable(values)) {
      if (value.id() == overId || value.id() == movedId) {
        ours = true;
        long number = value.update().isDefined() ? ((Number) value.update().get()).longValue() : 0;
        over += value.id() == overId ? number : 0;
        moved += value.id() == movedId ? number : 0;
      }
    }
    return ours ? new Progress(over, moved) : null;
  }

  private void say() {
    Progress now = running.values().stream().reduce(ended, Progress::plus);
    said.accept(
        String.format(
            Locale.ROOT,
            "%d%%, %d of %d deliveries, %.1f MB moved, %d of %d shards",
            rows == 0 ? 100 : Math.min(100, 100 * now.over() / rows),
            now.over(),
            rows,
            now.moved() / 1e6,
            shardsEnded,
            shards));
  }
}
