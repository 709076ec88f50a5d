package io.hostward.lab;

import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.VcenterModel;
import io.hostward.lab.net.LabServer;
import io.hostward.lab.net.SoapHandler;
import io.hostward.lab.soap.SoapEndpoint;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.FileStore;
import io.hostward.lab.storage.Stores;
import io.hostward.lab.tls.TlsContexts;
import io.hostward.lab.wire.Loops;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A running lab: a vCenter and hosts on real TLS sockets, or one host without vCenter.
 *
 * <pre>{@code
 * try (Lab lab = Lab.start()) {
 *   lab.host("ESX1").once(new Fault.ResetAfter(1_000_000));
 *   ... log in at lab.url() as lab.user() and upload to [vmstore] ...
 *   assertThat(lab.datastore("vmstore").sha256("a.iso")).isEqualTo(expected);
 * }
 * }</pre>
 *
 * Thread-safe. Closing it closes every socket, ends every thread and deletes temporary directories.
 */
public final class Lab implements AutoCloseable {
  private final LabState state;
  private final Loops loops;
  private final List<LabServer> servers = new ArrayList<>();
  private final List<LabHost> hosts;
  private final @Nullable LabVcenter vcenter;

  private Lab(
      LabModel model, @Nullable Path sockets, BiFunction<LabState, String, SoapHandler> soap) {
    loops = new Loops();
    loops.workers().execute(TlsContexts::load);
    try {
      state = open(model);
    } catch (RuntimeException e) {
      loops.close();
      throw e;
    }
    try {
      hosts = state.hosts().stream().map(host -> startHost(host, sockets, soap)).toList();
      VcenterModel vcenterModel = model.vcenter();
      vcenter = vcenterModel == null ? null : startVcenter(vcenterModel, soap);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Closes what it has opened where one datastore cannot be, so that no folder is left behind. */
  private static LabState open(LabModel model) {
    List<FileStore> opened = new ArrayList<>();
    try {
      return new LabState(
          model,
          datastore -> {
            FileStore store = Stores.open(datastore, model.clock());
            opened.add(store);
            return store;
          });
    } catch (RuntimeException e) {
      opened.forEach(FileStore::close);
      throw e;
    }
  }

  /** Starts the default model: see {@link LabModel#standard()}. */
  public static Lab start() {
    return start(LabModel.standard());
  }

  /** Starts a model. */
  public static Lab start(LabModel model) {
    return start(model, Lab::soap);
  }

  /**
   * Starts a model whose hosts stand in processes of their own, perhaps in network namespaces of
   * their own. Each of a host's ports is a Unix domain socket here, {@code host-21.443} and {@code
   * host-21.902}, and another process carries the connections there that it takes at the model's
   * address and ports, unchanged; certificates and inventory name that address. vCenter listens on
   * TCP and connects to a host's 902 by TCP, as always.
   *
   * <p>A carried connection that a fault resets is seen to end without close_notify; whether the
   * client gets RST is the carrier's doing. What the hosts know of a client is the address of the
   * carrier.
   *
   * @param hostSockets an existing folder, which should be private
   * @throws IllegalArgumentException if a host's ports are not told
   */
  public static Lab start(LabModel model, Path hostSockets) {
    for (HostModel host : model.hosts()) {
      if (host.httpsPort() == 0 || host.nfcPort() == 0) {
        throw new IllegalArgumentException(
            "a host in a process of its own needs both of its ports in the model, was: "
                + host.name());
      }
    }
    return new Lab(model, hostSockets, Lab::soap);
  }

  private static SoapHandler soap(LabState state, String server) {
    return server.equals(LabState.VCENTER)
        ? SoapEndpoint.forVcenter(state)
        : SoapEndpoint.forHost(state, server);
  }

  /** Starts a lab whose SOAP is answered by handlers made from state and server id. */
  static Lab start(LabModel model, BiFunction<LabState, String, SoapHandler> soap) {
    return new Lab(model, null, soap);
  }

  private LabHost startHost(
      HostState host, @Nullable Path sockets, BiFunction<LabState, String, SoapHandler> soap) {
    if (!host.model().sockets()) {
      return new LabHost(state, host, null);
    }
    LabServer server = LabServer.host(state, host, soap.apply(state, host.moid()), loops, sockets);
    servers.add(server);
    return new LabHost(state, host, server);
  }

  private LabVcenter startVcenter(
      VcenterModel model, BiFunction<LabState, String, SoapHandler> soap) {
    SoapHandler handler = soap.apply(state, LabState.VCENTER);
    LabServer server = LabServer.vcenter(state, model, handler, loops);
    servers.add(server);
    return new LabVcenter(state, server);
  }

  /** The model that it started with. */
  public LabModel model() {
    return state.model();
  }

  /** Everything that changes, for what the methods here do not cover. */
  public LabState state() {
    return state;
  }

  /**
   * The vCenter.
   *
   * @throws IllegalStateException if the lab is a standalone host
   */
  public LabVcenter vcenter() {
    if (vcenter == null) {
      throw new IllegalStateException("this lab is a standalone host without vCenter");
    }
    return vcenter;
  }

  /** Where to log in: vCenter's {@code /sdk}, or the standalone host's. */
  public URI url() {
    return vcenter == null ? hosts.get(0).url() : vcenter.url();
  }

  /** Who can log in at {@link #url}. */
  public UserModel user() {
    return vcenter == null ? hosts.get(0).user() : vcenter.user();
  }

  /** SHA-256 thumbprint of the server at {@link #url}. */
  public String thumbprint() {
    return (vcenter == null ? hosts.get(0) : vcenter).identity().sha256();
  }

  /** All hosts, in vCenter's order. */
  public List<LabHost> hosts() {
    return hosts;
  }

  /**
   * The host with an inventory name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LabHost host(String name) {
    return hosts.stream()
        .filter(h -> h.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no host " + name + ", there are: " + names()));
  }

  private List<String> names() {
    return model().hosts().stream().map(HostModel::name).toList();
  }

  /** All datastores, in vCenter's order. */
  public List<LabDatastore> datastores() {
    return state.datastores().stream().map(LabDatastore::new).toList();
  }

  /**
   * The first datastore with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LabDatastore datastore(String name) {
    return state.datastores().stream()
        .filter(d -> d.name().equals(name))
        .findFirst()
        .map(LabDatastore::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no datastore "
                        + name
                        + ", there are: "
                        + state.datastores().stream().map(DatastoreState::name).toList()));
  }

  @Override
  public void close() {
    servers.forEach(LabServer::close);
    loops.close();
    state.close();
  }
}
