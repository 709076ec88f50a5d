package io.hostward.download;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.upload.RoutePreference;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What to download, where to, and how. Immutable: the methods that change something return a
 * changed copy.
 *
 * @param source the file on the datastore
 * @param target where it goes
 * @param datacenter the datacenter's name or inventory path, needed only where several have a
 *     datastore of that name
 * @param routes which routes may be taken; by default the hosts, then the relay
 * @param overwrite whether a local file of that name may be replaced; true by default, as a copy on
 *     a command line does
 * @param deadline how long the download may take in all, queueing included, more than zero; none by
 *     default
 * @param sha256 what the file's SHA-256 must be, in lower-case hexadecimal; not looked at by
 *     default
 * @param policy what chooses the host; by default the façade's policy
 * @param listener hears what happens, after the façade's listener; none by default
 * @param id the download's id, for records that outlive the process: the hidden file carries it in
 *     its name; by default a new one each time. One façade refuses to run two transfers of one id
 *     at a time
 */
public record DownloadRequest(
    DatastorePath source,
    Target target,
    Optional<String> datacenter,
    RoutePreference routes,
    boolean overwrite,
    Optional<Duration> deadline,
    Optional<String> sha256,
    Optional<HostSelectionPolicy> policy,
    Optional<DownloadListener> listener,
    Optional<UUID> id) {

  /** Where a download goes. */
  public sealed interface Target {}

  /**
   * A local file. The bytes go to a file of another name beside it, which begins with a dot, and
   * which takes this name once it is whole and on the disk; until then a file that stands there
   * stays as it is.
   */
  public record LocalFile(Path path) implements Target {}

  /**
   * A channel, which gets the bytes as they come and is not closed: what it got before a failure
   * cannot be taken back. A file that changes meanwhile therefore ends the download.
   */
  public record Stream(WritableByteChannel channel) implements Target {
    @Override
    public String toString() {
      return "a stream";
    }
  }

  /**
   * Checks deadline and digest.
   *
   * @throws IllegalArgumentException if the deadline is not positive, or the digest is none
   */
  public DownloadRequest {
    if (deadline.isPresent() && deadline.get().compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("a deadline is positive, was: " + deadline.get());
    }
    if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a SHA-256 is 64 hexadecimal digits, was: '" + sha256.get() + "'");
    }
  }

  /** A request with the defaults, to a local file. */
  public static DownloadRequest of(DatastorePath source, Path target) {
    return of(source, new LocalFile(target));
  }

  /** A request with the defaults. */
  public static DownloadRequest of(DatastorePath source, Target target) {
    return new DownloadRequest(
        source,
        target,
        Optional.empty(),
        RoutePreference.DIRECT_THEN_RELAY,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same from a datastore of this datacenter, given by name or inventory path. */
  public DownloadRequest in(String newDatacenter) {
    return with(copy -> copy.datacenter = Optional.of(newDatacenter));
  }

  /** The same, over these routes. */
  public DownloadRequest over(RoutePreference newRoutes) {
    return with(copy -> copy.routes = newRoutes);
  }

  /** The same; says whether a local file of that name may be replaced. */
  public DownloadRequest overwriting(boolean newOverwrite) {
    return with(copy -> copy.overwrite = newOverwrite);
  }

  /**
   * The same with a deadline, counted from the submission; after it the download is cancelled and
   * leaves nothing.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public DownloadRequest within(Duration newDeadline) {
    return with(copy -> copy.deadline = Optional.of(newDeadline));
  }

  /**
   * The same, good only if the file's SHA-256 is this one.
   *
   * @param newSha256 64 hexadecimal digits, of either case
   * @throws IllegalArgumentException if it is none
   */
  public DownloadRequest verifiedBy(String newSha256) {
    return with(copy -> copy.sha256 = Optional.of(newSha256.toLowerCase(Locale.ROOT)));
  }

  /** The same with a policy that chooses the host instead of the façade's. */
  public DownloadRequest by(HostSelectionPolicy newPolicy) {
    return with(copy -> copy.policy = Optional.of(newPolicy));
  }

  /** The same with a listener of its own, besides the façade's. */
  public DownloadRequest heardBy(DownloadListener newListener) {
    return with(copy -> copy.listener = Optional.of(newListener));
  }

  /** The same under this id. */
  public DownloadRequest identified(UUID newId) {
    return with(copy -> copy.id = Optional.of(newId));
  }

  private DownloadRequest with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new DownloadRequest(
        source,
        target,
        copy.datacenter,
        copy.routes,
        copy.overwrite,
        copy.deadline,
        copy.sha256,
        copy.policy,
        copy.listener,
        copy.id);
  }

  /** The parts that can be changed, while one is. */
  private static final class Copy {
    private Optional<String> datacenter;
    private RoutePreference routes;
    private boolean overwrite;
    private Optional<Duration> deadline;
    private Optional<String> sha256;
    private Optional<HostSelectionPolicy> policy;
    private Optional<DownloadListener> listener;
    private Optional<UUID> id;

    Copy(DownloadRequest original) {
      datacenter = original.datacenter;
      routes = original.routes;
      overwrite = original.overwrite;
      deadline = original.deadline;
      sha256 = original.sha256;
      policy = original.policy;
      listener = original.listener;
      id = original.id;
    }
  }
}
