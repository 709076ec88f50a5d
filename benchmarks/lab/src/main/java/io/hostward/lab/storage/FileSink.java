package io.hostward.lab.storage;

import java.nio.ByteBuffer;

/** A file being written, by one thread at a time. Exactly one of finish or abort ends it. */
public interface FileSink {

  /** Appends all remaining bytes. A full datastore is {@link StoreException.Kind#NO_SPACE}. */
  void write(ByteBuffer bytes) throws StoreException;

  /** Bytes written so far. */
  long size();

  /** Ends the file and unlocks it. */
  Entry finish() throws StoreException;

  /** Gives up: what was written stays as a partial file, as on a real host. Never throws. */
  void abort();
}
