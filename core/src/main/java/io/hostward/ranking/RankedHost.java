package io.hostward.ranking;

import io.hostward.inventory.HostSnapshot;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A host that can take the upload. Immutable; the reason is put into words only when somebody asks,
 * because a ranking of a thousand hosts is made for each upload and hardly ever read.
 */
public final class RankedHost {
  private final HostSnapshot host;
  private final double score;
  private final Supplier<String> reason;

  /**
   * A host with its reason at hand.
   *
   * @param score how well it suits by the policy's own measure, 0 (worst) to 1 (best)
   * @param reason why it has that rank, in words
   * @throws IllegalArgumentException if the score is out of range
   */
  public RankedHost(HostSnapshot host, double score, String reason) {
    this(host, score, () -> reason);
  }

  /**
   * A host whose reason is worded on demand.
   *
   * @param score how well it suits by the policy's own measure, 0 (worst) to 1 (best)
   * @param reason says why it has that rank; a pure function of immutable values, called by any
   *     thread
   * @throws IllegalArgumentException if the score is out of range
   */
  public RankedHost(HostSnapshot host, double score, Supplier<String> reason) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("a score is 0 to 1, was: " + score);
    }
    this.host = host;
    this.score = score;
    this.reason = reason;
  }

  public HostSnapshot host() {
    return host;
  }

  /** Returns how well it suits by the policy's own measure, 0 (worst) to 1 (best). */
  public double score() {
    return score;
  }

  public String reason() {
    return reason.get();
  }

  /** Equal are hosts of equal snapshot, score and reason. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RankedHost that
        && host.equals(that.host)
        && Double.compare(score, that.score) == 0
        && reason().equals(that.reason());
  }

  @Override
  public int hashCode() {
    return Objects.hash(host.id(), score);
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%s (%.2f): %s", host, score, reason());
  }
}
