package io.hostward.vsphere.inventory;

import io.hostward.net.Printable;
import java.util.Optional;

/**
 * What a caller calls a datastore.
 *
 * @param datastore its name, path or id
 * @param datacenter where it is looked for
 */
record DatastoreName(String datastore, Optional<String> datacenter) {

  @Override
  public String toString() {
    return Printable.of(datastore + datacenter.map(in -> " in datacenter " + in).orElse(""));
  }
}
