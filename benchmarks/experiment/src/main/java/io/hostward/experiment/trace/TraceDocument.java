package io.hostward.experiment.trace;

import io.hostward.experiment.report.Hop;
import io.hostward.experiment.report.RunFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace as plain values.
 *
 * @param kind {@code trace}
 * @param answer the answer in one sentence
 * @param run what it was done with
 * @param datastore where the test files went
 * @param bytes size of one
 * @param rounds in their order
 * @param seen in how many rounds each host carried the bytes, by name
 * @param explanations the obvious ones, tested; empty unless there were several rounds
 */
public record TraceDocument(
    String kind,
    String answer,
    RunFacts run,
    String datastore,
    long bytes,
    List<RoundPart> rounds,
    Map<String, Integer> seen,
    List<Explanation> explanations) {

  /**
   * A round.
   *
   * @param number counted from 1
   * @param host the host that carried the bytes; absent if that cannot be told
   * @param hostId its managed object id
   * @param confidence the probability of the likeliest host
   * @param predicted the host that {@code vcenter-default} put first; absent if none
   * @param predictionHeld whether that was the host; absent if that cannot be told
   * @param doubts why it cannot be told, or what makes it less certain
   * @param hops the way of the last file's bytes
   * @param hosts what the counters say of each host, the likeliest first
   * @param files the files that were sent
   */
  public record RoundPart(
      int number,
      @Nullable String host,
      @Nullable String hostId,
      double confidence,
      @Nullable String predicted,
      @Nullable Boolean predictionHeld,
      List<String> doubts,
      List<Hop> hops,
      List<HostPart> hosts,
      List<FilePart> files) {}

  /**
   * A host in a round.
   *
   * @param name its name
   * @param id its managed object id
   * @param probability that it carried the bytes
   * @param receivedBytes what it received beyond what was usual; absent if unseen
   * @param writtenBytes what it wrote to the datastore beyond what was usual; absent if not told
   * @param usualBytes by how much what it receives varies; absent if unseen
   * @param clockAheadSeconds by how much at least its clock is ahead of vCenter's, negative if
   *     behind; absent if it is not known to be off
   * @param unseen why its counters tell nothing; absent if they do
   */
  public record HostPart(
      String name,
      String id,
      double probability,
      @Nullable Long receivedBytes,
      @Nullable Long writtenBytes,
      @Nullable Long usualBytes,
      @Nullable Double clockAheadSeconds,
      @Nullable String unseen) {}

  /**
   * A file that was sent. Times are the server's.
   *
   * @param bytes its size
   * @param from its first byte
   * @param to its last
   * @param seconds between them
   * @param bytesPerSecond its rate; absent if it took no time
   * @param series what each host received in the minutes around
   */
  public record FilePart(
      long bytes,
      String from,
      String to,
      double seconds,
      @Nullable Long bytesPerSecond,
      List<SeriesPart> series) {}

  /**
   * What a host received, by its counters.
   *
   * @param name the host's name
   * @param ends the ends of the samples, each of 20 s
   * @param bytesPerSecond the rates in them; absent ones are null
   */
  public record SeriesPart(String name, List<String> ends, List<@Nullable Long> bytesPerSecond) {}
}
