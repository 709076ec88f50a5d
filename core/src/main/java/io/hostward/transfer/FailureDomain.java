package io.hostward.transfer;

/**
 * Whose failure it is. Decided once, where a failure arises, by what was asked and not by the
 * machine that answered: a call of vCenter's API is {@link #VCENTER}, on a host that is asked
 * itself too; the body of a {@code /folder} request is {@link #HOST}, through vCenter's relay too.
 * It alone says what comes next.
 */
public enum FailureDomain {
  /** The local source: it shrank, ended early or cannot be read. No route would do better. */
  SOURCE(Next.END),

  /** What was asked: a bad path, a target that exists, a cancellation, a deadline. */
  REQUEST(Next.END),

  /**
   * The password is refused, the account locked, or a session that was handed in has ended. Ends
   * every upload of the connection: servers lock users out after a few wrong passwords.
   */
  LOGIN(Next.END),

  /** A privilege is missing. A host's own refusal is {@link #HOST}: another may be less strict. */
  PERMISSION(Next.END),

  /**
   * vCenter gave no answer or none of use. It is asked again, at whatever stage, until the patience
   * is over; the file is not sent again for it, and no host is blamed.
   */
  VCENTER(Next.ASK_AGAIN),

  /** A host refused, broke the connection off, stalled or showed a wrong certificate. */
  HOST(Next.NEXT_ROUTE),

  /** The proxy in front of the hosts refuses this client: none of them is reached through it. */
  PROXY(Next.RELAY),

  /**
   * The datastore is full or read-only, which ends the upload; or a file is locked, which is waited
   * out for some seconds first.
   */
  DATASTORE(Next.END);

  private final Next next;

  FailureDomain(Next next) {
    this.next = next;
  }

  /** What comes after a failure. */
  public enum Next {
    /** The upload ends: no other route would do better. */
    END,
    /** The same call once more, after a pause; the upload ends when the patience does. */
    ASK_AGAIN,
    /** The next route is tried. */
    NEXT_ROUTE,
    /** Hosts that are left are passed over, and the relay is tried. */
    RELAY
  }

  public Next next() {
    return next;
  }
}
