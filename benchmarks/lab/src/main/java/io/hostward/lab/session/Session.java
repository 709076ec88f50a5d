package io.hostward.lab.session;

import io.hostward.lab.model.UserModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One login. Thread-safe.
 *
 * <p>The key, which {@code UserSession.key} and SessionIsActive carry, differs from the cookie's
 * value, as on a real vCenter; clients that mix them up fail here too.
 */
public final class Session {
  /** The name of the session cookie. */
  public static final String COOKIE = "vmware_soap_session";

  private final String key;
  private final String cookieValue;
  private final UserModel user;
  private final Instant loginTime;
  private volatile Instant lastActive;
  private volatile @Nullable String address;
  private volatile @Nullable String agent;

  Session(String key, String cookieValue, UserModel user, Instant loginTime) {
    this.key = key;
    this.cookieValue = cookieValue;
    this.user = user;
    this.loginTime = loginTime;
    this.lastActive = loginTime;
  }

  public String key() {
    return key;
  }

  public UserModel user() {
    return user;
  }

  public Instant loginTime() {
    return loginTime;
  }

  public Instant lastActive() {
    return lastActive;
  }

  /** The address that it was opened from; null if unknown. */
  public @Nullable String address() {
    return address;
  }

  /** The {@code User-Agent} that it was opened by; null if it did not say. */
  public @Nullable String agent() {
    return agent;
  }

  /** Tells where it was opened. */
  public void openedFrom(String clientAddress, @Nullable String userAgent) {
    address = clientAddress;
    agent = userAgent;
  }

  void touch(Instant now) {
    lastActive = now;
  }

  String cookieValue() {
    return cookieValue;
  }

  /** The value of the {@code Set-Cookie} header; the double quotes are part of the cookie. */
  public String setCookie() {
    return cookie() + "; Path=/; HttpOnly; Secure";
  }

  /** The cookie as a client sends it back. A secret. */
  public String cookie() {
    return COOKIE + "=\"" + cookieValue + "\"";
  }

  /** The user alone: neither key nor cookie reaches a log line. */
  @Override
  public String toString() {
    return "Session[" + user.name() + "]";
  }
}
