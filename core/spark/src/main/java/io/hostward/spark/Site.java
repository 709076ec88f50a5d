package io.hostward.spark;

import io.hostward.Hostward;
import io.hostward.netty.NettyTransport;
import io.hostward.selector.HostPolicies;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.VimVSphere;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A vCenter that this JVM is logged in to: one transport, one session and one {@link Hostward} for
 * all shards that run here, at the same time or one after the other. It stays open until the JVM
 * ends, or a driver closes it. Safe for use by many threads.
 */
final class Site {
  private static final Map<ServerSettings, Site> OPEN = new HashMap<>();

  /** A login that was refused is not tried again in this JVM, whoever asks. */
  private static final Map<ServerSettings, VSphereException> REFUSED = new HashMap<>();

  private static @Nullable Thread hook;

  private final NettyTransport transport;
  private final VimVSphere vsphere;
  private final Hostward hostward;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "hostward-delivery");
            thread.setDaemon(true);
            return thread;
          });

  private Site(ServerSettings server, Configuration hadoop, int bodies) throws IOException {
    transport = NettyTransport.builder().bodies(bodies).build();
    try {
      vsphere = login(server, hadoop, transport);
    } catch (IOException | RuntimeException | Error e) {
      transport.close();
      throw e;
    }
    hostward =
        Hostward.builder()
            .vsphere(vsphere)
            .transport(transport)
            .policy(HostPolicies.leastLoaded())
            .uploadsAtOnce(bodies)
            .build();
  }

  private static VimVSphere login(
      ServerSettings server, Configuration hadoop, NettyTransport transport) throws IOException {
    return VimVSphere.builder(URI.create(server.url()))
        .transport(transport)
        .credentials(server.login().user(), server.login().password(hadoop))
        .trust(server.trust())
        .addressResolver(server.resolver())
        .build();
  }

  /**
   * Returns the site of this JVM, logged in.
   *
   * @param bodies how many uploads may be under way at once, if it is not open yet
   * @param opened called if a session had to be opened
   * @throws VSphereException if the server cannot be reached, or refuses the login, or has refused
   *     it here before
   */
  static synchronized Site open(
      ServerSettings server, Configuration hadoop, int bodies, Runnable opened) throws IOException {
    Site site = OPEN.get(server);
    if (site != null) {
      return site;
    }
    VSphereException refused = REFUSED.get(server);
    if (refused != null) {
      throw refused;
    }
    if (hook == null) {
      hook = new Thread(Site::closeAll, "hostward-close");
      Runtime.getRuntime().addShutdownHook(hook);
    }
    try {
      site = new Site(server, hadoop, bodies);
    } catch (VSphereException e) {
      if (e.domain() == FailureDomain.LOGIN) {
        REFUSED.put(server, e);
      }
      throw e;
    }
    OPEN.put(server, site);
    opened.run();
    return site;
  }

  /** Logs out, and forgets that a login was refused. */
  static void close(ServerSettings server) {
    Site site;
    synchronized (Site.class) {
      REFUSED.remove(server);
      site = OPEN.remove(server);
    }
    if (site != null) {
      site.close();
    }
  }

  private static void closeAll() {
    List<Site> sites;
    synchronized (Site.class) {
      sites = List.copyOf(OPEN.values());
      OPEN.clear();
    }
    sites.forEach(Site::close);
  }

  VimVSphere vsphere() {
    return vsphere;
  }

  Hostward hostward() {
    return hostward;
  }

  ExecutorService workers() {
    return workers;
  }

  private void close() {
    workers.shutdown();
    try (NettyTransport last = transport;
        VimVSphere then = vsphere) {
      hostward.close();
    }
  }
}
