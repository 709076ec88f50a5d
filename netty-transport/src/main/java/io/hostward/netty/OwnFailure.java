package io.hostward.netty;

import io.hostward.net.Printable;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Tells what this process lacks from what a server did: an {@link Error} is never a server's doing.
 */
final class OwnFailure {
  private OwnFailure() {}

  /** Returns true if this process failed, for want of memory or of a class for example. */
  static boolean is(@Nullable Throwable cause) {
    return error(cause) != null;
  }

  /** No route would do better, so it is told as a failure of this side. */
  static TransferException of(long bytes, @Nullable Throwable cause) {
    Error error = error(cause);
    return new TransferException(
        Phase.SOURCE,
        error == null || error instanceof OutOfMemoryError
            ? "this virtual machine has no memory left to move bytes with, after "
                + bytes
                + " bytes; nothing is wrong with the server: raise -Xmx or"
                + " -XX:MaxDirectMemorySize (by default the same), or let fewer transfers run at"
                + " once"
            : "this process failed ("
                + Printable.of(error.toString())
                + "), after "
                + bytes
                + " bytes; nothing is wrong with the server: check the class path and this"
                + " process's log",
        bytes,
        cause);
  }

  /** Returns the memory that is missing, if it is that, or else what else this process lacks. */
  private static @Nullable Error error(@Nullable Throwable cause) {
    Error found = null;
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof OutOfMemoryError memory) {
        return memory;
      }
      if (at instanceof Error error) {
        found = error;
      }
    }
    return found;
  }
}
