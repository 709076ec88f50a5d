package io.hostward.experiment.compare;

import io.hostward.experiment.Flow;
import io.hostward.experiment.report.Hop;
import io.hostward.experiment.report.RunFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as plain values.
 *
 * @param kind {@code compare}
 * @param answer what may be claimed, in one sentence for each datastore
 * @param run what it was done with
 * @param bytes of one run
 * @param files how many files a run has
 * @param concurrency how many of them were uploaded at once
 * @param seed of the order of runs
 * @param datastores each of those that were compared, in the order that they were named in
 */
public record CompareDocument(
    String kind,
    String answer,
    RunFacts run,
    long bytes,
    int files,
    int concurrency,
    long seed,
    List<DatastorePart> datastores) {

  /**
   * A datastore and the ways to it.
   *
   * @param datastore its name
   * @param answer what may be claimed, in one sentence
   * @param directOverRelay how many times as fast as the relay the direct routes were by their
   *     medians; absent if one of them was not measured
   * @param ways what was compared, and how it did
   * @param runs one for each way and repetition, in their order
   * @param rankings how each policy ranked the hosts
   */
  public record DatastorePart(
      String datastore,
      String answer,
      @Nullable Double directOverRelay,
      List<WayPart> ways,
      List<RunPart> runs,
      List<RankingPart> rankings) {}

  /**
   * A way and how it did. Figures are of the runs that succeeded.
   *
   * @param name the way
   * @param runs how many succeeded
   * @param failed how many did not
   * @param medianBytesPerSecond the median rate; absent if none succeeded, as is what follows
   * @param leastBytesPerSecond the slowest run
   * @param mostBytesPerSecond the fastest run
   * @param medianSeconds the median time of a run, of a batch its makespan
   * @param medianSecondsToFirstByte from a file's beginning until its first byte was on its way
   * @param cpuSecondsPerGib this process's CPU time for a GiB; absent where servers share it
   * @param overRelay its median rate over the relay's; absent without a relay
   * @param overRelayLow lower end of the interval, which holds with 95 % for all ways to all
   *     datastores together; absent with fewer than five runs of each
   * @param overRelayHigh upper end
   * @param hops the way of the bytes of its first run that succeeded
   */
  public record WayPart(
      String name,
      int runs,
      int failed,
      @Nullable Long medianBytesPerSecond,
      @Nullable Long leastBytesPerSecond,
      @Nullable Long mostBytesPerSecond,
      @Nullable Double medianSeconds,
      @Nullable Double medianSecondsToFirstByte,
      @Nullable Double cpuSecondsPerGib,
      @Nullable Double overRelay,
      @Nullable Double overRelayLow,
      @Nullable Double overRelayHigh,
      List<Hop> hops) {}

  /**
   * One run.
   *
   * @param way its name
   * @param order its place among the runs of all datastores, counted from 1
   * @param repetition counted from 1
   * @param ok whether every file arrived
   * @param seconds the time in all
   * @param bytesPerSecond bytes over that time; 0 if it failed
   * @param secondsToFirstByte the median of its files; absent if none was sent
   * @param cpuSeconds this process's CPU time; absent where servers share it
   * @param carriers how many files each route carried, by the uploads' events
   * @param error why not; absent if all did
   * @param flows where the bytes went; absent where that is unknown
   * @param progress of a single file: how far it had come; absent for a batch
   */
  public record RunPart(
      String way,
      int order,
      int repetition,
      boolean ok,
      double seconds,
      long bytesPerSecond,
      @Nullable Double secondsToFirstByte,
      @Nullable Double cpuSeconds,
      List<CarrierPart> carriers,
      @Nullable String error,
      @Nullable List<Flow> flows,
      @Nullable List<ProgressPart> progress) {}

  /**
   * A route that carried files.
   *
   * @param kind {@code direct} or {@code relay}
   * @param host the host's name; absent for the relay, which vCenter leads through one of its
   *     choice
   * @param hostId its managed object id
   * @param files how many
   * @param bytes their sizes
   */
  public record CarrierPart(
      String kind, @Nullable String host, @Nullable String hostId, int files, long bytes) {}

  /**
   * A moment of a transfer.
   *
   * @param seconds since its first
   * @param bytes handed to the network by then
   */
  public record ProgressPart(double seconds, long bytes) {}

  /**
   * How a policy ranked the hosts before the first run.
   *
   * @param policy its name
   * @param hosts the usable ones, best first, then those it refused
   */
  public record RankingPart(String policy, List<RankedPart> hosts) {}

  /**
   * A host in a ranking.
   *
   * @param name its name
   * @param score 0 to 1; absent if it was refused
   * @param reason why it stands there, or why it was refused
   */
  public record RankedPart(String name, @Nullable Double score, String reason) {}
}
