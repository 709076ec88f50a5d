package io.hostward.model;

/**
 * A host that can take the upload.
 *
 * @param host the host
 * @param score how well it suits by the policy's own measure, 0 (worst) to 1 (best)
 * @param reason why it has that rank, in words
 */
public record RankedHost(HostSnapshot host, double score, String reason) {
  /** Checks the score's range. */
  public RankedHost {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("a score is 0 to 1, was: " + score);
    }
  }
}
