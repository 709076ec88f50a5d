package io.hostward.spi;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
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

  /** Creates the folder that holds the file, and those above it; success if it is there already. */
  void makeFolder(DatastorePath file) throws VSphereException;

  /**
   * Gives a file another name. Interrupted, it has the server cancel the move and looks once how it
   * ended: it then returns if the file was moved, and fails with {@code INTERRUPTED} if that could
   * not be found out.
   *
   * @param overwrite whether a file of that name is replaced; otherwise the call fails with {@code
   *     ALREADY_EXISTS}
   */
  void move(DatastorePath from, DatastorePath to, boolean overwrite) throws VSphereException;

  /** Deletes a file; success if there is none. */
  void delete(DatastorePath file) throws VSphereException;
}
