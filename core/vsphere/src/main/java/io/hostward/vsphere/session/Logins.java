package io.hostward.vsphere.session;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VimPortType;
import io.hostward.net.Secret;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Opens a user's session, and opens it again when the server has ended it: once for all callers
 * that found it ended together, because servers lock out users after a few wrong passwords.
 */
public final class Logins {
  private final VimPortType port;
  private final SessionCookie cookie;
  private final ManagedObjectReference manager;
  private final Credentials credentials;
  private final String server;

  private long attempts;
  private @Nullable VSphereException refusal;
  private boolean ended;

  /** User and password. */
  public record Credentials(String user, Secret password) {}

  public Logins(
      VimPortType port,
      SessionCookie cookie,
      ManagedObjectReference manager,
      Credentials credentials,
      String server) {
    this.port = port;
    this.cookie = cookie;
    this.manager = manager;
    this.credentials = credentials;
    this.server = server;
  }

  /** How often a login was tried; to be read before a call and handed to {@link #again} after. */
  public synchronized long attempts() {
    return attempts;
  }

  /** True if the server refused user or password when last asked. */
  public synchronized boolean isRefused() {
    return refusal != null && refusal.kind() == Kind.LOGIN;
  }

  public synchronized void open() throws VSphereException {
    attempts++;
    refusal = null;
    try {
      port.login(manager, credentials.user(), credentials.password().reveal(), null);
    } catch (Exception e) {
      refusal = VimFaults.translate("Login of " + credentials.user(), server, e);
      throw refusal;
    }
  }

  /** Logs in unless somebody did since; shares the outcome with those who waited for it. */
  public synchronized void again(long attemptsBefore) throws VSphereException {
    if (ended) {
      throw new VSphereException(
          Kind.SESSION, "the connection to " + server + " was closed; build a new one", null);
    }
    if (attempts == attemptsBefore) {
      cookie.set(null);
      open();
    } else if (refusal != null) {
      throw new VSphereException(refusal.kind(), String.valueOf(refusal.getMessage()), refusal);
    }
  }

  /** Waits for a login that is under way, and permits none after it. */
  public synchronized void end() {
    ended = true;
  }
}
