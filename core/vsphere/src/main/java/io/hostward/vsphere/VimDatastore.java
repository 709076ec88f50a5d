package io.hostward.vsphere;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.spi.Datastore;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.inventory.FoundDatastore;
import java.util.Optional;

/** A datastore of a vCenter or a host, with the references that further calls need. */
final class VimDatastore implements Datastore {
  private final VimVSphere vsphere;
  private final String name;
  private final Optional<String> datacenter;
  private final FoundDatastore found;

  /**
   * A datastore.
   *
   * @param name what it was called when it was looked for
   * @param datacenter where it was looked for
   */
  VimDatastore(VimVSphere vsphere, String name, Optional<String> datacenter, FoundDatastore found) {
    this.vsphere = vsphere;
    this.name = name;
    this.datacenter = datacenter;
    this.found = found;
  }

  @Override
  public InventorySnapshot snapshot() {
    return found.snapshot();
  }

  @Override
  public Datastore afresh() throws VSphereException {
    return new VimDatastore(
        vsphere, name, datacenter, vsphere.inventory().afresh(name, datacenter, found));
  }

  /** One URL value serves ticket and request alike. A vCenter's datacenter is unknown to a host. */
  @Override
  public ServiceTicket ticket(Route route, HttpMethod method, DatastorePath file)
      throws VSphereException {
    DatastoreSnapshot datastore = snapshot().datastore();
    FolderTarget target =
        route instanceof Route.Relay
            ? FolderTarget.onVcenter(datastore.name(), file.path(), datastore.datacenterPath())
            : FolderTarget.onHost(datastore.name(), file.path());
    return vsphere.ticket(route, method, target);
  }

  @Override
  public Optional<DatastoreEntry> find(DatastorePath name) throws VSphereException {
    return vsphere.files().find(found, name);
  }

  @Override
  public void makeFolder(DatastorePath file) throws VSphereException {
    vsphere.files().makeFolder(found, file);
  }

  @Override
  public void move(DatastorePath from, DatastorePath to, boolean overwrite)
      throws VSphereException {
    vsphere.files().move(found, from, to, overwrite);
  }

  @Override
  public void delete(DatastorePath file) throws VSphereException {
    vsphere.files().delete(found, file);
  }

  @Override
  public String toString() {
    return snapshot().datastore().name() + " on " + vsphere;
  }
}
