package io.hostward.spi;

import io.hostward.inventory.ListedDatastore;
import io.hostward.transfer.Route;
import io.hostward.transfer.VSphereException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A vCenter, or a host that is asked itself. Safe for use by many threads. */
public interface VSphere extends AutoCloseable {

  /**
   * Returns words for messages: what it is and where, for example {@code vCenter 8.0.3 at
   * vc.example:443}.
   */
  String describe();

  /**
   * Finds a datastore and the hosts that mount it, in what is remembered if that is fresh. An
   * upload begins with this: a supplier of credentials whose last answer was refused is asked once
   * more here, and at no later call of the same upload.
   *
   * @param name the datastore's name, alone or in brackets; its inventory path, {@code
   *     /DC/datastore/folder/name}; its managed object id; or the like of a datastore cluster,
   *     whose member with the most free space is then chosen
   * @param datacenter the datacenter's name or inventory path, where several have a datastore of
   *     that name
   * @throws VSphereException {@code NOT_FOUND} or {@code AMBIGUOUS}, or what the call ended with
   */
  Datastore datastore(String name, Optional<String> datacenter) throws VSphereException;

  /**
   * Finds a datastore for the sake of its files alone: to search, move, copy and delete, and not to
   * send or fetch bytes. What it costs does not depend on hosts, and many datastores need cost no
   * more than one; its snapshot may be without mounts, and minutes old.
   *
   * @throws VSphereException as {@link #datastore}
   */
  default Datastore files(String name, Optional<String> datacenter) throws VSphereException {
    return datastore(name, datacenter);
  }

  /**
   * Lists all datastores that this user may see, members of datastore clusters among them, in
   * vCenter's order. Reads them anew: one call, or one for each page of the answer.
   *
   * @throws VSphereException what the call ended with
   */
  List<ListedDatastore> datastores() throws VSphereException;

  /** Returns the route through vCenter; empty on a host that is asked itself. */
  Optional<Route.Relay> relay();

  /** Returns what the server's own clock says, by which it dates files. */
  Instant time() throws VSphereException;

  /** Logs out if it logged in, and frees threads. */
  @Override
  void close();
}
