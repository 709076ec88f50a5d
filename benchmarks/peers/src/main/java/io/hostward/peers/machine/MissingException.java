package io.hostward.peers.machine;

/** Something is not on this machine; the message says what, and which Debian package brings it. */
public final class MissingException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Something is missing.
   *
   * @param what the program or library
   * @param packages the Debian packages that bring it
   */
  public MissingException(String what, String packages) {
    this(what + " is missing (Debian: " + packages + ")");
  }

  /** Something else stands in the way, as the message tells. */
  public MissingException(String message) {
    super(message);
  }
}
