package io.hostward.upload;

import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What to upload, where to, and how. Immutable: the methods that change something return a changed
 * copy.
 *
 * @param source the bytes
 * @param target the file on the datastore; what stands for the datastore's name may also be its
 *     managed object id, or the name of a datastore cluster, whose member with the most free space
 *     then takes the file and is named in the result
 * @param datacenter the datacenter's name or inventory path, needed only where several have a
 *     datastore of that name
 * @param routes which routes may be taken; by default the hosts, then the relay
 * @param verification how the result is verified; by default its size
 * @param writeMode atomic by default
 * @param overwrite whether a file of that name may be replaced; true by default
 * @param deadline how long the upload may take in all, more than zero; none by default
 */
public record UploadRequest(
    UploadSource source,
    DatastorePath target,
    Optional<String> datacenter,
    RoutePreference routes,
    VerificationMode verification,
    WriteMode writeMode,
    boolean overwrite,
    Optional<Duration> deadline) {

  /**
   * Checks the deadline.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public UploadRequest {
    if (deadline.isPresent() && deadline.get().compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("a deadline is positive, was: " + deadline.get());
    }
  }

  /** A request with the defaults. */
  public static UploadRequest of(UploadSource source, DatastorePath target) {
    return new UploadRequest(
        source,
        target,
        Optional.empty(),
        RoutePreference.DIRECT_THEN_RELAY,
        VerificationMode.SIZE,
        WriteMode.ATOMIC,
        true,
        Optional.empty());
  }

  /**
   * A request for a file, with the defaults.
   *
   * @throws IOException if the file cannot be read
   */
  public static UploadRequest of(Path file, DatastorePath target) throws IOException {
    return of(UploadSource.of(file), target);
  }

  /** Where to. */
  public UploadRequest to(DatastorePath newTarget) {
    return new UploadRequest(
        source, newTarget, datacenter, routes, verification, writeMode, overwrite, deadline);
  }

  /** In which datacenter the datastore is, by name or inventory path. */
  public UploadRequest in(String newDatacenter) {
    return new UploadRequest(
        source,
        target,
        Optional.of(newDatacenter),
        routes,
        verification,
        writeMode,
        overwrite,
        deadline);
  }

  /** Over which routes. */
  public UploadRequest over(RoutePreference newRoutes) {
    return new UploadRequest(
        source, target, datacenter, newRoutes, verification, writeMode, overwrite, deadline);
  }

  /** How to verify. */
  public UploadRequest verifiedBy(VerificationMode newVerification) {
    return new UploadRequest(
        source, target, datacenter, routes, newVerification, writeMode, overwrite, deadline);
  }

  /** How the file comes to stand under its name. */
  public UploadRequest written(WriteMode newWriteMode) {
    return new UploadRequest(
        source, target, datacenter, routes, verification, newWriteMode, overwrite, deadline);
  }

  /** Whether a file of that name may be replaced. */
  public UploadRequest overwriting(boolean newOverwrite) {
    return new UploadRequest(
        source, target, datacenter, routes, verification, writeMode, newOverwrite, deadline);
  }

  /**
   * How long the upload may take in all, after which it is cancelled and cleaned up.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public UploadRequest within(Duration newDeadline) {
    return new UploadRequest(
        source,
        target,
        datacenter,
        routes,
        verification,
        writeMode,
        overwrite,
        Optional.of(newDeadline));
  }
}
