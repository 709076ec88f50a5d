package io.hostward.lab.state;

import io.hostward.lab.fault.FaultBoard;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.session.Sessions;
import io.hostward.lab.storage.FileStore;
import io.hostward.lab.ticket.TicketOffice;
import io.hostward.lab.tls.ServerIdentity;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that changes while the lab runs, shared by its servers. Thread-safe. */
public final class LabState implements AutoCloseable {
  /** The server id of the vCenter; a host's is its managed object id. */
  public static final String VCENTER = "vcenter";

  private final LabModel model;
  private final List<HostState> hosts;
  private final List<DatastoreState> datastores;
  private final Sessions sessions;
  private final TicketOffice tickets;
  private final FaultBoard faults = new FaultBoard();
  private final SoapBehaviour soap = new SoapBehaviour();
  private final CopyPace copies = new CopyPace(System::nanoTime);
  private final TrafficMeter vcenterTraffic = new TrafficMeter();
  private final Map<String, CallMeter> calls = new ConcurrentHashMap<>();
  private final ServerIdentity vcenterIdentity;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private volatile String vcenterAuthority = "";

  /** The state of a lab that has not begun to listen. */
  public LabState(LabModel model, Function<DatastoreModel, FileStore> storeOf) {
    this.model = model;
    hosts = model.hosts().stream().map(this::host).toList();
    datastores =
        model.datastores().stream()
            .map(d -> new DatastoreState(d, storeOf.apply(d), this::changed))
            .toList();
    sessions = new Sessions(model.users(), model.sessionIdleTimeout(), model.clock());
    tickets = new TicketOffice(model.ticketLifetime(), model.clock());
    vcenterIdentity =
        ServerIdentity.selfSigned(
            "vcenter.lab", model.vcenter() == null ? "127.0.0.1" : model.vcenter().address());
  }

  private HostState host(HostModel host) {
    return new HostState(
        host,
        ServerIdentity.selfSigned(host.name(), host.address()),
        new Sessions(model.hostUsers(), model.sessionIdleTimeout(), model.clock()),
        this::changed);
  }

  /** The model that the lab started with. */
  public LabModel model() {
    return model;
  }

  /** The only source of time. */
  public InstantSource clock() {
    return model.clock();
  }

  /** All hosts, in vCenter's order. */
  public List<HostState> hosts() {
    return hosts;
  }

  /** The host with a managed object id. */
  public Optional<HostState> host(String moid) {
    return hosts.stream().filter(h -> h.moid().equals(moid)).findFirst();
  }

  /**
   * The host that a URL's authority means, as vCenter finds it for a ticket: by management address
   * or by inventory name. Where several hosts share an address, the port tells them apart.
   *
   * @param host without brackets
   * @param port as in the URL; -1 if it has none
   */
  public Optional<HostState> hostByAuthority(String host, int port) {
    List<HostState> named =
        hosts.stream().filter(h -> h.name().equalsIgnoreCase(host) || hasAddress(h, host)).toList();
    return named.stream()
        .filter(h -> h.httpsPort() == port)
        .findFirst()
        .or(() -> named.stream().findFirst());
  }

  private static boolean hasAddress(HostState state, String address) {
    return state.address().equals(address)
        || state.managementNics().stream()
            .anyMatch(n -> address.equals(n.ipv4()) || n.ipv6().contains(address));
  }

  /** All datastores, in vCenter's order. */
  public List<DatastoreState> datastores() {
    return datastores;
  }

  /** The datastore with a managed object id. */
  public Optional<DatastoreState> datastore(String moid) {
    return datastores.stream().filter(d -> d.moid().equals(moid)).findFirst();
  }

  /**
   * The datastore with a name in a datacenter.
   *
   * @param datacenter managed object id
   * @param name as the inventory holds it, escaped
   */
  public Optional<DatastoreState> datastore(String datacenter, String name) {
    return datastoresIn(datacenter).filter(d -> d.inventoryName().equals(name)).findFirst();
  }

  /** The datastores of a datacenter (its managed object id), in vCenter's order. */
  public Stream<DatastoreState> datastoresIn(String datacenter) {
    return datastores.stream().filter(d -> d.model().datacenter().equals(datacenter));
  }

  /** The datacenter at a {@code dcPath}, escaped names from the root, leading slash or not. */
  public Optional<DatacenterModel> datacenterByPath(String dcPath) {
    String path = dcPath.startsWith("/") ? dcPath.substring(1) : dcPath;
    return model.datacenters().stream().filter(d -> d.path().equals(path)).findFirst();
  }

  /** Who is logged in to vCenter. */
  public Sessions sessions() {
    return sessions;
  }

  /** Who is logged in to a server: {@link #VCENTER} or a host. */
  public Sessions sessions(String server) {
    return server.equals(VCENTER) ? sessions : host(server).orElseThrow().sessions();
  }

  /** The tickets that vCenter and hosts issued. */
  public TicketOffice tickets() {
    return tickets;
  }

  /** What goes wrong on purpose. */
  public FaultBoard faults() {
    return faults;
  }

  /** How long copies inside vSphere take. */
  public CopyPace copies() {
    return copies;
  }

  /** How {@code /sdk} behaves where real servers differ. */
  public SoapBehaviour soap() {
    return soap;
  }

  /** Calls that came to a server's {@code /sdk}. */
  public CallMeter calls(String server) {
    return calls.computeIfAbsent(server, name -> new CallMeter());
  }

  /** Bytes that passed a server's doors. */
  public TrafficMeter traffic(String server) {
    return server.equals(VCENTER) ? vcenterTraffic : host(server).orElseThrow().traffic();
  }

  /** The certificate of a server. */
  public ServerIdentity identity(String server) {
    return server.equals(VCENTER) ? vcenterIdentity : host(server).orElseThrow().identity();
  }

  /** vCenter's address and port; empty before it listens and without a vCenter. */
  public String vcenterAuthority() {
    return vcenterAuthority;
  }

  /** Told by the server once it listens. */
  public void vcenterBound(String authority) {
    vcenterAuthority = authority;
  }

  /**
   * Calls back with the managed object id of whatever changed, on the changing thread; listeners
   * must be quick. Uploads do not count as changes.
   */
  public AutoCloseable onChange(Consumer<String> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void changed(String moid) {
    listeners.forEach(listener -> listener.accept(moid));
  }

  @Override
  public void close() {
    datastores.forEach(d -> d.store().close());
  }
}
