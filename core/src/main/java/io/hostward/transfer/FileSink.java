package io.hostward.transfer;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Takes a file, or the rest of one, from a server. Used by one thread at a time. */
public interface FileSink extends WritableByteChannel {

  /**
   * Called once before the first byte, if there is any.
   *
   * @param file what comes
   * @throws IOException if it is not what was hoped for: the transfer then ends
   */
  void begin(ServedFile file) throws IOException;
}
