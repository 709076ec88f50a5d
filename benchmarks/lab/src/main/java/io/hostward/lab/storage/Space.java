package io.hostward.lab.storage;

import io.hostward.lab.storage.StoreException.Kind;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A capacity and what is used of it, in bytes. Thread-safe, without a lock: every chunk of every
 * upload passes here.
 */
final class Space {
  private final AtomicLong used = new AtomicLong();
  private volatile long capacity;

  Space(long capacity) {
    this.capacity = capacity;
  }

  long capacity() {
    return capacity;
  }

  void setCapacity(long bytes) {
    capacity = bytes;
  }

  long free() {
    return Math.max(0, capacity - used.get());
  }

  /** Takes space for bytes about to be written. */
  void take(long bytes, String path) throws StoreException {
    if (used.addAndGet(bytes) > capacity) {
      used.addAndGet(-bytes);
      throw new StoreException(Kind.NO_SPACE, path);
    }
  }

  /** Counts bytes that are there already. */
  void count(long bytes) {
    used.addAndGet(bytes);
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
  }
}
