package io.hostward.spi;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.NameGlob;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A datastore that was found once, and what can be asked of it. Methods that throw {@link
 * VSphereException} block; an interrupt ends them with {@code INTERRUPTED}. Safe for use by many
 * threads.
 *
 * <p>Paths are of this datastore, whatever it is called in them: the pipeline calls it by its name,
 * or by its id if the name cannot be written ({@link
 * io.hostward.inventory.DatastoreSnapshot#file}).
 */
public interface Datastore {

  /** Returns what was known of it and of the hosts that mount it when it was handed out. */
  InventorySnapshot snapshot();

  /**
   * Looks for it again, by what it was called at first: past what is remembered, unless that is
   * younger than this one's snapshot. For a datastore cluster this may be another datastore.
   */
  Datastore afresh() throws VSphereException;

  /**
   * Asks for permission to send one request.
   *
   * @param route over which it goes
   * @param method what it does
   * @param file with which file
   */
  ServiceTicket ticket(Route route, HttpMethod method, DatastorePath file) throws VSphereException;

  /**
   * Returns what stands under a name; nothing if nothing does, or there is no folder to hold it.
   */
  Optional<DatastoreEntry> find(DatastorePath name) throws VSphereException;

  /** Returns the size of a file, or nothing if there is none. */
  default OptionalLong size(DatastorePath file) throws VSphereException {
    Optional<DatastoreEntry> found = find(file).filter(entry -> !entry.isFolder());
    return found.isPresent() ? OptionalLong.of(found.get().size()) : OptionalLong.empty();
  }

  /**
   * Returns what a folder holds under the names that are asked for, by one search.
   *
   * <p>An answer is read up to a bound: vSphere's own port reads an eighth of the heap and 128 MiB
   * at most, and 100,000 files with names of ordinary length take some 12 MB. A folder that holds
   * more than that fails with {@code TOO_LONG} and is to be asked for in parts, by patterns such as
   * {@code a*}. A search takes as long as the server needs to read the folder, whatever the
   * patterns.
   *
   * @param folder its path below the datastore's root, empty for the root itself
   * @param names what is looked for; a name is told if any of them stands for it
   * @return nothing if there is no such folder, or a file in its place; no entries if the folder is
   *     there and holds nothing of that kind
   */
  Optional<FolderListing> list(String folder, Collection<NameGlob> names) throws VSphereException;

  /**
   * The same for a folder and all folders below it, at any depth, by one search; its bounds are
   * those of {@link #list}, for all of them together.
   *
   * @param names what is looked for in each folder; which folders are gone through does not depend
   *     on it
   * @return the folder first, each before those below it; nothing if there is no such folder
   */
  List<FolderListing> listAll(String folder, Collection<NameGlob> names) throws VSphereException;

  /** Creates the folder that holds the file, and those above it; success if it is there already. */
  void makeFolder(DatastorePath file) throws VSphereException;

  /**
   * Creates one folder.
   *
   * @param folder its place; it fails with {@code ALREADY_EXISTS} if something stands there, and
   *     with {@code NOT_FOUND} if there is no folder to hold it
   */
  void createFolder(DatastorePath folder) throws VSphereException;

  /** Gives a file or folder another name on this datastore. */
  default void move(DatastorePath from, DatastorePath to, boolean overwrite)
      throws VSphereException {
    move(from, this, to, overwrite);
  }

  /**
   * Gives a file or folder another name, here or on another datastore of the same server; there the
   * server copies and deletes. Interrupted, it has the server cancel the move and looks once how it
   * ended: it then returns if the file was moved, and fails with {@code INTERRUPTED} if that could
   * not be found out.
   *
   * @param target where {@code to} is
   * @param overwrite whether a file of that name is replaced; otherwise the call fails with {@code
   *     ALREADY_EXISTS}. A folder is never replaced
   */
  void move(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite)
      throws VSphereException;

  /**
   * Copies a file or a folder inside vSphere: its bytes do not come here. The folder that is to
   * hold the copy must be there, or the call fails with {@code NOT_FOUND}. A file is copied whole
   * or not at all; a folder that fails or is cancelled may be left in part, and no reader can tell
   * that it is not whole. An interrupt does what it does to {@link #move}.
   *
   * <p>A virtual disk is two files, and the descriptor names the other: {@link #copyDisk} copies
   * both.
   *
   * @param target where {@code to} is: this one, or another datastore of the same server
   * @param overwrite whether a file of that name is replaced; otherwise the call fails with {@code
   *     ALREADY_EXISTS}. A folder is never replaced
   */
  void copy(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite)
      throws VSphereException;

  /**
   * Deletes a file, or a folder with all that is in it: servers make no difference. Success if
   * there is none.
   */
  void delete(DatastorePath file) throws VSphereException;

  /**
   * Copies a virtual disk, its descriptor and what that names, inside vSphere; otherwise as {@link
   * #copy}. Servers never replace a disk.
   *
   * @param from its descriptor, {@code disk.vmdk}
   * @param to the copy's descriptor
   */
  void copyDisk(DatastorePath from, Datastore target, DatastorePath to) throws VSphereException;

  /** Gives a virtual disk another name, as {@link #copyDisk} and {@link #move} do. */
  void moveDisk(DatastorePath from, Datastore target, DatastorePath to) throws VSphereException;

  /** Deletes a virtual disk, its descriptor and what that names; success if there is none. */
  void deleteDisk(DatastorePath disk) throws VSphereException;
}
