package io.hostward.vsphere;

import io.hostward.net.Secret;
import java.util.Objects;

/**
 * Who logs in to vCenter or ESXi.
 *
 * @param user the user's name, for example {@code administrator@vsphere.local}
 * @param password the password
 */
public record Credentials(String user, Secret password) {

  /** Neither may be missing. */
  public Credentials {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /** Returns the user alone. */
  @Override
  public String toString() {
    return user;
  }
}
