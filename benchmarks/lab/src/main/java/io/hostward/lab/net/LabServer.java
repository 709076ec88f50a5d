package io.hostward.lab.net;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.folder.FolderService;
import io.hostward.lab.folder.HostSite;
import io.hostward.lab.folder.VcenterSite;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.VcenterModel;
import io.hostward.lab.relay.NfcServer;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.wire.Loops;
import io.hostward.lab.wire.RateLimiter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A running server: vCenter, or a host with its two ports. Thread-safe. */
public final class LabServer implements AutoCloseable {
  private final LabState state;
  private final String id;
  private final SoapHandler soap;
  private final Map<Entrance, Listener> listeners = new EnumMap<>(Entrance.class);
  private final Set<Entrance> dead = EnumSet.noneOf(Entrance.class);

  private LabServer(LabState state, String id, SoapHandler soap) {
    this.state = state;
    this.id = id;
    this.soap = soap;
  }

  /** Starts vCenter. */
  public static LabServer vcenter(
      LabState state, VcenterModel model, SoapHandler soap, Loops loops) {
    LabServer server = new LabServer(state, LabState.VCENTER, soap);
    FolderService folder = FolderService.of(state, new VcenterSite(state));
    Router router = new Router(state, server.id, folder, soap, loops.workers());
    HttpsConnections https = new HttpsConnections(state, server.id, router, new RateLimiter(0));
    server.listeners.put(
        Entrance.HTTPS,
        new Listener(loops, new TcpDoor(model.address(), model.httpsPort()), false, https));
    InetSocketAddress at = server.open(Entrance.HTTPS);
    state.vcenterBound(at.getHostString() + ":" + at.getPort());
    state.faults().onChange(server::obeyRefusals);
    return server;
  }

  /**
   * Starts a host.
   *
   * @param sockets the folder of Unix domain sockets to listen on in place of its address; null for
   *     none
   */
  public static LabServer host(
      LabState state, HostState host, SoapHandler soap, Loops loops, @Nullable Path sockets) {
    LabServer server = new LabServer(state, host.moid(), soap);
    RateLimiter in = new RateLimiter(host.model().bytesPerSecond());
    RateLimiter out = new RateLimiter(host.model().bytesPerSecond());
    FolderService folder = FolderService.of(state, new HostSite(state, host, out));
    Router router = new Router(state, server.id, folder, soap, loops.workers());
    HttpsConnections https = new HttpsConnections(state, server.id, router, in);
    Door httpsDoor = door(host.model(), host.model().httpsPort(), sockets);
    server.listeners.put(Entrance.HTTPS, new Listener(loops, httpsDoor, true, https));
    NfcServer nfc = new NfcServer(state, host, in, out);
    Door nfcDoor = door(host.model(), host.model().nfcPort(), sockets);
    server.listeners.put(Entrance.NFC, new Listener(loops, nfcDoor, true, nfc));
    InetSocketAddress at = server.open(Entrance.HTTPS);
    InetSocketAddress nfcAt = server.open(Entrance.NFC);
    host.bound(at.getHostString(), at.getPort(), nfcAt.getPort());
    state.faults().onChange(server::obeyRefusals);
    return server;
  }

  private static Door door(HostModel host, int port, @Nullable Path sockets) {
    return sockets == null
        ? new TcpDoor(host.address(), port)
        : new UnixDoor(
            sockets.resolve(host.moid() + "." + port), new InetSocketAddress(host.address(), port));
  }

  /** The server id. */
  public String id() {
    return id;
  }

  private InetSocketAddress open(Entrance entrance) {
    return listener(entrance).open();
  }

  private Listener listener(Entrance entrance) {
    Listener listener = listeners.get(entrance);
    if (listener == null) {
      throw new IllegalStateException(id + " has no entrance " + entrance);
    }
    return listener;
  }

  private void obeyRefusals() {
    listeners.forEach(
        (entrance, listener) -> {
          if (isDead(entrance) || state.faults().inForce(id, entrance, Fault.Refuse.class)) {
            listener.refuse();
          } else {
            listener.open();
          }
        });
  }

  private synchronized boolean isDead(Entrance entrance) {
    return dead.contains(entrance);
  }

  /** Dies at once: every port closed, every connection reset, uploads in flight cut off. */
  public void kill() {
    listeners.keySet().forEach(this::kill);
  }

  /** Closes one entrance and resets its connections, until {@link #revive}. */
  public void kill(Entrance entrance) {
    synchronized (this) {
      dead.add(entrance);
    }
    listener(entrance).kill();
  }

  /** Listens again, on the same ports. */
  public void revive() {
    synchronized (this) {
      dead.clear();
    }
    obeyRefusals();
  }

  @Override
  public void close() {
    synchronized (this) {
      dead.addAll(listeners.keySet());
    }
    soap.close();
    listeners.values().forEach(Listener::close);
  }
}
