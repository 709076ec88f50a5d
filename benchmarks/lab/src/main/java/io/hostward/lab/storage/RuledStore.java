package io.hostward.lab.storage;

import io.hostward.lab.storage.StoreException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules of a datastore, kept in one place: what may be moved where, what is locked, what is in
 * the way. Subclasses only keep bytes; they are called with normal paths that the rules allow,
 * under this object's monitor.
 */
abstract class RuledStore implements FileStore {
  private final Locks locks = new Locks();
  final Space space;

  RuledStore(long capacity) {
    this.space = new Space(capacity);
  }

  /** What is at a path; empty if nothing is. */
  abstract Optional<Entry> entry(String path) throws StoreException;

  /** What is directly in a directory and has a name that is wanted, in any order. */
  abstract List<Entry> children(String directory, Predicate<String> wanted) throws StoreException;

  private List<Entry> children(String directory) throws StoreException {
    return children(directory, name -> true);
  }

  abstract void createDirectory(String path) throws StoreException;

  /** Renames a file or directory to a path where nothing is. */
  abstract void rename(String source, String destination) throws StoreException;

  /** Copies one file to a path where nothing is. */
  abstract void duplicate(String source, String destination) throws StoreException;

  /** Deletes a file or an empty directory and frees its space. */
  abstract void remove(String path) throws StoreException;

  /** Creates an empty file where nothing is and opens it; calls {@link #written} at its end. */
  abstract FileSink create(String path) throws StoreException;

  abstract FileSource open(String path) throws StoreException;

  /** A sink has ended. */
  final synchronized void written(String path) {
    locks.endWrite(path);
  }

  @Override
  public final synchronized Optional<Entry> stat(String path) throws StoreException {
    return entry(StorePath.normalize(path));
  }

  @Override
  public final synchronized List<Entry> list(String directory, Predicate<String> wanted)
      throws StoreException {
    String path = StorePath.normalize(directory);
    requireDirectory(path);
    return children(path, wanted).stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
  }

  @Override
  public final synchronized void makeDirectory(String directory, boolean parents)
      throws StoreException {
    String path = StorePath.normalize(directory);
    if (entry(path).isPresent()) {
      throw new StoreException(Kind.ALREADY_EXISTS, path);
    }
    if (parents) {
      makeParents(path);
    } else {
      requireDirectory(StorePath.parent(path));
    }
    createDirectory(path);
  }

  private void makeParents(String path) throws StoreException {
    String parent = StorePath.parent(path);
    Optional<Entry> there = entry(parent);
    if (there.isPresent() && !there.get().directory()) {
      throw new StoreException(Kind.INVALID, parent);
    }
    if (there.isEmpty()) {
      makeParents(parent);
      createDirectory(parent);
    }
  }

  private void requireDirectory(String path) throws StoreException {
    Entry there = entry(path).orElseThrow(() -> new StoreException(Kind.NOT_FOUND, path));
    if (!there.directory()) {
      throw new StoreException(Kind.INVALID, path);
    }
  }

  @Override
  public final synchronized void move(String from, String to, boolean force) throws StoreException {
    String source = StorePath.normalize(from);
    String destination = StorePath.normalize(to);
    if (checkTheWay(source, destination, force)) {
      if (entry(destination).isPresent()) {
        remove(destination);
      }
      rename(source, destination);
    }
  }

  @Override
  public final synchronized void copy(String from, String to, boolean force) throws StoreException {
    String source = StorePath.normalize(from);
    String destination = StorePath.normalize(to);
    if (!checkTheWay(source, destination, force)) {
      return;
    }
    if (entry(destination).isPresent()) {
      replace(source, destination);
    } else {
      copyTree(source, destination);
    }
  }

  /** What stood there goes once its successor is whole, so there must be room for both. */
  private void replace(String source, String destination) throws StoreException {
    String whole = StorePath.besides(destination);
    try {
      duplicate(source, whole);
    } catch (StoreException e) {
      throw e.on(destination);
    }
    remove(destination);
    rename(whole, destination);
  }

  private void copyTree(String source, String destination) throws StoreException {
    if (!entry(source).orElseThrow().directory()) {
      duplicate(source, destination);
      return;
    }
    createDirectory(destination);
    for (Entry child : children(source)) {
      copyTree(child.path(), destination + '/' + child.name());
    }
  }

  /** Checks a move or copy; what is at the destination is then a file to replace, if anything. */
  private boolean checkTheWay(String source, String destination, boolean force)
      throws StoreException {
    Entry moved = entry(source).orElseThrow(() -> new StoreException(Kind.NOT_FOUND, source));
    locks.requireFree(source);
    if (source.isEmpty() || (moved.directory() && isBelow(destination, source))) {
      throw new StoreException(Kind.INVALID, destination);
    }
    Optional<Entry> there = entry(destination);
    if (there.isEmpty()) {
      requireDirectory(StorePath.parent(destination));
      return true;
    }
    if (!force || there.get().directory() || moved.directory()) {
      throw new StoreException(Kind.ALREADY_EXISTS, destination);
    }
    if (source.equals(destination)) {
      return false;
    }
    locks.requireFree(destination);
    return true;
  }

  /** Fails if a file is locked or being written. */
  final void requireFree(String path) throws StoreException {
    locks.requireFree(path);
  }

  private static boolean isBelow(String path, String directory) {
    return !path.equals(directory) && StorePath.within(path, directory);
  }

  @Override
  public final synchronized void delete(String what) throws StoreException {
    String path = StorePath.normalize(what);
    if (path.isEmpty()) {
      throw new StoreException(Kind.INVALID, path);
    }
    Entry entry = entry(path).orElseThrow(() -> new StoreException(Kind.NOT_FOUND, path));
    locks.requireFree(path);
    removeTree(entry);
  }

  private void removeTree(Entry entry) throws StoreException {
    if (entry.directory()) {
      for (Entry child : children(entry.path())) {
        removeTree(child);
      }
    }
    remove(entry.path());
  }

  @Override
  public final synchronized FileSink openWrite(String file) throws StoreException {
    String path = StorePath.normalize(file);
    Optional<Entry> there = entry(path);
    if (there.isPresent() && there.get().directory()) {
      throw new StoreException(Kind.IS_DIRECTORY, path);
    }
    locks.requireFree(path);
    if (there.isPresent()) {
      remove(path);
    } else {
      makeParents(path);
    }
    FileSink sink = create(path);
    locks.beginWrite(path);
    return sink;
  }

  @Override
  public final synchronized FileSource openRead(String file) throws StoreException {
    String path = StorePath.normalize(file);
    Entry entry = entry(path).orElseThrow(() -> new StoreException(Kind.NOT_FOUND, path));
    if (entry.directory()) {
      throw new StoreException(Kind.IS_DIRECTORY, path);
    }
    locks.requireFree(path);
    return open(path);
  }

  @Override
  public final synchronized void lock(String path) throws StoreException {
    locks.hold(StorePath.normalize(path));
  }

  @Override
  public final synchronized void unlock(String path) throws StoreException {
    locks.release(StorePath.normalize(path));
  }

  @Override
  public final long capacity() {
    return space.capacity();
  }

  @Override
  public final long free() {
    return space.free();
  }

  @Override
  public final void setCapacity(long bytes) {
    space.setCapacity(bytes);
  }
}
