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
  IN_PLACE,
  /**
   * Sent to the target's own name in a folder that is the caller's alone: nobody reads it, and
   * nothing else is written to it, before the caller has looked at all that it holds and has moved
   * it to where it is read. So one call to vCenter, for the ticket, does for a file that arrives at
   * the first attempt: its size is the caller's to compare. An attempt after one that may have left
   * a part is sent to a temporary name, verified and moved like an atomic one, since a host that
   * was given up may be writing still. Refused for a request that is not to overwrite.
   */
  STAGED
}
