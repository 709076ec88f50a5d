package io.hostward.vsphere.inventory;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.SteadyClock;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.load.LoadCounters;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.VimSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All datastores with what calls for their files need, and without hosts: by one read for all of
 * them, which is remembered as long as the structure of the inventory is. A name that it does not
 * know is looked for in a read of its own. Safe for use by many threads.
 */
public final class FileInventory {
  private final VimSession session;
  private final PropertyReader reader;
  private final DatastoreFinder finder;
  private final SteadyClock clock;
  private final Duration lifetime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Read last;

  /** One read. */
  private record Read(InventoryTree tree, Instant at, Map<DatastoreName, FoundDatastore> found) {}

  public FileInventory(
      VimSession session, PropertyReader reader, SteadyClock clock, Duration lifetime) {
    this.session = session;
    this.reader = reader;
    this.finder = new DatastoreFinder(session, reader);
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** Returns a datastore, whose snapshot has no hosts. */
  public FoundDatastore get(String datastore, Optional<String> datacenter) throws VSphereException {
    DatastoreName name = new DatastoreName(datastore, datacenter);
    Instant asked = clock.instant();
    Read read = youngerThan(asked.minus(lifetime), name);
    try {
      return get(read, name);
    } catch (VSphereException e) {
      boolean mayBeNew = e.kind() == Kind.NOT_FOUND || e.kind() == Kind.AMBIGUOUS;
      if (!mayBeNew || !read.at().isBefore(asked)) {
        throw e;
      }
    }
    return get(youngerThan(asked, name), name);
  }

  private Read youngerThan(Instant time, DatastoreName name) throws VSphereException {
    Read known = known(time);
    if (known != null) {
      return known;
    }
    try {
      reading.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.INTERRUPTED, "interrupted while waiting for datastore " + name, e);
    }
    try {
      Read meanwhile = known(time);
      if (meanwhile != null) {
        return meanwhile;
      }
      Instant now = clock.instant();
      Moref root = Moref.of(session.content().getRootFolder());
      Read read =
          new Read(
              new InventoryTree(
                  reader.read(InventorySpecs.datastoresBelow(root, "summary", "browser")), root),
              now,
              new ConcurrentHashMap<>());
      last = read;
      return read;
    } finally {
      reading.unlock();
    }
  }

  private @Nullable Read known(Instant time) {
    Read read = last;
    return read != null && !read.at().isBefore(time) ? read : null;
  }

  private FoundDatastore get(Read read, DatastoreName name) throws VSphereException {
    FoundDatastore known = read.found().get(name);
    if (known == null) {
      known = find(read, name);
      read.found().put(name, known);
    }
    return known;
  }

  private FoundDatastore find(Read read, DatastoreName name) throws VSphereException {
    DatastoreFinder.Target target = finder.find(read.tree(), name.datastore(), name.datacenter());
    DatastoreFinder.Place place =
        PodMember.choose(target, read.tree().objects(), session.describe());
    Properties datastore = read.tree().properties(place.datastore());
    return new FoundDatastore(
        0,
        new InventorySnapshot(DatastoreReader.snapshot(place, datastore), List.of(), read.at()),
        datastore.get("browser", ManagedObjectReference.class).map(Moref::of),
        place.datacenter(),
        Optional.empty(),
        LoadCounters.NONE);
  }
}
