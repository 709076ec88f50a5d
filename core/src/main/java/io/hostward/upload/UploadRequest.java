package io.hostward.upload;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

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
 * @param deadline how long the upload may take in all, queueing included, more than zero; none by
 *     default
 * @param policy what chooses the host; by default the façade's policy
 * @param listener hears what happens, after the façade's listener; none by default
 * @param id the upload's id, for records that outlive the process: temporary files carry it in
 *     their names; by default a new one each time. One façade refuses to run two uploads of one id
 *     at a time
 */
public record UploadRequest(
    UploadSource source,
    DatastorePath target,
    Optional<String> datacenter,
    RoutePreference routes,
    VerificationMode verification,
    WriteMode writeMode,
    boolean overwrite,
    Optional<Duration> deadline,
    Optional<HostSelectionPolicy> policy,
    Optional<UploadListener> listener,
    Optional<UUID> id) {

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
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
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

  /** The same for another target. */
  public UploadRequest to(DatastorePath newTarget) {
    return with(copy -> copy.target = newTarget);
  }

  /** The same for a datastore of this datacenter, given by name or inventory path. */
  public UploadRequest in(String newDatacenter) {
    return with(copy -> copy.datacenter = Optional.of(newDatacenter));
  }

  /** The same, over these routes. */
  public UploadRequest over(RoutePreference newRoutes) {
    return with(copy -> copy.routes = newRoutes);
  }

  /** The same, verified in this way. */
  public UploadRequest verifiedBy(VerificationMode newVerification) {
    return with(copy -> copy.verification = newVerification);
  }

  /** The same, written in this way. */
  public UploadRequest written(WriteMode newWriteMode) {
    return with(copy -> copy.writeMode = newWriteMode);
  }

  /** The same; says whether a file of that name may be replaced. */
  public UploadRequest overwriting(boolean newOverwrite) {
    return with(copy -> copy.overwrite = newOverwrite);
  }

  /**
   * The same with a deadline, counted from the submission; after it the upload is cancelled and
   * cleaned up.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public UploadRequest within(Duration newDeadline) {
    return with(copy -> copy.deadline = Optional.of(newDeadline));
  }

  /** The same with a policy that chooses the host instead of the façade's. */
  public UploadRequest by(HostSelectionPolicy newPolicy) {
    return with(copy -> copy.policy = Optional.of(newPolicy));
  }

  /** The same with a listener of its own, besides the façade's. */
  public UploadRequest heardBy(UploadListener newListener) {
    return with(copy -> copy.listener = Optional.of(newListener));
  }

  /** The same under this id. */
  public UploadRequest identified(UUID newId) {
    return with(copy -> copy.id = Optional.of(newId));
  }

  private UploadRequest with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new UploadRequest(
        source,
        copy.target,
        copy.datacenter,
        copy.routes,
        copy.verification,
        copy.writeMode,
        copy.overwrite,
        copy.deadline,
        copy.policy,
        copy.listener,
        copy.id);
  }

  /** The parts that can be changed, while one is. */
  private static final class Copy {
    private DatastorePath target;
    private Optional<String> datacenter;
    private RoutePreference routes;
    private VerificationMode verification;
    private WriteMode writeMode;
    private boolean overwrite;
    private Optional<Duration> deadline;
    private Optional<HostSelectionPolicy> policy;
    private Optional<UploadListener> listener;
    private Optional<UUID> id;

    Copy(UploadRequest original) {
      target = original.target;
      datacenter = original.datacenter;
      routes = original.routes;
      verification = original.verification;
      writeMode = original.writeMode;
      overwrite = original.overwrite;
      deadline = original.deadline;
      policy = original.policy;
      listener = original.listener;
      id = original.id;
    }
  }
}
