package io.hostward.lab;

import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.Load;
import io.hostward.lab.model.PowerState;
import io.hostward.lab.model.StandbyMode;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.net.LabServer;
import io.hostward.lab.session.Session;
import io.hostward.lab.state.BodyMeter;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One of the lab's hosts. The setters change what vCenter says of it; to make it misbehave, kill it
 * or give it faults. Thread-safe.
 */
public final class LabHost extends LabNode {
  private final HostState host;

  LabHost(LabState state, HostState host, @Nullable LabServer server) {
    super(state, host.moid(), server);
    this.host = host;
  }

  /** Its inventory name. */
  public String name() {
    return host.name();
  }

  /** The address that it listens on. */
  public String address() {
    return host.address();
  }

  /** The port that stands for 443. */
  public int httpsPort() {
    return host.httpsPort();
  }

  /** The port that stands for 902. */
  public int nfcPort() {
    return host.nfcPort();
  }

  /** Address and HTTPS port. */
  public String authority() {
    return host.authority();
  }

  /** Where it speaks SOAP itself. */
  public URI url() {
    return URI.create("https://" + authority() + "/sdk");
  }

  /** The first user of the model's hosts. */
  public UserModel user() {
    return state().model().hostUsers().get(0);
  }

  /** Opens a session of the first user on the host itself and gives its cookie. */
  public String loginCookie() {
    UserModel user = user();
    return host.sessions().login(user.name(), user.password()).map(Session::cookie).orElseThrow();
  }

  /**
   * A ticket of vCenter's first user for one request to this host, as a cookie for curl.
   *
   * @param method {@code PUT}; null for any
   * @param pathAndQuery {@code /folder/a.iso?dsName=vmstore}, byte for byte as it will be sent
   */
  public String ticketCookie(@Nullable String method, String pathAndQuery) {
    UserModel user = state().model().users().get(0);
    return "vmware_cgi_ticket="
        + state().tickets().issue(host.moid(), method, pathAndQuery, user).id();
  }

  /** Bytes of files that it wrote to a datastore (its managed object id). */
  public long written(String datastore) {
    return host.traffic().written(datastore).sum();
  }

  /** Bytes of files that this host read from a datastore (its managed object id). */
  public long read(String datastore) {
    return host.traffic().read(datastore).sum();
  }

  /** The bodies of files that it takes: how many, and how many at once. */
  public BodyMeter bodies() {
    return host.bodies();
  }

  public void setConnection(ConnectionState value) {
    host.setConnection(value);
  }

  public void setPower(PowerState value) {
    host.setPower(value);
  }

  public void setMaintenance(boolean value) {
    host.setMaintenance(value);
  }

  public void setQuarantine(boolean value) {
    host.setQuarantine(value);
  }

  public void setStandby(@Nullable StandbyMode value) {
    host.setStandby(value);
  }

  public void setLoad(Load value) {
    host.setLoad(value);
  }
}
