package io.hostward.lab;

import io.hostward.lab.model.UserModel;
import io.hostward.lab.net.LabServer;
import io.hostward.lab.session.Session;
import io.hostward.lab.state.LabState;
import java.net.URI;

/** The lab's vCenter. Thread-safe. */
public final class LabVcenter extends LabNode {

  LabVcenter(LabState state, LabServer server) {
    super(state, LabState.VCENTER, server);
  }

  /** Where SOAP is spoken: {@code https://127.0.0.10:port/sdk}. */
  public URI url() {
    return URI.create("https://" + authority() + "/sdk");
  }

  /** Address and port. */
  public String authority() {
    return state().vcenterAuthority();
  }

  /** The first user of the model. */
  public UserModel user() {
    return state().model().users().get(0);
  }

  /** Opens a session of the first user and gives its cookie, quotes and all, as for curl. */
  public String loginCookie() {
    UserModel user = user();
    return state()
        .sessions()
        .login(user.name(), user.password())
        .map(Session::cookie)
        .orElseThrow();
  }

  /** How often the first user was refused for a wrong password. */
  public int refusedLogins() {
    return state().sessions().refusedLogins(user().name());
  }

  /** How often the first user has logged in. */
  public int logins() {
    return state().sessions().logins(user().name());
  }

  /** Gives the first user another password; {@link #user} still has the old one. */
  public void changePassword(String password) {
    state().sessions().changePassword(user().name(), password);
  }

  /** Ends every session. */
  public void expireSessions() {
    state().sessions().expireAll();
  }

  /** How many sessions are live: 0 once every client has logged out. */
  public int sessions() {
    return state().sessions().count();
  }
}
