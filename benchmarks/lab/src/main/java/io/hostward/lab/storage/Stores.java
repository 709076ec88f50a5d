package io.hostward.lab.storage;

import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.storage.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Opens stores, and does what concerns two of them. */
public final class Stores {
  private static final int CHUNK = 256 * 1024;

  private Stores() {}

  /** The store that a datastore's model asks for. */
  public static FileStore open(DatastoreModel model, InstantSource clock) {
    StorageMode storage = model.storage();
    if (storage instanceof StorageMode.Discard discard) {
      return new DiscardStore(discard, model.capacity(), clock);
    }
    Path root = ((StorageMode.Directory) storage).root();
    try {
      return root == null
          ? new DirectoryStore(
              Files.createTempDirectory("hostward-lab-"), true, model.capacity(), clock)
          : new DirectoryStore(root, false, model.capacity(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "datastore %s cannot keep its files in %s (%s); choose another folder"
                  .formatted(model.name(), root == null ? "a temporary folder" : root, e),
              e));
    }
  }

  /** Copies a file or directory from one store to another, or within one, as FileStore#copy. */
  public static void copy(
      FileStore source, String from, FileStore destination, String to, boolean force)
      throws StoreException {
    if (source.equals(destination)) {
      source.copy(from, to, force);
      return;
    }
    Entry entry = required(source, from);
    Optional<Entry> there = destination.stat(to);
    boolean replaceable =
        force && !entry.directory() && there.map(e -> !e.directory()).orElse(true);
    if (there.isPresent() && !replaceable) {
      throw new StoreException(Kind.ALREADY_EXISTS, to);
    }
    required(destination, StorePath.parent(StorePath.normalize(to)));
    copyTree(source, entry, destination, to, force);
  }

  private static Entry required(FileStore store, String path) throws StoreException {
    return store.stat(path).orElseThrow(() -> new StoreException(Kind.NOT_FOUND, path));
  }

  private static void copyTree(
      FileStore source, Entry entry, FileStore destination, String to, boolean force)
      throws StoreException {
    if (!entry.directory()) {
      copyFile(source, entry.path(), destination, to, force);
      return;
    }
    destination.makeDirectory(to, false);
    for (Entry child : source.list(entry.path())) {
      copyTree(source, child, destination, to + '/' + child.name(), false);
    }
  }

  /** All or nothing: the copy gets its name once it is whole. */
  private static void copyFile(
      FileStore source, String from, FileStore destination, String to, boolean force)
      throws StoreException {
    String whole = StorePath.besides(StorePath.normalize(to));
    try {
      fill(source, from, destination, whole);
      destination.move(whole, to, force);
    } catch (StoreException e) {
      if (destination.stat(whole).isPresent()) {
        destination.delete(whole);
      }
      throw e.path().equals(whole) ? e.on(to) : e;
    }
  }

  private static void fill(FileStore source, String from, FileStore destination, String to)
      throws StoreException {
    if (source instanceof DiscardStore bare && destination instanceof DiscardStore other) {
      bare.duplicateInto(from, other, to);
      return;
    }
    try (FileSource in = source.openRead(from)) {
      FileSink out = destination.openWrite(to);
      boolean whole = false;
      try {
        pump(in, out);
        whole = true;
      } finally {
        if (!whole) {
          out.abort();
        }
      }
      out.finish();
    }
  }

  /** SHA-256 of a file in lower-case hex: as it arrived, or read back where that is not known. */
  public static String sha256(FileStore store, String path) throws StoreException {
    String known = required(store, path).sha256();
    if (known != null) {
      return known;
    }
    Hash hash = new Hash();
    try (FileSource in = store.openRead(path)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
      long position = 0;
      int n;
      while ((n = in.read(position, buffer.clear())) > 0) {
        position += n;
        hash.update(buffer.flip());
      }
    }
    return hash.hex();
  }

  private static void pump(FileSource in, FileSink out) throws StoreException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    long position = 0;
    int n;
    while ((n = in.read(position, buffer.clear())) > 0) {
      position += n;
      out.write(buffer.flip());
    }
  }
}
