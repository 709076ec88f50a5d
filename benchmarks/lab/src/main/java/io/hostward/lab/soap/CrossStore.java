package io.hostward.lab.soap;

import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.FileSink;
import io.hostward.lab.storage.FileSource;
import io.hostward.lab.storage.FileStore;
import io.hostward.lab.storage.StoreException;
import java.nio.ByteBuffer;

/** Moves and copies files, within a datastore or from one to another. */
final class CrossStore {
  private static final int BUFFER = 1 << 20;

  private CrossStore() {}

  /**
   * @param force whether a file at the target is replaced
   * @param move whether the source goes away
   */
  static void transfer(Located source, Located target, boolean force, boolean move)
      throws StoreException {
    FileStore from = source.datastore().store();
    FileStore to = target.datastore().store();
    if (from == to) {
      if (move) {
        from.move(source.path(), target.path(), force);
      } else {
        from.copy(source.path(), target.path(), force);
      }
      return;
    }
    Entry entry = required(from, source.path());
    if (to.stat(target.path()).isPresent() && (!force || entry.directory())) {
      throw new StoreException(StoreException.Kind.ALREADY_EXISTS, target.path());
    }
    copyAll(from, entry, to, target.path());
    if (move) {
      from.delete(source.path());
    }
  }

  private static Entry required(FileStore store, String path) throws StoreException {
    return store
        .stat(path)
        .orElseThrow(() -> new StoreException(StoreException.Kind.NOT_FOUND, path));
  }

  private static void copyAll(FileStore from, Entry entry, FileStore to, String path)
      throws StoreException {
    if (!entry.directory()) {
      copyFile(from, entry.path(), to, path);
      return;
    }
    to.makeDirectory(path, false);
    for (Entry child : from.list(entry.path())) {
      copyAll(from, child, to, path + "/" + child.name());
    }
  }

  private static void copyFile(FileStore from, String path, FileStore to, String target)
      throws StoreException {
    try (FileSource source = from.openRead(path)) {
      FileSink sink = to.openWrite(target);
      boolean whole = false;
      try {
        copyBytes(source, sink);
        sink.finish();
        whole = true;
      } finally {
        if (!whole) {
          sink.abort();
        }
      }
    }
  }

  private static void copyBytes(FileSource source, FileSink sink) throws StoreException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long position = 0;
    for (int read = source.read(0, buffer); read > 0; read = source.read(position, buffer)) {
      position += read;
      sink.write(buffer.flip());
      buffer.clear();
    }
  }
}
