package io.hostward;

import io.hostward.DatastoreFiles.Leftover;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.pipeline.Questions;
import io.hostward.spi.Datastore;
import io.hostward.spi.VSphere;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What {@link DatastoreFiles} asks of a vSphere, on the calling thread.
 *
 * @param questions asks again while vCenter is away
 * @param underWay whether an upload of an id is under way here
 * @param datacenter where datastores are looked for that are named without a path
 * @param whole whether the files of a virtual disk go together
 */
record FileCalls(
    VSphere vsphere,
    Questions questions,
    Predicate<UUID> underWay,
    Optional<String> datacenter,
    boolean whole) {

  Optional<DatastoreEntry> find(DatastorePath path) throws VSphereException {
    Datastore datastore = datastore(path.datastore());
    DatastorePath own = own(datastore, path);
    return questions.ask(() -> datastore.find(own));
  }

  Optional<FolderListing> list(DatastoreTarget folder, Collection<NameGlob> names)
      throws VSphereException {
    Datastore datastore = datastore(folder.datastore());
    return questions.ask(() -> datastore.list(folder.path(), names));
  }

  List<FolderListing> listAll(DatastoreTarget folder, Collection<NameGlob> names)
      throws VSphereException {
    Datastore datastore = datastore(folder.datastore());
    return questions.ask(() -> datastore.listAll(folder.path(), names));
  }

  void makeFolder(DatastorePath folder, boolean parents) throws VSphereException {
    Datastore datastore = datastore(folder.datastore());
    DatastorePath own = own(datastore, folder);
    if (parents) {
      datastore.makeFolder(new DatastorePath(own.datastore(), own.path() + "/any"));
    } else {
      datastore.createFolder(own);
    }
  }

  boolean delete(DatastorePath file) throws VSphereException {
    Datastore datastore = datastore(file.datastore());
    DatastorePath own = own(datastore, file);
    Optional<DatastoreEntry> found = questions.ask(() -> datastore.find(own));
    if (found.isPresent() && found.get().isFolder()) {
      throw refused(own + " is a folder; delete it as one, with all that is in it");
    } else if (found.isPresent()) {
      if (isDisk(datastore, own)) {
        datastore.deleteDisk(own);
      } else {
        datastore.delete(own);
      }
    }
    return found.isPresent();
  }

  boolean deleteFolder(DatastorePath folder) throws VSphereException {
    Datastore datastore = datastore(folder.datastore());
    DatastorePath own = own(datastore, folder);
    Optional<DatastoreEntry> found = questions.ask(() -> datastore.find(own));
    if (found.isPresent() && !found.get().isFolder()) {
      throw refused(own + " is a file and no folder");
    } else if (found.isPresent()) {
      datastore.delete(own);
    }
    return found.isPresent();
  }

  void move(DatastorePath from, DatastorePath to, boolean overwrite) throws VSphereException {
    Datastore source = datastore(from.datastore());
    Datastore target = datastore(to.datastore());
    DatastorePath old = own(source, from);
    requireApart(source, old, target, own(target, to));
    if (isDisk(source, old)) {
      source.moveDisk(old, target, own(target, to));
    } else {
      source.move(old, target, own(target, to), overwrite);
    }
  }

  void copy(DatastorePath from, DatastorePath to, boolean overwrite) throws VSphereException {
    Datastore source = datastore(from.datastore());
    Datastore target = datastore(to.datastore());
    DatastorePath original = own(source, from);
    requireApart(source, original, target, own(target, to));
    if (isDisk(source, original)) {
      source.copyDisk(original, target, own(target, to));
    } else {
      source.copy(original, target, own(target, to), overwrite);
    }
  }

  void requireApart(DatastorePath from, DatastorePath to) throws VSphereException {
    Datastore source = datastore(from.datastore());
    Datastore target = datastore(to.datastore());
    requireApart(source, own(source, from), target, own(target, to));
  }

  /** A server may take a file that replaces itself away, and copy a folder into itself for long. */
  private static void requireApart(
      Datastore source, DatastorePath from, Datastore target, DatastorePath to)
      throws VSphereException {
    String id = source.snapshot().datastore().id();
    if (!id.equals(target.snapshot().datastore().id())) {
      return;
    } else if (from.path().equals(to.path())) {
      throw refused(from + " and the target are the same; nothing was done");
    } else if (to.path().startsWith(from.path() + "/")) {
      throw refused(to + " lies in " + from + " itself; nothing was done");
    }
  }

  List<Leftover> leftovers(DatastoreTarget folder, boolean below, Duration age)
      throws VSphereException {
    Datastore datastore = datastore(folder.datastore());
    Instant now = questions.ask(vsphere::time);
    List<FolderListing> listings = Leftovers.search(questions, datastore, folder.path(), below);
    return new Leftovers(questions, datastore, now)
        .in(listings).stream()
            .filter(leftover -> leftover.age().compareTo(age) >= 0)
            .filter(leftover -> !underWay.test(leftover.upload()))
            .toList();
  }

  private boolean isDisk(Datastore datastore, DatastorePath path) throws VSphereException {
    return whole && DiskFiles.isDisk(questions, datastore, path);
  }

  private Datastore datastore(String name) throws VSphereException {
    // An inventory path says where it is; so paths of two datacenters go with each other.
    Optional<String> in = name.startsWith("/") ? Optional.empty() : datacenter;
    Datastore found = questions.ask(() -> vsphere.datastore(name, in));
    String own = found.snapshot().datastore().name();
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (!own.equals(last) && !found.snapshot().datastore().id().equals(name)) {
      throw new VSphereException(
          Kind.AMBIGUOUS,
          name + " is a datastore cluster: name the member that is meant, one of which is " + own,
          null);
    }
    return found;
  }

  private static DatastorePath own(Datastore datastore, DatastorePath path) {
    return datastore.snapshot().datastore().file(path.path());
  }

  static VSphereException refused(String why) {
    return new VSphereException(Kind.INVALID, why, null);
  }
}
