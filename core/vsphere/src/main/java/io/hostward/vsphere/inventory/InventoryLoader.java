package io.hostward.vsphere.inventory;

import com.vmware.vim25.PerfCounterInfo;
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
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Loads datastores and the hosts that mount them: one call to find them, one for them, one for all
 * their hosts, however many of each. The names of the server's counters come with the second call,
 * once in a session.
 *
 * <p>Names and hosts that were read a moment ago for other datastores are not read again. A
 * datastore tells its own name along with the rest, so that one that was renamed, made or removed
 * since the names were read is noticed, and then they are read anew.
 */
public final class InventoryLoader {
  private final VimSession session;
  private final PropertyReader reader;
  private final DatastoreFinder finder;
  private final SteadyClock clock;
  private final boolean withCounters;
  private final Duration shared;
  private final Readings readings;
  private final SharedTree trees;
  private final SharedHosts hosts;

  private volatile KnownCounters counters = new KnownCounters(-1, LoadCounters.NONE);

  /** Counters of one session: the next may be with a server that was set up anew. */
  private record KnownCounters(long session, LoadCounters counters) {}

  /**
   * A loader.
   *
   * @param shared how old names and hosts may be that were read for other datastores
   */
  public InventoryLoader(
      VimSession session,
      PropertyReader reader,
      SteadyClock clock,
      boolean withCounters,
      Duration shared,
      Readings readings) {
    this.session = session;
    this.reader = reader;
    this.finder = new DatastoreFinder(session);
    this.clock = clock;
    this.withCounters = withCounters;
    this.shared = shared;
    this.readings = readings;
    this.trees = new SharedTree(session, reader, clock, readings);
    this.hosts = new SharedHosts(reader, clock, readings);
  }

  /** Loads them, and completes what each is asked by. */
  void load(Map<DatastoreName, CompletableFuture<FoundDatastore>> asked) throws VSphereException {
    long now = readings.next();
    Instant oldest = clock.instant().minus(shared);
    SharedTree.Read tree = trees.since(oldest);
    LookUp lookUp = new LookUp(asked, tree.tree(), tree.number() < now);
    load(lookUp, tree, oldest);
    if (!lookUp.left().isEmpty()) {
      SharedTree.Read fresh = trees.after(now);
      load(new LookUp(lookUp.left(), fresh.tree(), false), fresh, oldest);
    }
  }

  /** What was read before this was there serves nobody any more. */
  void forget(FoundDatastore disappointing) {
    trees.forget(disappointing.readings().end());
    hosts.forget(disappointing.readings().end());
  }

  private void load(LookUp lookUp, SharedTree.Read tree, Instant oldest) throws VSphereException {
    Map<DatastoreName, DatastoreFinder.Target> targets = lookUp.targets(finder);
    DatastoreReading read;
    try {
      read = read(targets.values());
    } catch (VSphereException e) {
      if (e.kind() != Kind.NOT_FOUND || !lookUp.mayBeOld()) {
        throw e;
      }
      lookUp.leaveAll();
      return;
    }
    Map<DatastoreName, DatastoreFinder.Place> places =
        lookUp.places(targets, read.datastores(), session.describe());
    Map<Moref, SharedHosts.Known> known = hosts.since(oldest, read.hosts(places.values()));
    long end = readings.next();
    places.forEach(
        (name, place) ->
            lookUp.complete(name, read.found(place, tree, known, end, counters.counters())));
  }

  private DatastoreReading read(Collection<DatastoreFinder.Target> targets)
      throws VSphereException {
    Set<Moref> ids = new LinkedHashSet<>();
    targets.forEach(target -> target.members().forEach(member -> ids.add(member.datastore())));
    long number = readings.next();
    Instant at = clock.instant();
    Map<Moref, Properties> read =
        ids.isEmpty()
            ? Map.of()
            : reader.read(InventorySpecs.datastores(ids, counterManager(), DatastoreReader.PATHS));
    noteCounters(read);
    return new DatastoreReading(read, at, number);
  }

  private Optional<Moref> counterManager() {
    boolean known = !withCounters || counters.session() == session.number();
    return known || session.content().getPerfManager() == null
        ? Optional.empty()
        : Optional.of(Moref.of(session.content().getPerfManager()));
  }

  private void noteCounters(Map<Moref, Properties> read) {
    for (Map.Entry<Moref, Properties> object : read.entrySet()) {
      if (object.getKey().type().equals("PerformanceManager")) {
        List<PerfCounterInfo> told = object.getValue().list("perfCounter", PerfCounterInfo.class);
        counters = new KnownCounters(session.number(), LoadCounters.of(told));
      }
    }
  }
}
