package io.hostward.vsphere.session;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VimPortType;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.soap.SessionCookie;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a user's session, and opens it again when the server has ended it: once for all callers
 * that found it ended together.
 *
 * <p>Servers lock users out after a few wrong passwords. So a pair of user and password that was
 * refused is never sent again, whichever caller asks; and after a refusal there is no login before
 * the supplier was asked again, which happens at the start of an upload alone ({@link #askAnew}).
 * Any fault is a refusal, since it may count towards the lock. One that tells of trouble of the
 * server's own holds for a minute only, or a vCenter that once started slowly would be lost to a
 * process that goes on for months. A login without an answer was not refused.
 */
final class Logins {
  private static final long SHORT_REFUSAL = TimeUnit.MINUTES.toNanos(1);

  private final VimPortType port;
  private final SessionCookie cookie;
  private final ManagedObjectReference manager;
  private final Supplier<@Nullable Account> supplier;
  private final String server;
  private final LongSupplier nanoTime;
  private final List<Refused> refused = new ArrayList<>();

  private long attempts;
  private @Nullable VSphereException failure;
  private volatile @Nullable VSphereException refusal;
  private volatile boolean ended;

  /**
   * A pair that is not sent.
   *
   * @param since when it was refused, on the clock of nanoseconds
   */
  private record Refused(Account account, VSphereException told, long since, boolean forEver) {}

  Logins(
      VimPortType port,
      SessionCookie cookie,
      ManagedObjectReference manager,
      Supplier<@Nullable Account> supplier,
      String server,
      LongSupplier nanoTime) {
    this.port = port;
    this.cookie = cookie;
    this.manager = manager;
    this.supplier = supplier;
    this.server = server;
    this.nanoTime = nanoTime;
  }

  /** How often a login was tried; to be read before a call and handed to {@link #again} after. */
  synchronized long attempts() {
    return attempts;
  }

  /** True while there is no login, because what the supplier gave last was refused. */
  boolean isRefused() {
    return refusal != null;
  }

  /** Throws the refusal, if there is one, so that nothing is asked without a session. */
  void requireNotRefused() throws VSphereException {
    VSphereException told = refusal;
    if (told != null) {
      throw again(told);
    }
  }

  synchronized void open() throws VSphereException {
    Account account = ask();
    refused.removeIf(
        pair -> !pair.forEver() && nanoTime.getAsLong() - pair.since() >= SHORT_REFUSAL);
    for (Refused pair : refused) {
      if (pair.account().isSame(account)) {
        refusal = pair.told();
        throw again(pair.told());
      }
    }
    login(account);
  }

  /** Logs in unless another thread did since; shares the outcome with those that waited for it. */
  synchronized void again(long attemptsBefore) throws VSphereException {
    requireOpen();
    requireNotRefused();
    if (attempts == attemptsBefore) {
      cookie.set(null);
      open();
    } else if (failure != null) {
      throw again(failure);
    }
  }

  /** After a refusal: asks the supplier once more, and logs in if it gives another pair. */
  synchronized void askAnew() throws VSphereException {
    if (refusal != null) {
      requireOpen();
      open();
    }
  }

  /** Permits no login any more, and waits for one that is under way. */
  void end() {
    ended = true;
    // A login holds the lock.
    long unused = attempts();
  }

  private void requireOpen() throws VSphereException {
    if (ended) {
      throw Calls.closed("a login on " + server);
    }
  }

  private void login(Account account) throws VSphereException {
    attempts++;
    try {
      port.login(manager, account.user(), account.password().reveal(), null);
      failure = null;
      refusal = null;
    } catch (Exception e) {
      VSphereException told = told(account, e);
      boolean isRefusal = told.kind() == Kind.LOGIN;
      if (isRefusal) {
        refused.add(new Refused(account, told, nanoTime.getAsLong(), !isTrouble(e)));
      }
      failure = told;
      refusal = isRefusal ? told : null;
      throw told;
    }
  }

  private VSphereException told(Account account, Exception e) {
    VSphereException told =
        VimFaults.translate("Login of " + Printable.of(account.user()), server, e);
    boolean isFault = e instanceof SOAPFaultException || VimFaults.typeName(e).isPresent();
    return isFault && told.kind() != Kind.LOGIN
        ? new VSphereException(
            Kind.LOGIN,
            told.getMessage()
                + "; this user and password are not sent again"
                + (isTrouble(e) ? " for a minute" : ""),
            told)
        : told;
  }

  private static boolean isTrouble(Exception e) {
    return VimFaults.typeName(e).equals(Optional.of("SystemError"));
  }

  /** The supplier is the application's code; its exception may hold what must not be shown. */
  private Account ask() throws VSphereException {
    String what;
    try {
      Account account = supplier.get();
      if (account != null) {
        return account;
      }
      what = "gave none";
    } catch (RuntimeException e) {
      what = "failed with " + e.getClass().getName() + " (its words may hold a secret)";
    }
    VSphereException told =
        new VSphereException(
            Kind.LOGIN,
            "no login on " + server + ": the supplier of credentials " + what + "; correct it",
            null);
    refusal = told;
    throw told;
  }

  /** Each caller throws an exception of its own. */
  private static VSphereException again(VSphereException told) {
    return new VSphereException(told.kind(), String.valueOf(told.getMessage()), told);
  }
}
