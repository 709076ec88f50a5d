package io.hostward.netty;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import org.jspecify.annotations.Nullable;

/** Tells what this machine lacks from what a server did. */
final class LocalMemory {
  private LocalMemory() {}

  /** Returns true if it is for want of memory here. */
  static boolean isShort(@Nullable Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** No route would do better, so it is told as a failure of this side. */
  static TransferException failure(long bytes, @Nullable Throwable cause) {
    return new TransferException(
        Phase.SOURCE,
        "this virtual machine has no memory left to move bytes with, after "
            + bytes
            + " bytes; nothing is wrong with the server: raise -Xmx or -XX:MaxDirectMemorySize (by"
            + " default the same), or let fewer transfers run at once",
        bytes,
        cause);
  }
}
