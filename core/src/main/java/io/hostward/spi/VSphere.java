package io.hostward.spi;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A vCenter, or a host that is asked itself. Methods block; an interrupt ends them with a {@link
 * VSphereException}. Safe for use by many threads.
 */
public interface VSphere extends AutoCloseable {

  /**
   * Returns words for messages: what it is and where, for example {@code vCenter 8.0.3 at
   * vc.example:443}.
   */
  String describe();

  /**
   * Returns a datastore and the hosts that mount it, from the cache if it is fresh.
   *
   * @param datastore the datastore's name, alone or in brackets; its inventory path, {@code
   *     /DC/datastore/folder/name}; its managed object id; or the like of a datastore cluster,
   *     whose member with the most free space is then chosen
   * @param datacenter the datacenter's name or inventory path, where several have a datastore of
   *     that name
   * @throws VSphereException {@code NOT_FOUND} or {@code AMBIGUOUS}, or what the call ended with
   */
  InventorySnapshot inventory(String datastore, Optional<String> datacenter)
      throws VSphereException;

  /** Drops what is remembered of a datastore, because something disagreed with it. */
  void forget(DatastoreSnapshot datastore);

  /** Returns the route through vCenter; empty on a host that is asked itself. */
  Optional<Route.Relay> relay();

  /**
   * Returns leave for one request over a route.
   *
   * @throws VSphereException if it is refused
   */
  ServiceTicket ticket(Route route, HttpMethod method, FolderTarget target) throws VSphereException;

  /** Returns the size of a file, or nothing if there is none (or no folder that could hold it). */
  OptionalLong fileSize(DatastoreSnapshot datastore, DatastorePath file) throws VSphereException;

  /** Creates the folder that holds the file, and those above it; success if it is there already. */
  void makeFolder(DatastoreSnapshot datastore, DatastorePath file) throws VSphereException;

  /**
   * Gives a file another name on the same datastore.
   *
   * @param overwrite whether a file of that name is replaced; otherwise the call fails with {@code
   *     ALREADY_EXISTS}
   */
  void move(DatastoreSnapshot datastore, DatastorePath from, DatastorePath to, boolean overwrite)
      throws VSphereException;

  /** Deletes a file; success if there is none. */
  void delete(DatastoreSnapshot datastore, DatastorePath file) throws VSphereException;

  /** Logs out if it logged in, and frees threads. */
  @Override
  void close();
}
