package io.hostward.pipeline.fake;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.ListedDatastore;
import io.hostward.inventory.NameGlob;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.spi.Datastore;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A vCenter over a {@link FakeStore}. It refuses to work for an interrupted thread, as the real
 * adapter does, and fails as scripted, call by call.
 */
public final class FakeVSphere implements VSphere {
  public static final HostAddress VCENTER = HostAddress.https("vc.example");

  private final FakeStore store;
  private final Tickets tickets = new Tickets();
  private final Map<Call, Deque<Fault>> script = new EnumMap<>(Call.class);
  private final Map<Call, Fault> always = new EnumMap<>(Call.class);
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Semaphore blocked = new Semaphore(0);
  private volatile InventorySnapshot remembered;
  private volatile InventorySnapshot truth;
  private volatile boolean relays = true;
  private final AtomicInteger closes = new AtomicInteger();

  /** The calls that may be scripted. */
  public enum Call {
    INVENTORY,
    FORGET,
    TICKET,
    FILE_SIZE,
    LIST,
    MAKE_FOLDER,
    MOVE,
    COPY,
    DELETE
  }

  FakeVSphere(FakeStore store, InventorySnapshot inventory) {
    this.store = store;
    this.remembered = inventory;
    this.truth = inventory;
  }

  /** Scripts the next calls of a kind. */
  public void next(Call call, Fault... faults) {
    synchronized (script) {
      script.computeIfAbsent(call, kind -> new ArrayDeque<>()).addAll(List.of(faults));
    }
  }

  /** Scripts all calls of a kind that are not scripted one by one. */
  public void always(Call call, Fault fault) {
    synchronized (script) {
      always.put(call, fault);
    }
  }

  /** What vCenter says once it is asked afresh; until then the old figures are remembered. */
  public void changesTo(InventorySnapshot now) {
    truth = now;
  }

  /** What vCenter says at once. */
  public void says(InventorySnapshot now) {
    truth = now;
    remembered = now;
  }

  public InventorySnapshot inventory() {
    return truth;
  }

  /** Makes it a host that is asked itself. */
  public void withoutRelay() {
    relays = false;
  }

  public long count(Call call) {
    return calls.stream().filter(call::equals).count();
  }

  public Tickets tickets() {
    return tickets;
  }

  /** Gives a permit for each call that {@link Fault.Blocks}. */
  public Semaphore blocked() {
    return blocked;
  }

  public int closes() {
    return closes.get();
  }

  @Override
  public String describe() {
    return "vCenter 8.0.3 at " + VCENTER;
  }

  @Override
  public Datastore datastore(String name, Optional<String> datacenter) throws VSphereException {
    return run(Call.INVENTORY, () -> new FakeDatastore(remembered));
  }

  @Override
  public List<ListedDatastore> datastores() {
    throw new UnsupportedOperationException("no upload lists datastores");
  }

  @Override
  public Optional<Route.Relay> relay() {
    return relays ? Optional.of(new Route.Relay(VCENTER)) : Optional.empty();
  }

  @Override
  public Instant time() {
    return Instant.EPOCH.plusSeconds(60);
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }

  private interface Work<T> {
    T run() throws VSphereException;
  }

  private <T> T run(Call call, Work<T> work) throws VSphereException {
    calls.add(call);
    requireUninterrupted(call);
    Fault fault = fault(call);
    if (fault instanceof Fault.Then then) {
      then.happens().run();
      fault = then.fault();
    }
    if (fault instanceof Fault.Refused refused) {
      throw failure(call, refused.kind());
    } else if (fault instanceof Fault.Blocks) {
      block(call);
    } else if (fault instanceof Fault.After after) {
      after.happens().run();
      requireUninterrupted(call);
    }
    T result = work.run();
    if (fault instanceof Fault.AnswerLost lost) {
      throw failure(call, lost.kind());
    }
    return result;
  }

  private Fault fault(Call call) {
    synchronized (script) {
      Deque<Fault> scripted = script.getOrDefault(call, new ArrayDeque<>());
      return scripted.isEmpty()
          ? always.getOrDefault(call, new Fault.None())
          : scripted.removeFirst();
    }
  }

  private static void requireUninterrupted(Call call) throws VSphereException {
    if (Thread.currentThread().isInterrupted()) {
      throw new VSphereException(Kind.INTERRUPTED, "interrupted in " + call, null);
    }
  }

  private void block(Call call) throws VSphereException {
    blocked.release();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(Kind.INTERRUPTED, "interrupted in " + call, e);
    }
  }

  private static VSphereException failure(Call call, Kind kind) {
    return new VSphereException(kind, call + " on " + VCENTER + " failed: " + kind, null);
  }

  /** The calls made so far. */
  public List<Call> calls() {
    return new ArrayList<>(calls);
  }

  private final class FakeDatastore implements Datastore {
    private final InventorySnapshot snapshot;

    FakeDatastore(InventorySnapshot snapshot) {
      this.snapshot = snapshot;
    }

    @Override
    public InventorySnapshot snapshot() {
      return snapshot;
    }

    @Override
    public Datastore afresh() throws VSphereException {
      calls.add(Call.FORGET);
      remembered = truth;
      return datastore(snapshot.datastore().name(), Optional.empty());
    }

    @Override
    public ServiceTicket ticket(Route route, HttpMethod method, DatastorePath file)
        throws VSphereException {
      FolderTarget target =
          route instanceof Route.Relay
              ? FolderTarget.onVcenter(file, snapshot.datastore().datacenterPath())
              : FolderTarget.onHost(file);
      HostAddress server =
          route instanceof Route.Direct direct ? HostAddress.https(direct.host().name()) : VCENTER;
      return run(
          Call.TICKET,
          () ->
              new ServiceTicket(
                  method,
                  target,
                  List.of(server),
                  Secret.of(tickets.issue(route, method, target)),
                  ServerTrust.unverified()));
    }

    @Override
    public Optional<DatastoreEntry> find(DatastorePath name) throws VSphereException {
      return run(
          Call.FILE_SIZE,
          () ->
              store
                  .read(name)
                  .map(bytes -> DatastoreEntry.file(bytes.length))
                  .or(
                      () ->
                          store.hasFolder(name.path())
                              ? Optional.of(DatastoreEntry.folder())
                              : Optional.empty()));
    }

    @Override
    public void makeFolder(DatastorePath file) throws VSphereException {
      run(
          Call.MAKE_FOLDER,
          () -> {
            store.makeFolder(file.folder());
            return true;
          });
    }

    @Override
    public Optional<FolderListing> list(String folder, Collection<NameGlob> names)
        throws VSphereException {
      return run(Call.LIST, () -> store.list(folder, names));
    }

    @Override
    public List<FolderListing> listAll(String folder, Collection<NameGlob> names)
        throws VSphereException {
      return run(Call.LIST, () -> store.listAll(folder, names));
    }

    @Override
    public void createFolder(DatastorePath folder) throws VSphereException {
      run(
          Call.MAKE_FOLDER,
          () -> {
            if (store.hasFolder(folder.path()) || store.read(folder).isPresent()) {
              throw failure(Call.MAKE_FOLDER, Kind.ALREADY_EXISTS);
            } else if (!store.hasFolder(folder.folder())) {
              throw failure(Call.MAKE_FOLDER, Kind.NOT_FOUND);
            }
            store.makeFolder(folder.path());
            return true;
          });
    }

    @Override
    public void move(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite)
        throws VSphereException {
      change(Call.MOVE, from, to, overwrite, () -> store.rename(from, to));
    }

    @Override
    public void copy(DatastorePath from, Datastore target, DatastorePath to, boolean overwrite)
        throws VSphereException {
      change(Call.COPY, from, to, overwrite, () -> store.copy(from, to));
    }

    private void change(
        Call call, DatastorePath from, DatastorePath to, boolean overwrite, Runnable work)
        throws VSphereException {
      run(
          call,
          () -> {
            synchronized (store) {
              if (store.read(from).isEmpty()) {
                throw failure(call, Kind.NOT_FOUND);
              }
              if (!overwrite && store.read(to).isPresent() || store.isFolder(to)) {
                throw failure(call, Kind.ALREADY_EXISTS);
              }
              work.run();
            }
            return true;
          });
    }

    @Override
    public void copyDisk(DatastorePath from, Datastore target, DatastorePath to) {
      throw new UnsupportedOperationException("there are no disks here");
    }

    @Override
    public void moveDisk(DatastorePath from, Datastore target, DatastorePath to) {
      throw new UnsupportedOperationException("there are no disks here");
    }

    @Override
    public void deleteDisk(DatastorePath disk) {
      throw new UnsupportedOperationException("there are no disks here");
    }

    @Override
    public void delete(DatastorePath file) throws VSphereException {
      run(Call.DELETE, () -> store.remove(file));
    }
  }
}
