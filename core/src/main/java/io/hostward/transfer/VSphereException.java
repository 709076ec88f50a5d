package io.hostward.transfer;

import io.hostward.net.Printable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * vCenter or a host refused a call, or could not be asked. The message names the call, the server
 * and its answer.
 */
public class VSphereException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What went wrong, and whose failure it is. */
  public enum Kind {
    /** The object or file is not there, or the user may not see it. */
    NOT_FOUND(FailureDomain.REQUEST),
    /** There is a file of that name already. */
    ALREADY_EXISTS(FailureDomain.REQUEST),
    /** The server refuses what was asked: a name that is too long, an argument that is wrong. */
    INVALID(FailureDomain.REQUEST),
    /** The answer is longer than is read: less must be asked for at a time. */
    TOO_LONG(FailureDomain.REQUEST),
    /** Several objects go by the name. */
    AMBIGUOUS(FailureDomain.REQUEST),
    /**
     * The calling thread was interrupted. What was asked may still be carried out, unless the
     * message says otherwise.
     */
    INTERRUPTED(FailureDomain.REQUEST),
    /**
     * The calling thread was interrupted, and the server called off what was asked, or it had not
     * been sent yet: nothing was done.
     */
    CANCELLED(FailureDomain.REQUEST),
    /** The connection was closed by its owner. */
    CLOSED(FailureDomain.REQUEST),
    /** User name or password is wrong, the account is locked, or a handed-in session has ended. */
    LOGIN(FailureDomain.LOGIN),
    /** A privilege is missing. */
    PERMISSION(FailureDomain.PERMISSION),
    /**
     * The server could not be reached, broke the connection off, or sent something other than an
     * answer of the API.
     */
    NO_ANSWER(FailureDomain.VCENTER),
    /** The session is gone, though it was just opened anew. */
    SESSION(FailureDomain.VCENTER),
    /** The server answered a fault that is none of the others. */
    FAULT(FailureDomain.VCENTER),
    /** The server knows no way to this one host, or gives no ticket for it. */
    HOST(FailureDomain.HOST),
    /** Somebody has the file open, perhaps a transfer that was just broken off. */
    LOCKED(FailureDomain.DATASTORE),
    /** The datastore has no room for the file. */
    NO_SPACE(FailureDomain.DATASTORE),
    /** The datastore takes no files: it is read-only or inaccessible. */
    NOT_WRITABLE(FailureDomain.DATASTORE);

    private final FailureDomain domain;

    Kind(FailureDomain domain) {
      this.domain = domain;
    }

    /** Returns whose failure it is. */
    public FailureDomain domain() {
      return domain;
    }
  }

  public VSphereException(Kind kind, String message, @Nullable Throwable cause) {
    super(Printable.message(message), cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns whose failure it is. */
  public FailureDomain domain() {
    return kind.domain();
  }
}
