package io.hostward.vsphere.session;

import io.hostward.net.Secret;

/** Who logs in: a user and the password. */
public record Account(String user, Secret password) {

  /** True if a server would see no difference. Secrets do not compare themselves. */
  boolean isSame(Account other) {
    return user.equals(other.user) && password.reveal().equals(other.password.reveal());
  }

  /** The user alone. */
  @Override
  public String toString() {
    return user;
  }
}
