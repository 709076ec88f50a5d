package io.hostward.lab.ticket;

import org.jspecify.annotations.Nullable;

/**
 * What became of a ticket that was presented.
 *
 * @param verdict whether it was accepted, or why not
 * @param ticket the ticket; null when it is unknown
 */
public record Redemption(Verdict verdict, @Nullable ServiceTicket ticket) {

  /** The possible ends. */
  public enum Verdict {
    ACCEPTED,
    UNKNOWN,
    SPENT,
    EXPIRED,
    WRONG_HOST,
    WRONG_METHOD,
    WRONG_URL
  }

  public boolean accepted() {
    return verdict == Verdict.ACCEPTED;
  }
}
