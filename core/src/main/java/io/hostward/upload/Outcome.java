package io.hostward.upload;

import io.hostward.inventory.DatastorePath;
import io.hostward.net.Printable;
import io.hostward.transfer.FailureDomain;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an upload ended, as plain values that can be serialised.
 *
 * @param target what stands under the target's name
 * @param leftovers temporary files that remain, or may; empty if everything was cleaned up
 * @param failed the routes that were tried and failed, in their order
 * @param failure why it failed; null if it did not
 */
public record Outcome(
    TargetState target,
    List<DatastorePath> leftovers,
    List<FailedAttempt> failed,
    @Nullable Failure failure)
    implements Serializable {

  /**
   * Why an upload or a download failed.
   *
   * @param domain whose failure it is
   * @param stage the stage at which it ended
   * @param problem what was tried, on which server, what came back, what to do about it
   */
  public record Failure(FailureDomain domain, Stage stage, String problem) implements Serializable {
    public Failure {
      problem = Printable.message(problem);
    }
  }

  public Outcome {
    leftovers = List.copyOf(leftovers);
    failed = List.copyOf(failed);
  }

  /** Returns true if the file stands under its name, whole and verified. */
  public boolean isSuccess() {
    return failure == null;
  }

  /** Returns why it failed, if it did. */
  public Optional<Failure> whyFailed() {
    return Optional.ofNullable(failure);
  }
}
