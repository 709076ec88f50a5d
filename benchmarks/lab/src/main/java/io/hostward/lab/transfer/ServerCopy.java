package io.hostward.lab.transfer;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.model.MountModel;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.FileStore;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StoreException.Kind;
import io.hostward.lab.storage.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Copies and moves of files inside vSphere, whose bytes pass no client and not vCenter. A host that
 * mounts both datastores reads from one and writes to the other; where there is none, one host
 * sends the file to another over port 902. Either shows in the hosts' meters once the copy is done.
 * Thread-safe.
 */
public final class ServerCopy {
  private final LabState state;

  public ServerCopy(LabState state) {
    this.state = state;
  }

  /** A path on a datastore. */
  public record Place(DatastoreState datastore, String path) {
    private FileStore store() {
      return datastore.store();
    }
  }

  /** The hosts that do it; the same one twice if it mounts both datastores. */
  private record Hosts(HostState reader, HostState writer) {}

  /** Copies a file or folder; see {@link FileStore#copy}. */
  public void copy(Place from, Place to, boolean force) throws StoreException {
    Hosts hosts = hosts(from, to);
    Stores.copy(from.store(), from.path(), to.store(), to.path(), force);
    if (!from.equals(to)) {
      count(hosts, from, to, size(to));
    }
  }

  /** Moves a file or folder; bytes move only between datastores. */
  public void move(Place from, Place to, boolean force) throws StoreException {
    if (from.datastore().equals(to.datastore())) {
      from.store().move(from.path(), to.path(), force);
    } else {
      copy(from, to, force);
      from.store().delete(from.path());
    }
  }

  /** How long a copy takes that begins now; no time if it will fail at once. */
  public Duration takes(Place from, Place to) {
    try {
      Hosts hosts = hosts(from, to);
      long bytes = size(from);
      return hosts.reader().equals(hosts.writer())
          ? state.copies().withinAHost(bytes)
          : state.copies().betweenHosts(hosts.reader().moid(), bytes);
    } catch (StoreException refused) {
      return Duration.ZERO;
    }
  }

  /** How long a move takes: none within a datastore, where no byte moves. */
  public Duration moveTakes(Place from, Place to) {
    return from.datastore().equals(to.datastore()) ? Duration.ZERO : takes(from, to);
  }

  private Hosts hosts(Place from, Place to) throws StoreException {
    List<HostState> readers = usable(from, MountModel::readable);
    List<HostState> writers = usable(to, MountModel::writable);
    Optional<HostState> both = readers.stream().filter(writers::contains).findFirst();
    return new Hosts(both.orElse(first(readers, from)), both.orElse(first(writers, to)));
  }

  private static HostState first(List<HostState> hosts, Place place) throws StoreException {
    if (hosts.isEmpty()) {
      throw new StoreException(Kind.INVALID, place.path());
    }
    return hosts.get(0);
  }

  private List<HostState> usable(Place place, Predicate<MountModel> fit) {
    return place.datastore().mounts().stream()
        .filter(fit)
        .flatMap(mount -> state.host(mount.host()).stream())
        .filter(HostState::usable)
        .toList();
  }

  private static long size(Place place) throws StoreException {
    Optional<Entry> entry = place.store().stat(place.path());
    if (entry.isEmpty() || !entry.get().directory()) {
      return entry.map(Entry::size).orElse(0L);
    }
    long sum = 0;
    for (Entry child : place.store().list(place.path())) {
      sum += size(new Place(place.datastore(), child.path()));
    }
    return sum;
  }

  private static void count(Hosts hosts, Place from, Place to, long bytes) {
    hosts.reader().traffic().read(from.datastore().moid()).add(bytes);
    hosts.writer().traffic().written(to.datastore().moid()).add(bytes);
    if (!hosts.reader().equals(hosts.writer())) {
      hosts.reader().traffic().out(Entrance.NFC).add(bytes);
      hosts.writer().traffic().in(Entrance.NFC).add(bytes);
    }
  }
}
