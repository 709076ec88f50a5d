package io.hostward.lab.storage;

import io.hostward.lab.storage.StoreException.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which files are locked; guarded by the store's monitor. */
final class Locks {
  private final Set<String> held = new HashSet<>();
  private final Set<String> beingWritten = new HashSet<>();

  /** Fails if the path, or anything below it, is locked or being written. */
  void requireFree(String path) throws StoreException {
    for (Set<String> set : List.of(held, beingWritten)) {
      for (String locked : set) {
        if (StorePath.within(locked, path)) {
          throw new StoreException(Kind.LOCKED, locked);
        }
      }
    }
  }

  void hold(String path) {
    held.add(path);
  }

  void release(String path) {
    held.remove(path);
  }

  void beginWrite(String path) {
    beingWritten.add(path);
  }

  void endWrite(String path) {
    beingWritten.remove(path);
  }
}
