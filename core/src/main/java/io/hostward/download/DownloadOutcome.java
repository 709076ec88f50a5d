package io.hostward.download;

import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Outcome;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a download ended, as plain values that can be serialised. Unless it was a success, what stood
 * under the local name before stands there still.
 *
 * @param leftovers the hidden file beside the target that could not be deleted; empty as a rule
 * @param failed the routes that were tried and failed, in their order
 * @param failure why it failed; null if it did not
 */
public record DownloadOutcome(
    List<String> leftovers, List<FailedAttempt> failed, Outcome.@Nullable Failure failure)
    implements Serializable {
  public DownloadOutcome {
    leftovers = List.copyOf(leftovers);
    failed = List.copyOf(failed);
  }

  /** Returns true if the file is here, whole and verified. */
  public boolean isSuccess() {
    return failure == null;
  }

  /** Returns why it failed, if it did. */
  public Optional<Outcome.Failure> whyFailed() {
    return Optional.ofNullable(failure);
  }
}
