package io.hostward.vsphere;

import com.vmware.vim25.VimPortType;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.model.UserModel;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.netty.NettyTransport;
import io.hostward.spi.Datastore;
import io.hostward.spi.Transport;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Schedule;
import io.hostward.vsphere.soap.SessionCookie;
import io.hostward.vsphere.soap.SoapPort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Connections to labs. */
final class Labs {
  /** One for all tests: what carries calls keeps nothing of a connection. */
  static final Transport TRANSPORT = NettyTransport.create();

  private Labs() {}

  /** Hostward's own port to a lab. */
  static VimPortType port(Lab lab, SessionCookie cookie) {
    return SoapPort.over(
            TRANSPORT,
            new SoapPort.Endpoint(
                HostAddress.parse(lab.url().getAuthority(), HostAddress.HTTPS),
                "/sdk",
                ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())),
                Optional.empty(),
                Duration.ofSeconds(60)),
            cookie)
        .port();
  }

  /** A connection's settings: trusted, and without a user. */
  static VimVSphereBuilder builder(Lab lab) {
    return VimVSphere.builder(lab.url())
        .transport(TRANSPORT)
        .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
        .addressResolver((host, candidates) -> List.of(address(lab, host)));
  }

  /** The lab's first user. */
  static Supplier<Credentials> credentials(Lab lab) {
    return () -> new Credentials(lab.user().name(), Secret.of(lab.user().password()));
  }

  static VimVSphere connect(Lab lab) throws VSphereException {
    return connect(lab, lab.user());
  }

  static VimVSphere connect(Lab lab, UserModel user) throws VSphereException {
    return builder(lab).credentials(user.name(), Secret.of(user.password())).build();
  }

  private static HostAddress address(Lab lab, HostSnapshot host) {
    LabHost found = lab.host(host.name());
    return HostAddress.parse(found.authority(), HostAddress.HTTPS);
  }

  static InventorySnapshot vmstore(VimVSphere vsphere) throws VSphereException {
    return datastore(vsphere).snapshot();
  }

  static Datastore datastore(VimVSphere vsphere) throws VSphereException {
    return vsphere.datastore("vmstore", Optional.empty());
  }

  static HostSnapshot host(InventorySnapshot snapshot, String name) {
    return mount(snapshot, name).host();
  }

  static Mount mount(InventorySnapshot snapshot, String name) {
    return snapshot.mounts().stream()
        .filter(mount -> mount.host().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A failure as a log would show it: messages and causes. */
  static String logged(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /** A schedule that runs by hand. */
  static final class ByHand implements Schedule {
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public void every(Duration pause, Runnable task, ScheduledExecutorService executor) {
      pauses.add(pause);
      tasks.add(task);
    }

    List<Duration> pauses() {
      return pauses;
    }

    void run() {
      tasks.forEach(Runnable::run);
    }
  }
}
