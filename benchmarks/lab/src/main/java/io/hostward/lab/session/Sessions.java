package io.hostward.lab.session;

import io.hostward.lab.model.UserModel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions of one server. Thread-safe. */
public final class Sessions {
  private final Map<String, UserModel> users = new ConcurrentHashMap<>();
  private final Map<String, LoginCounts> logins = new ConcurrentHashMap<>();
  private final Duration idleTimeout;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> byCookie = new ConcurrentHashMap<>();
  private final Map<String, UserModel> cloneTickets = new ConcurrentHashMap<>();

  /** No session yet. */
  public Sessions(List<UserModel> users, Duration idleTimeout, InstantSource clock) {
    users.forEach(user -> this.users.put(key(user.name()), user));
    this.idleTimeout = idleTimeout;
    this.clock = clock;
  }

  /** How often a user logged in, and was refused. */
  private record LoginCounts(int opened, int refused) {
    static final LoginCounts NONE = new LoginCounts(0, 0);

    LoginCounts and(boolean success) {
      return success ? new LoginCounts(opened + 1, refused) : new LoginCounts(opened, refused + 1);
    }
  }

  /** Opens a session; empty if user or password is wrong. Either is counted. */
  public Optional<Session> login(String userName, String password) {
    Optional<UserModel> user = authenticate(userName, password);
    logins.compute(
        key(userName),
        (name, known) -> (known == null ? LoginCounts.NONE : known).and(user.isPresent()));
    return user.map(this::open);
  }

  /** How many sessions a user has opened by name and password. */
  public int logins(String userName) {
    return logins.getOrDefault(key(userName), LoginCounts.NONE).opened();
  }

  /** How often a user name came with a wrong password. */
  public int refusedLogins(String userName) {
    return logins.getOrDefault(key(userName), LoginCounts.NONE).refused();
  }

  /**
   * Gives a user another password. Sessions live on, as they do on a real server.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public void changePassword(String userName, String password) {
    UserModel changed =
        users.computeIfPresent(
            key(userName), (name, user) -> new UserModel(user.name(), password, user.withheld()));
    if (changed == null) {
      throw new IllegalArgumentException("no user " + userName + ", there are: " + users.keySet());
    }
  }

  private static String key(String userName) {
    return userName.toLowerCase(Locale.ROOT);
  }

  /** The user with this name and password; opens no session. */
  public Optional<UserModel> authenticate(String userName, String password) {
    return Optional.ofNullable(users.get(key(userName)))
        .filter(user -> user.password().equals(password));
  }

  /**
   * The live session of a request, by its {@code Cookie} header, quoted or not; a session found
   * counts as used now.
   */
  public Optional<Session> find(@Nullable String cookieHeader) {
    return Cookies.value(cookieHeader, Session.COOKIE).flatMap(this::live);
  }

  /** The live session with a key; does not count as use. */
  public Optional<Session> byKey(String key) {
    Instant now = clock.instant();
    return byCookie.values().stream()
        .filter(s -> s.key().equals(key) && !expired(s, now))
        .findFirst();
  }

  /** All live sessions, oldest first; does not count as use. */
  public List<Session> all() {
    Instant now = clock.instant();
    return byCookie.values().stream()
        .filter(s -> !expired(s, now))
        .sorted(Comparator.comparing(Session::loginTime).thenComparing(Session::key))
        .toList();
  }

  /** A ticket by which another connection may open a session of the same user, once. */
  public String cloneTicket(Session session) {
    String ticket = "cst-VCT-" + secret();
    cloneTickets.put(ticket, session.user());
    return ticket;
  }

  /** Opens a session by a clone ticket; empty if it is unknown or spent. */
  public Optional<Session> redeemCloneTicket(String ticket) {
    return Optional.ofNullable(cloneTickets.remove(ticket)).map(this::open);
  }

  /** Ends a session. */
  public void logout(Session session) {
    byCookie.remove(session.cookieValue());
  }

  /** Ends every session at once, as a restart of vCenter does. */
  public void expireAll() {
    byCookie.clear();
  }

  /** How many sessions are live. */
  public int count() {
    Instant now = clock.instant();
    byCookie.values().removeIf(s -> expired(s, now));
    return byCookie.size();
  }

  private Session open(UserModel user) {
    Session session = new Session(key(), secret(), user, clock.instant());
    byCookie.put(session.cookieValue(), session);
    return session;
  }

  private Optional<Session> live(String cookieValue) {
    Session session = byCookie.get(cookieValue);
    if (session == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (expired(session, now)) {
      byCookie.remove(cookieValue);
      return Optional.empty();
    }
    session.touch(now);
    return Optional.of(session);
  }

  private boolean expired(Session session, Instant now) {
    return !session.lastActive().plus(idleTimeout).isAfter(now);
  }

  private String key() {
    String s = secret();
    return "52" + s.substring(0, 6) + '-' + s.substring(6, 10) + '-' + s.substring(10, 22);
  }

  private String secret() {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
