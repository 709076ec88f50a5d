package io.hostward.vsphere.session;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.transfer.VSphereException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session with one server: every SOAP call goes through {@link #call}, which logs in again once
 * when the session has ended and puts failures into words.
 */
public final class VimSession {
  private static final Logger LOG = LoggerFactory.getLogger(VimSession.class);

  private final VimPortType port;
  private final SessionCookie cookie;
  private final HostAddress address;
  private final ServiceContent content;
  private final @Nullable Logins logins;
  private final Calls calls = new Calls();

  /** A SOAP call, which may throw any of the generated exceptions. */
  @FunctionalInterface
  public interface Call<T> {
    T run(VimPortType port) throws Exception;
  }

  public VimSession(
      VimPortType port,
      SessionCookie cookie,
      HostAddress address,
      Optional<Logins.Credentials> credentials)
      throws VSphereException {
    this.port = port;
    this.cookie = cookie;
    this.address = address;
    this.content = content(port, address);
    if (credentials.isPresent()) {
      logins = new Logins(port, cookie, content.getSessionManager(), credentials.get(), describe());
      logins.open();
    } else {
      logins = null;
    }
  }

  private static ServiceContent content(VimPortType port, HostAddress address)
      throws VSphereException {
    try {
      return port.retrieveServiceContent(serviceInstance());
    } catch (Exception e) {
      throw VimFaults.translate("RetrieveServiceContent", address.toString(), e);
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
                    VSphereException.Kind.SESSION,
                    "the session's cookie is not known; hand it in together with the port",
                    null));
  }

  /**
   * Runs a call; if the session has ended, logs in and runs it once more. An interrupt ends the
   * waiting, not the call: what the server was asked to do, it may do.
   */
  public <T> T call(String operation, Call<T> call) throws VSphereException {
    // Reading from a socket cannot be interrupted, so that another thread has to do it.
    return calls.await(operation + " on " + describe(), () -> callNow(operation, call));
  }

  private <T> T callNow(String operation, Call<T> call) throws VSphereException {
    long loginsBefore = logins == null ? 0 : logins.attempts();
    try {
      return call.run(port);
    } catch (Exception e) {
      if (!VimFaults.isNotAuthenticated(e) || logins == null) {
        throw VimFaults.translate(operation, describe(), e);
      }
      LOG.debug("{} on {}: the session has ended, logging in again", operation, describe());
      logins.again(loginsBefore);
    }
    try {
      return call.run(port);
    } catch (Exception e) {
      throw VimFaults.translate(operation, describe(), e);
    }
  }

  /** Keeps the session from idling away. Cheap, and needs no more than System.View. */
  public void touch() throws VSphereException {
    call("CurrentTime", vim -> vim.currentTime(serviceInstance()));
  }

  /** Throws if the session is no longer a user's. */
  public void requireAlive(VimPortType vim) throws Exception {
    vim.currentTime(serviceInstance());
  }

  /** Changes whenever a new session is opened. */
  public long number() {
    return logins == null ? 0 : logins.attempts();
  }

  /** True if the last attempt to log in met a wrong user name or password. */
  public boolean isRefused() {
    return logins != null && logins.isRefused();
  }

  /** Ends a session that was opened here. */
  public void logout() {
    calls.close();
    if (logins == null) {
      return;
    }
    logins.end();
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
