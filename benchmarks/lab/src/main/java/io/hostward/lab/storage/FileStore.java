package io.hostward.lab.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files of one datastore. Paths go from the root, parts are separated by {@code /}, leading,
 * trailing and doubled slashes are ignored, and the empty path is the root. {@code .} and {@code
 * ..}, control characters and parts longer than 255 bytes of UTF-8 are {@link
 * StoreException.Kind#INVALID}. Implementations are thread-safe.
 */
public interface FileStore extends AutoCloseable {

  /** What is at a path; empty if nothing is. A file that is being written shows its size so far. */
  Optional<Entry> stat(String path) throws StoreException;

  /** What is directly in a directory, by name. */
  default List<Entry> list(String directory) throws StoreException {
    return list(directory, name -> true);
  }

  /** What is directly in a directory and has a name that is wanted, by name. */
  List<Entry> list(String directory, Predicate<String> wanted) throws StoreException;

  /**
   * Makes a directory. One that exists is {@link StoreException.Kind#ALREADY_EXISTS}, a missing
   * parent {@link StoreException.Kind#NOT_FOUND} unless {@code parents}.
   */
  void makeDirectory(String path, boolean parents) throws StoreException;

  /**
   * Renames a file or directory. With {@code force} a file at the destination is replaced, without
   * it is {@link StoreException.Kind#ALREADY_EXISTS}. The destination's parent must exist.
   */
  void move(String source, String destination, boolean force) throws StoreException;

  /**
   * Copies a file, or a directory with all that is in it, by the rules of {@link #move}. A file's
   * copy is all or nothing: a copy that fails leaves what stood there. A directory's is not.
   */
  void copy(String source, String destination, boolean force) throws StoreException;

  /** Deletes a file, or a directory with all that is in it, as DeleteDatastoreFile_Task does. */
  void delete(String path) throws StoreException;

  /**
   * Begins to write a file, replacing what is there at once: this is what makes an aborted upload
   * leave a partial file under its final name. Missing parents are made. The path is locked until
   * the sink is finished or aborted.
   */
  FileSink openWrite(String path) throws StoreException;

  /** Opens a file for reading. */
  FileSource openRead(String path) throws StoreException;

  /** Locks a file as a running virtual machine would; it can be neither read nor changed then. */
  void lock(String path) throws StoreException;

  /** Undoes {@link #lock}; a path that is not locked is ignored. */
  void unlock(String path) throws StoreException;

  /** The capacity in bytes. */
  long capacity();

  /** Free space in bytes, never negative. */
  long free();

  /** Changes the capacity in bytes; less than is in use makes every write fail. */
  void setCapacity(long bytes);

  @Override
  void close();
}
