package io.hostward.spark;

import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.Tally;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * The sums of a job, as Spark's accumulators: each task adds to its own, the driver to all of those
 * that tasks have ended with. There is one stage and one action, so that each shard counts once,
 * however often it was begun.
 */
final class JobTotals implements Serializable {
  private final LongAccumulator planned;
  private final LongAccumulator there;
  private final LongAccumulator arrived;
  private final LongAccumulator arrivedBytes;
  private final LongAccumulator failed;
  private final LongAccumulator sessions;
  private final LongAccumulator orphans;
  private final LongAccumulator shards;

  /** While tasks run: deliveries that are over, and the bytes of those that arrived. */
  private final LongAccumulator over;

  private final LongAccumulator moved;

  private final CollectionAccumulator<String> stopped;

  JobTotals(SparkContext spark) {
    planned = spark.longAccumulator("hostward planned");
    there = spark.longAccumulator("hostward there already");
    arrived = spark.longAccumulator("hostward arrived");
    arrivedBytes = spark.longAccumulator("hostward arrived bytes");
    failed = spark.longAccumulator("hostward failed");
    sessions = spark.longAccumulator("hostward sessions opened");
    orphans = spark.longAccumulator("hostward temporary files removed");
    shards = spark.longAccumulator("hostward shards ended");
    over = spark.longAccumulator("hostward deliveries over");
    moved = spark.longAccumulator("hostward bytes moved");
    stopped = spark.collectionAccumulator("hostward stopped by");
  }

  /** Listens to one shard's run. Its run calls it on one thread. */
  BulkListener live() {
    return event -> {
      if (event instanceof BulkEvent.RunBegun begun) {
        over.add(begun.tally().there().deliveries() + begun.tally().failed().deliveries());
      } else if (event instanceof BulkEvent.DeliveryEnded ended) {
        boolean isOver = ended.how() != BulkEvent.End.AGAIN && ended.how() != BulkEvent.End.LEFT;
        over.add(isOver ? 1 : 0);
        moved.add(ended.how() == BulkEvent.End.ARRIVED ? ended.bytes() : 0);
      } else if (event instanceof BulkEvent.PutOff put && !put.again()) {
        over.add(put.deliveries());
      }
    };
  }

  /** A shard is over. */
  void add(Tally tally) {
    planned.add(tally.planned().deliveries());
    there.add(tally.there().deliveries());
    arrived.add(tally.arrived().deliveries());
    arrivedBytes.add(tally.arrived().bytes());
    failed.add(tally.failed().deliveries());
    shards.add(1);
  }

  void sessionOpened() {
    sessions.add(1);
  }

  void orphansRemoved(int count) {
    orphans.add(count);
  }

  void stoppedBy(String why) {
    stopped.add(why);
  }

  /** By which the events of a task that runs tell how many of its deliveries are over. */
  long overId() {
    return over.id();
  }

  /** By which they tell how many bytes it has moved. */
  long movedId() {
    return moved.id();
  }

  /**
   * On the driver: what tasks that have ended came to.
   *
   * @param rows of the manifest, for shards that were stopped before they knew their own; a row
   *     that stands there twice is one delivery
   */
  JobReport report(String results, int shardsInAll, long rows) {
    return new JobReport(
        results,
        shardsInAll,
        new JobReport.Sums(
            stopped.isZero() ? planned.value() : Math.max(rows, planned.value()),
            there.value(),
            arrived.value(),
            arrivedBytes.value(),
            failed.value()),
        sessions.value(),
        orphans.value(),
        List.copyOf(stopped.value()).stream().distinct().toList());
  }
}
