package io.hostward.vsphere;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.NameGlob;
import io.hostward.spi.Datastore;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.files.FileManagement.Place;
import io.hostward.vsphere.inventory.FoundDatastore;
import java.util.Collection;
import java.util.List;
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
    return vsphere.browser().find(found, name);
  }

  @Override
  public Optional<FolderListing> list(String folder, Collection<NameGlob> names)
      throws VSphereException {
    return vsphere.browser().list(found, folder, names);
  }

  @Override
  public List<FolderListing> listAll(String folder, Collection<NameGlob> names)
      throws VSphereException {
    return vsphere.browser().listAll(found, folder, names);
  }

  @Override
  public void makeFolder(DatastorePath file) throws VSphereException {
    vsphere.files().makeFolder(found, file);
  }

  @Override
  public void createFolder(DatastorePath folder) throws VSphereException {
    vsphere.files().createFolder(here(folder));
  }

  @Override
  public void move(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite)
      throws VSphereException {
    vsphere.files().move(here(from), there(target, to), overwrite);
  }

  @Override
  public void copy(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite)
      throws VSphereException {
    vsphere.files().copy(here(from), there(target, to), overwrite);
  }

  @Override
  public void delete(DatastorePath file) throws VSphereException {
    vsphere.files().delete(here(file));
  }

  @Override
  public void copyDisk(DatastorePath from, Datastore target, DatastorePath to)
      throws VSphereException {
    vsphere.disks().copy(here(from), there(target, to));
  }

  @Override
  public void moveDisk(DatastorePath from, Datastore target, DatastorePath to)
      throws VSphereException {
    vsphere.disks().move(here(from), there(target, to));
  }

  @Override
  public void deleteDisk(DatastorePath disk) throws VSphereException {
    vsphere.disks().delete(here(disk));
  }

  private Place here(DatastorePath path) {
    return new Place(found, path);
  }

  /** Files go from one datastore to another within one server. */
  private Place there(Datastore target, DatastorePath path) throws VSphereException {
    if (target instanceof VimDatastore other && other.vsphere.isSameServerAs(vsphere)) {
      return new Place(other.found, path);
    }
    throw new VSphereException(
        Kind.INVALID,
        this
            + " and "
            + target
            + " are not of one server, which alone could take files from one to"
            + " the other; download and upload them",
        null);
  }

  @Override
  public String toString() {
    return snapshot().datastore().name() + " on " + vsphere;
  }
}
