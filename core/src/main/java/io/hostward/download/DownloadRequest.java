package io.hostward.download;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.upload.RoutePreference;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

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
 * @param sha256 what the file's SHA-256 must be, in lower-case hexadecimal; not looked at by
 *     default
 * @param policy what chooses the host; by default the façade's policy
 * @param listener hears what happens; none by default
 */
public record DownloadRequest(
    DatastorePath source,
    Target target,
    Optional<String> datacenter,
    RoutePreference routes,
    boolean overwrite,
    Optional<String> sha256,
    Optional<HostSelectionPolicy> policy,
    Optional<DownloadListener> listener) {

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
   * Checks the digest.
   *
   * @throws IllegalArgumentException if it is none
   */
  public DownloadRequest {
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
        Optional.empty());
  }

  /** The same from a datastore of this datacenter, given by name or inventory path. */
  public DownloadRequest in(String newDatacenter) {
    return new DownloadRequest(
        source, target, Optional.of(newDatacenter), routes, overwrite, sha256, policy, listener);
  }

  /** The same, over these routes. */
  public DownloadRequest over(RoutePreference newRoutes) {
    return new DownloadRequest(
        source, target, datacenter, newRoutes, overwrite, sha256, policy, listener);
  }

  /** The same; says whether a local file of that name may be replaced. */
  public DownloadRequest overwriting(boolean newOverwrite) {
    return new DownloadRequest(
        source, target, datacenter, routes, newOverwrite, sha256, policy, listener);
  }

  /**
   * The same, good only if the file's SHA-256 is this one.
   *
   * @param newSha256 64 hexadecimal digits, of either case
   * @throws IllegalArgumentException if it is none
   */
  public DownloadRequest verifiedBy(String newSha256) {
    return new DownloadRequest(
        source,
        target,
        datacenter,
        routes,
        overwrite,
        Optional.of(newSha256.toLowerCase(Locale.ROOT)),
        policy,
        listener);
  }

  /** The same with a policy that chooses the host instead of the façade's. */
  public DownloadRequest by(HostSelectionPolicy newPolicy) {
    return new DownloadRequest(
        source, target, datacenter, routes, overwrite, sha256, Optional.of(newPolicy), listener);
  }

  /** The same with a listener. */
  public DownloadRequest heardBy(DownloadListener newListener) {
    return new DownloadRequest(
        source, target, datacenter, routes, overwrite, sha256, policy, Optional.of(newListener));
  }
}
