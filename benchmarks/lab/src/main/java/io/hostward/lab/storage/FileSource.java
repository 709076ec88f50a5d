package io.hostward.lab.storage;

import java.nio.ByteBuffer;

/** A file being read, by one thread at a time. */
public interface FileSource extends AutoCloseable {

  /** The file as it was when opened. */
  Entry entry();

  /**
   * Reads at a position until the buffer is full or the file ends.
   *
   * @return bytes read; 0 at the end
   */
  int read(long position, ByteBuffer into) throws StoreException;

  @Override
  void close();
}
