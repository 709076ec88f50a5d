package io.hostward.upload;

/** How a file comes to stand under its name. */
public enum WriteMode {
  /**
   * Sent to a temporary name beside the target, verified, then moved: a reader sees the old file or
   * the new one.
   */
  ATOMIC,
  /**
   * Sent to the target's own name: a failure may leave a part of the file there. For places where
   * no move is allowed. Refused for a request that is not to overwrite: a server replaces whatever
   * appears under the name meanwhile.
   */
  IN_PLACE
}
