package io.hostward.experiment.testbed;

import java.net.URI;
import java.util.Optional;
import java.util.Properties;

/**
 * How to log in to the testbed's vCenter. The password is the lab's own and guards nothing.
 *
 * @param url vCenter's SDK
 * @param user who may log in
 * @param password the user's password
 * @param thumbprint SHA-256 of vCenter's certificate
 */
public record Access(URI url, String user, String password, String thumbprint) {

  /** Adds it to properties. */
  public void write(Properties to) {
    to.setProperty("url", url.toString());
    to.setProperty("user", user);
    to.setProperty("password", password);
    to.setProperty("thumbprint", thumbprint);
  }

  /** Reads it; empty where properties do not tell all of it. */
  static Optional<Access> read(Properties from) {
    String url = from.getProperty("url");
    String user = from.getProperty("user");
    String password = from.getProperty("password");
    String thumbprint = from.getProperty("thumbprint");
    return url == null || user == null || password == null || thumbprint == null
        ? Optional.empty()
        : Optional.of(new Access(URI.create(url), user, password, thumbprint));
  }

  /** Leaves out the password. */
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
