package io.hostward.lab.soap;

import io.hostward.lab.inventory.Entity;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.transfer.ServerCopy;

/**
 * A place for a file.
 *
 * @param entity the datastore in the inventory
 * @param datastore the datastore behind it
 * @param path from the datastore's root
 */
record Located(Entity entity, DatastoreState datastore, String path) {

  /** The place without its entity. */
  ServerCopy.Place place() {
    return new ServerCopy.Place(datastore, path);
  }

  /** The place as people write it, {@code [datastore] path}. */
  String label() {
    return label(path);
  }

  /** Another path on the same datastore, as people write it. */
  String label(String other) {
    String head = "[" + entity.name() + "]";
    return other.isEmpty() ? head : head + " " + other;
  }
}
