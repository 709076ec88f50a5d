/**
 * How does a distribution outgrow one machine? A Spark job whose tasks are the shards of a plan
 * file: {@link io.hostward.spark.DistributionJob} within an application, {@link
 * io.hostward.spark.Main} for {@code spark-submit}.
 *
 * <p><b>When, and when not.</b> Spark adds lines, not speed. One machine with a line of 10 Gbit/s
 * brings a gigabyte a second to hosts, less than its processor could; ten hosts take that. Where
 * sources stand at several sites, or hosts take more together than one machine's line gives,
 * executors help, each beside its sources. They do not help where vCenter is the limit: each
 * delivery costs it some five calls (a ticket, a look, a move and its wait), whoever asks. At 100
 * calls a second, 100,000 deliveries take 83 minutes however many executors there are, and 100,000
 * files to each of 1,000 hosts, 10<sup>8</sup> deliveries, take 58 days: share datastores, or pack
 * files into one image, instead. A run that one machine does in a night needs no cluster.
 *
 * <p><b>How limits hold.</b> Spark has no limit for each host, and a semaphore within a task would
 * multiply with the tasks. So a datastore and a host belong to one shard, a shard is one task, and
 * what may be under way for a host is kept within the task that owns it. Two copies of one task
 * would break this: with speculation on a job is refused, and it has one stage and no shuffle,
 * since Spark runs a stage again whose shuffle was lost while tasks of its first run still work.
 * Each task reads the manifest itself and takes its rows: that is the price, the manifest's bytes
 * for each shard.
 *
 * <p><b>What a task that was lost leaves.</b> Its ledger is gone, and is not missed: truth is the
 * datastore. The shard, run again, compares its rows with the listings of their folders, takes what
 * stands there in its size for arrived, deletes the temporary files of its own deliveries, which it
 * knows by their names, and sends the rest. A task that is taken for lost and still works (a
 * zombie: its machine was cut off from the driver, and not from the hosts) cannot harm a target,
 * since it writes to temporary names of its own and moves whole files. It can do three things:
 * deliver a file a second time; load a host beyond its limit until it ends; and leave a temporary
 * file, which the job, run once more, deletes.
 *
 * <p><b>Calls.</b> A shard that begins searches eight folders at the same time, once each, and then
 * makes some five calls a delivery; {@code callsPerSecond} bounds the latter, for all shards
 * together. A job warns where calls will take longer than bytes.
 *
 * <p><b>Sessions.</b> One for each executor's JVM, however many tasks it runs, and one for the
 * driver. A job says how many that will be at most, and is refused beyond {@link
 * io.hostward.spark.JobLimits#sessions}. The session of an executor that was killed idles out.
 *
 * <p><b>Secrets.</b> What travels names a place, {@link io.hostward.spark.LoginSource}; each JVM
 * reads the password there itself.
 */
@NullMarked
package io.hostward.spark;

import org.jspecify.annotations.NullMarked;
