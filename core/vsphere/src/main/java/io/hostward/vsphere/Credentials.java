package io.hostward.vsphere;

import io.hostward.net.Secret;
import io.hostward.vsphere.session.Account;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  /** The same for the session, which knows nothing of this package. */
  static @Nullable Account account(@Nullable Credentials given) {
    return given == null ? null : new Account(given.user(), given.password());
  }

  /** Returns the user alone. */
  @Override
  public String toString() {
    return user;
  }
}
