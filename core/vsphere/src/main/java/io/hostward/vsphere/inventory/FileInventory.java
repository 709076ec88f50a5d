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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All datastores with what calls for their files need, and without hosts: by one read for all of
 * them, which is remembered as long as the structure of the inventory is. A name that it does not
 * know is looked for in a read of its own. Safe for use by many threads.
 */
public final class FileInventory {
  private final VimSession session;
  private final DatastoreFinder finder;
  private final SteadyClock clock;
  private final Duration lifetime;
  private final Readings readings;
  private final SharedTree trees;
  private volatile @Nullable Found last;

  /** What was found in one read. */
  private record Found(SharedTree.Read read, Map<DatastoreName, FoundDatastore> byName) {}

  public FileInventory(
      VimSession session,
      PropertyReader reader,
      SteadyClock clock,
      Duration lifetime,
      Readings readings) {
    this.session = session;
    this.finder = new DatastoreFinder(session);
    this.clock = clock;
    this.lifetime = lifetime;
    this.readings = readings;
    this.trees = new SharedTree(session, reader, clock, readings, "summary", "browser");
  }

  /** Returns a datastore, whose snapshot has no hosts. */
  public FoundDatastore get(String datastore, Optional<String> datacenter) throws VSphereException {
    DatastoreName name = new DatastoreName(datastore, datacenter);
    long asked = readings.next();
    SharedTree.Read read = trees.since(clock.instant().minus(lifetime));
    try {
      return get(read, name);
    } catch (VSphereException e) {
      boolean mayBeNew = e.kind() == Kind.NOT_FOUND || e.kind() == Kind.AMBIGUOUS;
      if (!mayBeNew || read.number() > asked) {
        throw e;
      }
    }
    return get(trees.after(asked), name);
  }

  private FoundDatastore get(SharedTree.Read read, DatastoreName name) throws VSphereException {
    Map<DatastoreName, FoundDatastore> found = foundIn(read);
    FoundDatastore known = found.get(name);
    if (known == null) {
      known = find(read, name);
      found.put(name, known);
    }
    return known;
  }

  private Map<DatastoreName, FoundDatastore> foundIn(SharedTree.Read read) {
    Found known = last;
    if (known == null || known.read().number() < read.number()) {
      known = new Found(read, new ConcurrentHashMap<>());
      last = known;
    }
    return known.read().number() == read.number() ? known.byName() : new ConcurrentHashMap<>();
  }

  private FoundDatastore find(SharedTree.Read read, DatastoreName name) throws VSphereException {
    DatastoreFinder.Target target = finder.find(read.tree(), name.datastore(), name.datacenter());
    DatastoreFinder.Place place =
        PodMember.choose(target, read.tree().objects(), session.describe());
    Properties datastore = read.tree().properties(place.datastore());
    return new FoundDatastore(
        new Readings.Span(read.number(), readings.next()),
        new InventorySnapshot(DatastoreReader.snapshot(place, datastore), List.of(), read.at()),
        datastore.get("browser", ManagedObjectReference.class).map(Moref::of),
        place.datacenter(),
        Optional.empty(),
        LoadCounters.NONE);
  }
}
