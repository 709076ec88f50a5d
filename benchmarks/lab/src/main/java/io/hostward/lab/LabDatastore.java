package io.hostward.lab;

import io.hostward.lab.model.MountModel;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.FileSink;
import io.hostward.lab.storage.FileSource;
import io.hostward.lab.storage.FileStore;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.Stores;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the lab's datastores, seen from inside. Thread-safe. */
public final class LabDatastore {
  private final DatastoreState datastore;

  LabDatastore(DatastoreState datastore) {
    this.datastore = datastore;
  }

  public String name() {
    return datastore.name();
  }

  /** Its managed object id. */
  public String moid() {
    return datastore.moid();
  }

  /** Its files, for whatever the shortcuts below do not cover. */
  public FileStore store() {
    return datastore.store();
  }

  /** What is at a path. */
  public Optional<Entry> stat(String path) throws StoreException {
    return store().stat(path);
  }

  /** Paths of all files, in order, at whatever depth: what an upload left behind shows here. */
  public List<String> files() throws StoreException {
    List<String> found = new ArrayList<>();
    collect("", found);
    return found;
  }

  private void collect(String directory, List<String> found) throws StoreException {
    for (Entry entry : store().list(directory)) {
      if (entry.directory()) {
        collect(entry.path(), found);
      } else {
        found.add(entry.path());
      }
    }
  }

  /** SHA-256 of a file in lower-case hex, as it arrived, or read back where that is not known. */
  public String sha256(String path) throws StoreException {
    return Stores.sha256(store(), path);
  }

  /** The content of a file of less than 2 GiB. */
  public byte[] read(String path) throws StoreException {
    try (FileSource source = store().openRead(path)) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(source.entry().size()));
      source.read(0, content);
      return content.array();
    }
  }

  /** Puts a file there behind vCenter's back. */
  public void write(String path, byte[] content) throws StoreException {
    FileSink sink = store().openWrite(path);
    try {
      sink.write(ByteBuffer.wrap(content));
    } finally {
      sink.finish();
    }
  }

  /** Changes or adds a mount. */
  public void setMount(MountModel mount) {
    datastore.setMount(mount);
  }

  /** Changes its capacity in bytes. */
  public void setCapacity(long bytes) {
    datastore.setCapacity(bytes);
  }

  @Override
  public String toString() {
    return "[" + name() + "]";
  }
}
