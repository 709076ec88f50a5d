package io.hostward.transfer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * vCenter or a host refused a call, or could not be asked. The message names the call, the server
 * and its answer.
 */
public class VSphereException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What a caller might act on. */
  public enum Kind {
    /** The object or file is not there, or the user may not see it. */
    NOT_FOUND,
    /** There is a file of that name already. */
    ALREADY_EXISTS,
    /** Somebody has the file open, perhaps a transfer that was just broken off. */
    LOCKED,
    /** Several objects go by the name. */
    AMBIGUOUS,
    /** User name or password is wrong. */
    LOGIN,
    /** The session ended and could not be renewed. */
    SESSION,
    /** A privilege is missing. */
    PERMISSION,
    /** The server could not be reached, or broke off. */
    CONNECTION,
    /** Anything else. */
    OTHER
  }

  /** A failed call. */
  public VSphereException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns what kind of failure it is. */
  public Kind kind() {
    return kind;
  }
}
