package io.hostward.vsphere;

import com.vmware.vim25.VimPortType;
import io.hostward.net.HostAddress;
import io.hostward.net.Printable;
import io.hostward.net.ProxyAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.spi.HostAddressResolver;
import io.hostward.spi.Transport;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.inventory.CacheSettings;
import io.hostward.vsphere.session.Account;
import io.hostward.vsphere.session.BindingCheck;
import io.hostward.vsphere.session.Schedule;
import io.hostward.vsphere.session.VimSession;
import io.hostward.vsphere.soap.SessionCookie;
import io.hostward.vsphere.soap.SoapPort;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a connection to vCenter or ESXi. Defaults: the platform's authorities are trusted,
 * hosts are verified by what vCenter says of them, addresses are used as they are. Not for use by
 * several threads; what it builds is.
 */
public final class VimVSphereBuilder {
  private final URI url;
  final HostAddress address;
  Optional<Supplier<@Nullable Account>> credentials = Optional.empty();
  ServerTrust trust = ServerTrust.system();
  Optional<ServerTrust> hostTrust = Optional.empty();
  Optional<ProxyAddress> proxy = Optional.empty();
  Optional<ProxyAddress> hostProxy = Optional.empty();
  HostAddressResolver resolver = HostAddressResolver.none();
  InstantSource clock = InstantSource.system();
  CacheSettings cache = CacheSettings.DEFAULT;
  Schedule schedule = Schedule.REAL_TIME;
  private Duration callTimeout = Duration.ofSeconds(60);
  private @Nullable Transport transport;
  private @Nullable VimPortType port;
  private @Nullable Secret sessionCookie;

  VimVSphereBuilder(URI url) {
    this.url = url;
    this.address = addressIn(url);
  }

  private static HostAddress addressIn(URI url) {
    String authority = url.getRawAuthority();
    // A user may stand before a host that java.net.URI does not take for one, and then has no
    // accessor of its own. The text is not repeated, since a password may be in it.
    boolean withUser = url.toString().indexOf('@') >= 0;
    if (!"https".equalsIgnoreCase(url.getScheme())
        || authority == null
        || authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "the server's URL is https://HOST[:PORT]/sdk without user and password, was: "
              + (withUser ? "one with a user in it" : "'" + Printable.of(url.toString()) + "'"));
    }
    try {
      return HostAddress.ofUrl(authority);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the server's URL '"
              + Printable.of(url.toString())
              + "' cannot be used: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Logs in with user and password, and again whenever the session has ended. If they are refused
   * once, this connection sends them no more.
   */
  public VimVSphereBuilder credentials(String user, Secret password) {
    Credentials constant = new Credentials(user, password);
    return credentials(() -> constant);
  }

  /**
   * Logs in with what the supplier gives, which is asked whenever a login is needed: at first, and
   * when the session has ended. A pair that was refused is never sent again. After a refusal every
   * call fails with {@code LOGIN} until {@link VimVSphere#datastore} is called, by which an upload
   * begins: it asks the supplier once more, and logs in if that gives another pair. So a changed
   * password costs one wrong login, however many uploads are under way.
   *
   * @param supplier safe for use by many threads; it may block, and is not asked by two at once. If
   *     it throws or gives null, calls fail with {@code LOGIN}
   */
  public VimVSphereBuilder credentials(Supplier<Credentials> supplier) {
    credentials = Optional.of(() -> Credentials.account(supplier.get()));
    return this;
  }

  /**
   * What carries the calls of the API: the transport that moves the bytes too. Whoever made it
   * closes it, after the connection that is built here. Not needed beside an own port.
   */
  public VimVSphereBuilder transport(Transport newTransport) {
    transport = newTransport;
    return this;
  }

  /**
   * Uses a session that exists. It is not logged out, and not renewed when it ends.
   *
   * @param cookie the header as the server set it, {@code vmware_soap_session="..."} with its
   *     quotes; attributes after the value do not count
   * @throws IllegalArgumentException if it is no such header
   */
  public VimVSphereBuilder session(Secret cookie) {
    sessionCookie = SessionCookie.checked(cookie);
    return this;
  }

  /**
   * Uses the application's own port, which is logged in. Where it goes, whom it trusts, its proxy
   * and its timeouts are the application's; a deadline or a cancellation abandons its calls.
   *
   * @param ownPort the port, of Hostward's binding or of VMware's SDK
   * @param cookie the port's session as above, by which {@code /folder} of vCenter knows it
   */
  public VimVSphereBuilder port(VimPortType ownPort, Secret cookie) {
    port = ownPort;
    sessionCookie = SessionCookie.checked(cookie);
    return this;
  }

  /** How the server's certificate is verified. By the platform's authorities by default. */
  public VimVSphereBuilder trust(ServerTrust newTrust) {
    trust = newTrust;
    return this;
  }

  /**
   * What else hosts' certificates are verified by, besides what vCenter says of them. By default
   * nothing; where vCenter says nothing, what is trusted for vCenter itself, or the platform's
   * authorities if that is a pin.
   */
  public VimVSphereBuilder hostTrust(ServerTrust newTrust) {
    hostTrust = Optional.of(newTrust);
    return this;
  }

  /** Where hosts can really be reached. By default where vCenter says. */
  public VimVSphereBuilder addressResolver(HostAddressResolver newResolver) {
    resolver = newResolver;
    return this;
  }

  /**
   * The proxy through which the server is reached, by calls of the API and by uploads to its own
   * {@code /folder}: the relay of vCenter, or an ESXi host that is asked itself. By default there
   * is none; the calls of a port that was handed in go its own way. Settings of the JVM and the
   * environment ({@code https.proxyHost}, {@code HTTPS_PROXY}) are ignored.
   */
  public VimVSphereBuilder proxy(ProxyAddress newProxy) {
    proxy = Optional.of(newProxy);
    return this;
  }

  /**
   * The proxy through which vCenter's hosts are reached on direct routes. By default there is none,
   * whatever {@link #proxy} says of vCenter. The address resolver is asked all the same, and the
   * proxy resolves the names.
   */
  public VimVSphereBuilder hostProxy(ProxyAddress newProxy) {
    hostProxy = Optional.of(newProxy);
    return this;
  }

  /**
   * The source of time, by which ages are told. By default the system's, whose clock may be set
   * meanwhile; another one is taken never to be.
   */
  public VimVSphereBuilder clock(InstantSource newClock) {
    clock = newClock;
    return this;
  }

  /**
   * How long a call of the API may take in all, the connection included. 60 seconds by default; a
   * port that was handed in has its own.
   *
   * @throws IllegalArgumentException if it is not between a millisecond and a day
   */
  public VimVSphereBuilder callTimeout(Duration newTimeout) {
    callTimeout = requireSensible(newTimeout);
    return this;
  }

  /**
   * How long the inventory is taken for fresh; what is older is handed out once more and renewed in
   * the background. By default 30 seconds for datastores and hosts, 20 for figures of load.
   *
   * @throws IllegalArgumentException if one is not between a millisecond and a day
   */
  public VimVSphereBuilder lifetimes(Duration structure, Duration load) {
    cache = cache.lasting(requireSensible(structure), requireSensible(load));
    return this;
  }

  /**
   * How long a caller waits for counters of load that are on their way, 250 milliseconds by
   * default; zero for never. What is not there in time is missing from the snapshot, and there for
   * the next. Processor and memory come with the hosts and are never waited for.
   */
  public VimVSphereBuilder loadPatience(Duration patience) {
    cache = cache.patient(patience.isZero() ? patience : requireSensible(patience));
    return this;
  }

  /** Reads no counters of load: for policies that do not look at them. They are read by default. */
  public VimVSphereBuilder withoutLoadCounters() {
    cache = cache.withoutLoad();
    return this;
  }

  private static Duration requireSensible(Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("a timeout is a millisecond to a day, was: " + timeout);
    }
    return timeout;
  }

  /** When the session is kept alive: for tests. */
  VimVSphereBuilder schedule(Schedule newSchedule) {
    schedule = newSchedule;
    return this;
  }

  /**
   * Connects and logs in.
   *
   * @throws VSphereException if the server cannot be reached, is not trusted, or refuses the login
   * @throws IllegalStateException if there is neither user nor session, or both, or no transport,
   *     or the class path has two vim25 bindings or lacks what they are annotated with
   */
  public VimVSphere build() throws VSphereException {
    if (credentials.isEmpty() && sessionCookie == null) {
      throw new IllegalStateException("neither credentials nor a session were given for " + url);
    }
    if (credentials.isPresent() && sessionCookie != null) {
      throw new IllegalStateException(
          "credentials and a session were both given for " + url + "; give one");
    }
    if (port == null) {
      BindingCheck.requireOneBinding(VimVSphere.class.getClassLoader());
      BindingCheck.requireAnnotations(VimVSphere.class.getClassLoader());
    }
    SessionCookie cookie = new SessionCookie();
    cookie.set(sessionCookie);
    if (port != null) {
      return new VimVSphere(VimSession.open(port, cookie, address, credentials), this);
    }
    SoapPort own = SoapPort.over(required(transport), endpoint(), cookie);
    VimSession session = VimSession.open(own, cookie, address, credentials);
    own.speak(session.content().getAbout().getApiVersion());
    return new VimVSphere(session, this);
  }

  private Transport required(@Nullable Transport given) {
    if (given == null) {
      throw new IllegalStateException(
          "no transport was given for "
              + url
              + "; give one, for example NettyTransport.create(), or a port of your own");
    }
    return given;
  }

  private SoapPort.Endpoint endpoint() {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return new SoapPort.Endpoint(address, path + query, trust, proxy, callTimeout);
  }

  ServerTrust fallbackTrust() {
    return trust instanceof ServerTrust.Pinned ? ServerTrust.system() : trust;
  }
}
