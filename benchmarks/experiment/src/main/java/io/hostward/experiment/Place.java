package io.hostward.experiment;

import io.hostward.inventory.DatastorePath;
import java.util.Optional;

/**
 * Where test files go.
 *
 * @param datastore the datastore's name
 * @param datacenter its datacenter, where it must be told
 * @param folder a folder that is there already; empty for the top of the datastore
 */
public record Place(String datastore, Optional<String> datacenter, String folder) {

  /** Returns a file at this place. */
  public DatastorePath file(String name) {
    return new DatastorePath(datastore, folder.isEmpty() ? name : folder + "/" + name);
  }
}
