package io.hostward.vsphere.session;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.soap.SessionCookie;
import io.hostward.vsphere.soap.SoapPort;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session with one server: every SOAP call goes through {@link #call}, which logs in again once
 * when the session has ended and puts failures into words.
 */
public final class VimSession {
  private static final Logger LOG = LoggerFactory.getLogger(VimSession.class);

  /** A server that does not answer must not hold up the close. */
  private static final Duration LONGEST_LOGOUT = Duration.ofSeconds(5);

  private final VimPortType port;
  private final SessionCookie cookie;
  private final HostAddress address;
  private final Calls calls;
  private final Runnable breakOff;
  private final ServiceContent content;
  private final @Nullable Logins logins;

  /** A SOAP call, which may throw any of the generated exceptions. */
  @FunctionalInterface
  public interface Call<T> {
    T run(VimPortType port) throws Exception;
  }

  private VimSession(
      VimPortType port,
      SessionCookie cookie,
      HostAddress address,
      Calls calls,
      Runnable breakOff,
      ServiceContent content,
      @Nullable Supplier<@Nullable Account> credentials) {
    this.port = port;
    this.cookie = cookie;
    this.address = address;
    this.calls = calls;
    this.breakOff = breakOff;
    this.content = content;
    this.logins =
        credentials == null
            ? null
            : new Logins(
                port,
                cookie,
                content.getSessionManager(),
                credentials,
                describe(),
                System::nanoTime);
  }

  /**
   * Asks the server what it is, and logs in.
   *
   * @param own is closed with the session
   * @param credentials asked whenever a login is needed; empty for a session that was handed in
   */
  public static VimSession open(
      SoapPort own,
      SessionCookie cookie,
      HostAddress address,
      Optional<Supplier<@Nullable Account>> credentials)
      throws VSphereException {
    return open(own.port(), new Calls(true), own::close, cookie, address, credentials);
  }

  /** The same over a port whose calls cannot be broken off. */
  public static VimSession open(
      VimPortType port,
      SessionCookie cookie,
      HostAddress address,
      Optional<Supplier<@Nullable Account>> credentials)
      throws VSphereException {
    return open(port, new Calls(false), () -> {}, cookie, address, credentials);
  }

  private static VimSession open(
      VimPortType port,
      Calls calls,
      Runnable breakOff,
      SessionCookie cookie,
      HostAddress address,
      Optional<Supplier<@Nullable Account>> credentials)
      throws VSphereException {
    try {
      ServiceContent content =
          calls.await("RetrieveServiceContent on " + address, () -> content(port, address));
      VimSession session =
          new VimSession(port, cookie, address, calls, breakOff, content, credentials.orElse(null));
      session.login();
      return session;
    } catch (VSphereException e) {
      calls.close();
      breakOff.run();
      throw e;
    }
  }

  private static ServiceContent content(VimPortType port, HostAddress address)
      throws VSphereException {
    ServiceContent content;
    try {
      content = port.retrieveServiceContent(serviceInstance());
    } catch (Exception e) {
      throw VimFaults.translate("RetrieveServiceContent", address.toString(), e);
    }
    if (content == null || content.getAbout() == null || content.getSessionManager() == null) {
      throw new VSphereException(
          Kind.NO_ANSWER,
          "RetrieveServiceContent on "
              + address
              + " was answered with nothing that a vCenter or an ESXi host says of itself; check"
              + " that the URL is the SDK's and what stands in front of the server",
          null);
    }
    return content;
  }

  private void login() throws VSphereException {
    Logins first = logins;
    if (first != null) {
      calls.run("Login on " + describe(), first::open);
    }
  }

  public ServiceContent content() {
    return content;
  }

  public HostAddress address() {
    return address;
  }

  public boolean isVcenter() {
    return "VirtualCenter".equals(content.getAbout().getApiType());
  }

  public String describe() {
    return (isVcenter() ? "vCenter " : "ESXi ")
        + content.getAbout().getVersion()
        + " at "
        + address;
  }

  /** The cookie by which {@code /folder} knows the session. */
  public Secret cookie() throws VSphereException {
    return cookie
        .header()
        .orElseThrow(
            () ->
                new VSphereException(
                    Kind.SESSION,
                    "the cookie of the session with "
                        + describe()
                        + " is not known: another caller is logging in at this moment, or the server set none",
                    null));
  }

  /**
   * Runs a call; if the session has ended, logs in and runs it once more. An interrupt, and the
   * close, break it off where the port is Hostward's own, and end the waiting where it is not: for
   * questions, and what may be left open.
   */
  public <T> T call(String operation, Call<T> call) throws VSphereException {
    return calls.await(operation + " on " + describe(), () -> callNow(operation, call));
  }

  /**
   * The same for a call that comes to its end whatever becomes of its caller, in two steps; the
   * second is {@link #await}. Interrupted, nothing is begun.
   */
  public <T> Future<T> begin(String operation, Call<T> call) throws VSphereException {
    String what = operation + " on " + describe();
    Calls.requireNotInterrupted(what);
    return calls.begin(what, () -> callNow(operation, call));
  }

  /** Waits for a call that was begun. */
  public <T> T await(String operation, Future<T> call) throws VSphereException {
    return Calls.await(operation + " on " + describe(), call);
  }

  /** Begins work that makes calls itself, on a thread of its own, interrupted or not. */
  public <T> Future<T> aside(String what, Callable<T> work) throws VSphereException {
    return calls.begin(what + " on " + describe(), work);
  }

  private <T> T callNow(String operation, Call<T> call) throws VSphereException {
    Logins renewal = logins;
    if (renewal != null) {
      renewal.requireNotRefused();
    }
    long loginsBefore = renewal == null ? 0 : renewal.attempts();
    try {
      return call.run(port);
    } catch (Exception e) {
      if (!VimFaults.isNotAuthenticated(e)) {
        throw VimFaults.translate(operation, describe(), e);
      } else if (renewal == null) {
        throw handedInAndEnded(operation, e);
      }
      LOG.debug("{} on {}: the session has ended, logging in again", operation, describe());
      // On a thread of its own: a caller that leaves must not end a login that others wait for.
      calls.run("Login on " + describe(), () -> renewal.again(loginsBefore));
    }
    try {
      return call.run(port);
    } catch (Exception e) {
      throw VimFaults.translate(operation, describe(), e);
    }
  }

  private VSphereException handedInAndEnded(String operation, Exception e) {
    return new VSphereException(
        Kind.LOGIN,
        operation
            + " on "
            + describe()
            + " failed: the session that was handed in has ended; hand in a new session",
        e);
  }

  /** Keeps the session from idling away. Cheap, and needs no more than System.View. */
  public void touch() throws VSphereException {
    call("CurrentTime", vim -> vim.currentTime(serviceInstance()));
  }

  /** What the server's clock says. */
  public Instant time() throws VSphereException {
    return call(
        "CurrentTime", vim -> vim.currentTime(serviceInstance()).toGregorianCalendar().toInstant());
  }

  /** Throws if the session is no longer a user's. */
  void requireAlive(VimPortType vim) throws Exception {
    vim.currentTime(serviceInstance());
  }

  /** Changes whenever a new session is opened. */
  public long number() {
    return logins == null ? 0 : logins.attempts();
  }

  /** True while there is no login, because user or password was refused. */
  public boolean isRefused() {
    return logins != null && logins.isRefused();
  }

  /**
   * At the start of an upload: if user or password was refused, asks once more for them, and logs
   * in if they have changed. Otherwise costs nothing.
   */
  public void reconsiderRefusal() throws VSphereException {
    Logins renewal = logins;
    if (renewal != null && renewal.isRefused()) {
      calls.run("Login on " + describe(), renewal::askAnew);
    }
  }

  /** Ends a session that was opened here. Comes back within seconds, whatever the server does. */
  public void logout() {
    calls.close();
    breakOff.run();
    Logins opened = logins;
    if (opened != null && !Waits.finishes(() -> logout(opened), LONGEST_LOGOUT)) {
      LOG.debug("Logout on {} got no answer in time; the session will idle away", describe());
    }
  }

  private void logout(Logins opened) {
    opened.end();
    try {
      port.logout(content.getSessionManager());
    } catch (Exception e) {
      LOG.debug(
          "{}; the session will idle away",
          VimFaults.translate("Logout", describe(), e).getMessage());
    }
    cookie.set(null);
  }

  private static ManagedObjectReference serviceInstance() {
    return new Moref("ServiceInstance", "ServiceInstance").toVim();
  }
}
