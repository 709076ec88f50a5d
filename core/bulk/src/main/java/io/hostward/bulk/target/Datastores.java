package io.hostward.bulk.target;

import java.io.IOException;
import java.util.List;

/** Tells which datastores there are. A port that an adapter fills. */
@FunctionalInterface
public interface Datastores {

  /**
   * Lists the datastores that this user sees, clusters' members among them.
   *
   * @throws IOException if they cannot be listed
   */
  List<DatastoreInfo> list() throws IOException;
}
