package io.hostward.vsphere;

import io.hostward.inventory.HostId;
import io.hostward.inventory.ListedDatastore;
import io.hostward.inventory.SteadyClock;
import io.hostward.net.ProxyAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.spi.Datastore;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.files.DiskManagement;
import io.hostward.vsphere.files.FileBrowser;
import io.hostward.vsphere.files.FileManagement;
import io.hostward.vsphere.files.TicketIssuer;
import io.hostward.vsphere.files.VimTasks;
import io.hostward.vsphere.inventory.CacheSettings;
import io.hostward.vsphere.inventory.DatastoreLister;
import io.hostward.vsphere.inventory.FileInventory;
import io.hostward.vsphere.inventory.InventoryCache;
import io.hostward.vsphere.inventory.InventoryLoader;
import io.hostward.vsphere.inventory.Readings;
import io.hostward.vsphere.load.LoadReader;
import io.hostward.vsphere.load.PerfQueries;
import io.hostward.vsphere.load.TrafficReader;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.VimSession;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * vCenter or an ESXi host through the vim25 API. Safe for use by many threads.
 *
 * <p>A session that was opened here is kept alive, renewed once when the server has ended it, and
 * logged out by {@link #close}. One that was handed in is used and left as it is. A pair of user
 * and password that the server refused is never sent again, since servers lock users out after a
 * few wrong ones: see {@link VimVSphereBuilder#credentials(java.util.function.Supplier)}.
 *
 * <p>The inventory is remembered, and renewed in the background: a cold upload costs six calls
 * before its ticket, the login included, whatever the number of hosts; a warm one none. Figures of
 * load are never needed. Processor and memory come with the hosts; counters of network and
 * datastore come for all hosts in one call of their own beside it, for which the first caller waits
 * a quarter of a second at most ({@link VimVSphereBuilder#loadPatience}). A user who may not read
 * them gets snapshots without them.
 */
public final class VimVSphere implements VSphere {
  private static final Logger LOG = LoggerFactory.getLogger(VimVSphere.class);

  /** Well below the 30 idle minutes after which vCenter ends a session by default. */
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

  /**
   * A renewal of structure, one of load, and a call that keeps the session alive: however many
   * datastores grow old at once, the server is not flooded.
   */
  private static final int BACKGROUND_THREADS = 3;

  private final VimSession session;
  private final ServerTrust trust;
  private final Optional<ProxyAddress> proxy;
  private final TicketIssuer tickets;
  private final DatastoreLister lister;
  private final FileInventory fileInventory;
  private final FileBrowser browser;
  private final FileManagement files;
  private final DiskManagement disks;
  private final TrafficReader traffic;
  private final InstantSource time;
  private final Supplier<InventoryCache> newInventory;
  private @Nullable InventoryCache inventory;

  /** One thread for each load that somebody waits for. */
  private final ExecutorService loading = Executors.newCachedThreadPool(VimVSphere::daemon);

  private final ScheduledExecutorService background =
      Executors.newScheduledThreadPool(BACKGROUND_THREADS, VimVSphere::daemon);

  private final AtomicBoolean closed = new AtomicBoolean();

  VimVSphere(VimSession session, VimVSphereBuilder settings) {
    this.session = session;
    this.trust = settings.trust;
    this.proxy = settings.proxy;
    PropertyReader reader = new PropertyReader(session);
    this.tickets =
        new TicketIssuer(
            session,
            reader,
            settings.resolver,
            settings.hostProxy,
            settings.hostTrust,
            settings.fallbackTrust());
    this.lister = new DatastoreLister(session, reader);
    VimTasks tasks = new VimTasks(session, reader);
    this.browser = new FileBrowser(session, tasks);
    this.files = new FileManagement(session, tasks);
    this.disks = new DiskManagement(session, tasks);
    CacheSettings cache = settings.cache;
    SteadyClock clock = SteadyClock.of(settings.clock);
    this.time = settings.clock;
    Readings readings = new Readings();
    this.fileInventory = new FileInventory(session, reader, clock, cache.structure(), readings);
    PerfQueries queries = new PerfQueries(session);
    this.traffic = new TrafficReader(queries);
    this.newInventory =
        () ->
            new InventoryCache(
                new InventoryLoader(
                    session,
                    reader,
                    clock,
                    cache.load().enabled(),
                    cache.sharedStructure(),
                    readings),
                new LoadReader(queries, clock),
                cache,
                clock,
                task -> run(loading, task),
                task -> run(background, task));
    settings.schedule.every(KEEP_ALIVE, this::keepAlive, background);
  }

  /**
   * Returns the settings of a connection to a server.
   *
   * @param url the SDK's URL, for example {@code https://vc.example/sdk}
   * @throws IllegalArgumentException if it is no https URL of a host
   */
  public static VimVSphereBuilder builder(URI url) {
    return new VimVSphereBuilder(url);
  }

  /**
   * Connects with system trust and logs in.
   *
   * @param url the SDK's URL, for example {@code https://vc.example/sdk}
   * @param user the user's name, for example {@code administrator@vsphere.local}
   * @param password the password
   * @param transport carries the calls; close it after this
   * @throws VSphereException if the server cannot be reached, or refuses the login
   */
  public static VimVSphere connect(URI url, String user, Secret password, Transport transport)
      throws VSphereException {
    return builder(url).credentials(user, password).transport(transport).build();
  }

  @Override
  public String describe() {
    return session.describe();
  }

  /**
   * {@inheritDoc}
   *
   * <p>If user or password was refused, the supplier of credentials is asked again here and nowhere
   * else: a pair that was never refused logs in, once for all that ask together; otherwise this
   * fails with {@code LOGIN} and sends nothing.
   */
  @Override
  public Datastore datastore(String name, Optional<String> datacenter) throws VSphereException {
    session.reconsiderRefusal();
    return new VimDatastore(this, name, datacenter, inventory().get(name, datacenter));
  }

  /**
   * {@inheritDoc}
   *
   * <p>One read of the inventory does for all of them, and is remembered as long as the structure
   * is ({@link VimVSphereBuilder#lifetimes}).
   */
  @Override
  public Datastore files(String name, Optional<String> datacenter) throws VSphereException {
    session.reconsiderRefusal();
    return new VimDatastore(this, name, datacenter, fileInventory.get(name, datacenter));
  }

  @Override
  public List<ListedDatastore> datastores() throws VSphereException {
    return lister.list();
  }

  /**
   * Reads what passed the hosts that mount a datastore, by their real-time counters: one call for
   * all of them, past any cache. Servers keep the samples of an hour, and show a new one some
   * seconds after its interval has ended.
   *
   * @param name as for {@link #datastore}
   * @param samples how many of the newest, one or more; 180 are an hour
   * @return by host, oldest first; a host that is not connected, or shows no counter, is absent.
   *     All are where counters are switched off ({@link VimVSphereBuilder#withoutLoadCounters}) or
   *     unknown
   * @throws VSphereException if the call fails; {@code PERMISSION} if one of the hosts, or the
   *     counters, may not be read
   */
  public Map<HostId, List<TrafficSample>> traffic(
      String name, Optional<String> datacenter, int samples) throws VSphereException {
    if (samples < 1) {
      throw new IllegalArgumentException("at least one sample is asked for, was: " + samples);
    }
    Map<HostId, List<TrafficSample>> read = new HashMap<>();
    traffic
        .read(inventory().get(name, datacenter).loadQuestion(), samples)
        .forEach(
            (host, rates) ->
                read.put(
                    host,
                    rates.entrySet().stream()
                        .map(rate -> sample(rate.getKey(), rate.getValue()))
                        .toList()));
    return read;
  }

  private static TrafficSample sample(Instant end, TrafficReader.Rates rates) {
    return new TrafficSample(
        end, TrafficReader.INTERVAL, rates.received(), rates.transmitted(), rates.written());
  }

  /** Asks the server for the time. */
  public ServerTime serverTime() throws VSphereException {
    Instant asked = time.instant();
    Instant server = session.time();
    return ServerTime.between(asked, server, time.instant());
  }

  /** Returns how the caches of the inventory do. */
  public InventoryStatistics statistics() {
    InventoryCache asked = inventory();
    return InventoryStatistics.of(asked.structureTally(), asked.loadTally());
  }

  @Override
  public Optional<Route.Relay> relay() {
    return session.isVcenter() ? Optional.of(new Route.Relay(session.address())) : Optional.empty();
  }

  @Override
  public Instant time() throws VSphereException {
    return session.time();
  }

  /** Made when first asked for: a login needs none, and a cache is many classes. */
  synchronized InventoryCache inventory() {
    InventoryCache made = inventory;
    if (made == null) {
      made = newInventory.get();
      inventory = made;
    }
    return made;
  }

  FileBrowser browser() {
    return browser;
  }

  FileManagement files() {
    return files;
  }

  DiskManagement disks() {
    return disks;
  }

  /** Two connections to one server know its datastores by the same references. */
  boolean isSameServerAs(VimVSphere other) {
    return session.address().equals(other.session.address());
  }

  ServiceTicket ticket(Route route, HttpMethod method, FolderTarget target)
      throws VSphereException {
    if (route instanceof Route.Direct direct && session.isVcenter()) {
      return tickets.issue(direct.host(), method, target);
    }
    // Neither vCenter's own /folder nor a host that we are logged in to knows tickets: the session
    // is the permission, and this call both proves that it lives and restarts its idle time.
    session.touch();
    return new ServiceTicket(
        method, target, List.of(session.address()), session.cookie(), trust, proxy);
  }

  /** Returns within some ten seconds, whatever the server does. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    background.shutdown();
    loading.shutdown();
    session.logout();
  }

  @Override
  public String toString() {
    return describe();
  }

  private void keepAlive() {
    if (session.isRefused()) {
      // Nothing can be asked before an upload has brought another password.
      return;
    }
    try {
      session.touch();
    } catch (VSphereException e) {
      if (closed.get()) {
        return;
      }
      LOG.warn(
          "The session could not be kept alive, the next call will try to renew it: {}",
          e.getMessage());
    }
  }

  /**
   * After the close the caller's own thread runs the task, and is told that the connection is
   * closed.
   */
  private static void run(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "hostward-vsphere");
    thread.setDaemon(true);
    return thread;
  }
}
