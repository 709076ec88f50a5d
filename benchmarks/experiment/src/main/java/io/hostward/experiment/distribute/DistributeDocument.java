package io.hostward.experiment.distribute;

import io.hostward.experiment.report.Hop;
import io.hostward.experiment.report.RunFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of many deliveries as plain values. It grows with datastores and hosts, and not with the
 * number of deliveries.
 *
 * @param kind {@code distribute}
 * @param answer what the run came to, in one sentence
 * @param run what it was done with
 * @param status in a word: {@code ALL_DONE} and so on
 * @param stoppedBy why it ended before its end; absent if it did not
 * @param begunAt when it had planned and began to deliver
 * @param seconds from then until its end
 * @param planned everything
 * @param there what stood there before
 * @param sent what was sent from this machine, and arrived or is kept for a new folder
 * @param copied what was copied inside vSphere, and arrived
 * @param failed what did not arrive, and will not by this run
 * @param left what is left for the next run
 * @param bytesPerSecond what was sent and copied, over the time; absent if it took none
 * @param hops the way of the bytes that arrived, or are kept for a new folder
 * @param moments how far it had come, at some moments
 * @param datastores each, those with the most bytes first
 * @param hosts each that a delivery went to or failed at, those with the most bytes first
 * @param waits what the next delivery of a datastore had to wait for
 * @param domains failures by whose they are
 * @param problems the first of the failures, word by word
 * @param putOff the first of the datastores that failed so often that others were not tried
 * @param held the first of the new folders that did not appear, at once or at all
 * @param untried deliveries that were given up without being tried, for the sake of others
 * @param passedOver the first of what was found and not delivered
 * @param unreadable how many of those that were passed over should have been delivered
 * @param foundArrived of those under way when an earlier run was killed, how many had arrived
 * @param sentAgain and how many were delivered again
 * @param ledger the file that holds every delivery and every attempt
 * @param failures the file that lists what failed or is left; absent if nothing did
 */
public record DistributeDocument(
    String kind,
    String answer,
    RunFacts run,
    String status,
    @Nullable String stoppedBy,
    String begunAt,
    double seconds,
    Amount planned,
    Amount there,
    Amount sent,
    Amount copied,
    Amount failed,
    Amount left,
    @Nullable Long bytesPerSecond,
    List<Hop> hops,
    List<MomentPart> moments,
    List<DatastorePart> datastores,
    List<HostPart> hosts,
    List<WaitPart> waits,
    List<DomainPart> domains,
    List<ProblemPart> problems,
    List<PutOffPart> putOff,
    List<HeldPart> held,
    long untried,
    List<PassedPart> passedOver,
    long unreadable,
    long foundArrived,
    long sentAgain,
    String ledger,
    @Nullable String failures) {

  /**
   * Some deliveries.
   *
   * @param deliveries how many
   * @param bytes of their files together
   */
  public record Amount(long deliveries, long bytes) {}

  /**
   * A moment of the run.
   *
   * @param seconds since it began to deliver
   * @param sentBytes sent by then, deliveries under way included; less than before where one failed
   * @param copiedBytes copied inside vSphere by then, whole files alone
   */
  public record MomentPart(double seconds, long sentBytes, long copiedBytes) {}

  /**
   * A datastore.
   *
   * @param name its name
   * @param planned how many deliveries it was to get
   * @param there how many of them were there before
   * @param sent how many were sent from this machine
   * @param sentBytes their bytes
   * @param copied how many were copied from other datastores
   * @param copiedBytes their bytes
   * @param copiedFromBytes bytes that others copied from here
   * @param retries how often a delivery failed and came again
   * @param failed how many have failed, those that were not tried included
   * @param busySeconds how long at least one delivery was under way
   * @param bytesPerSecond sent and copied over that time; absent if it took none
   */
  public record DatastorePart(
      String name,
      long planned,
      long there,
      long sent,
      long sentBytes,
      long copied,
      long copiedBytes,
      long copiedFromBytes,
      long retries,
      long failed,
      double busySeconds,
      @Nullable Long bytesPerSecond) {}

  /**
   * A host, or vCenter's relay.
   *
   * @param name the host's name; {@code vCenter} for the relay
   * @param relay whether it is the relay
   * @param sent how many deliveries arrived by it
   * @param sentBytes their bytes
   * @param failures how many failed there last
   * @param bytesPerSecond of a single delivery, all its stages included, the mean; absent if none
   *     arrived
   */
  public record HostPart(
      String name,
      boolean relay,
      long sent,
      long sentBytes,
      long failures,
      @Nullable Long bytesPerSecond) {}

  /**
   * Something that datastores waited for with their next delivery.
   *
   * @param reason {@code HOSTS} and so on
   * @param seconds how long, of all datastores together
   * @param share of all the time in which they had something left, 0 to 1
   */
  public record WaitPart(String reason, double seconds, double share) {}

  /**
   * The failures of a domain.
   *
   * @param domain {@code HOST} and so on
   * @param retries how many deliveries came again for it
   * @param failed how many have failed for it
   * @param left how many were broken off with the run
   * @param example the words of the first
   */
  public record DomainPart(String domain, long retries, long failed, long left, String example) {}

  /**
   * A failure.
   *
   * @param target what was to stand there
   * @param again whether the delivery came again
   * @param domain whose failure it is
   * @param route on which it failed last; empty if it came to none
   * @param words what was tried, where, and what came back
   */
  public record ProblemPart(
      String target, boolean again, String domain, String route, String words) {}

  /**
   * A datastore that failed too often.
   *
   * @param datastore its name
   * @param deliveries how many were not tried for that
   * @param again whether they came again; otherwise they have failed
   * @param words the last failure
   */
  public record PutOffPart(String datastore, long deliveries, boolean again, String words) {}

  /**
   * A new folder that appears as a whole, and did not.
   *
   * @param folder its place
   * @param keptIn where what was sent for it is kept
   * @param deliveries how many were carried again, or at the end were sent and have not arrived
   * @param again whether it was tried again
   * @param words the first failure
   */
  public record HeldPart(
      String folder, String keptIn, long deliveries, boolean again, String words) {}

  /**
   * Something that was passed over.
   *
   * @param what it is
   * @param words why
   */
  public record PassedPart(String what, String words) {}
}
