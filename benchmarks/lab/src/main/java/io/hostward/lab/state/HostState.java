package io.hostward.lab.state;

import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.Load;
import io.hostward.lab.model.ManagementNic;
import io.hostward.lab.model.PowerState;
import io.hostward.lab.model.StandbyMode;
import io.hostward.lab.session.Sessions;
import io.hostward.lab.tls.ServerIdentity;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running host. Thread-safe; every change is told to the lab's listeners. */
public final class HostState {
  private final HostModel model;
  private final ServerIdentity identity;
  private final Sessions sessions;
  private final Consumer<String> changed;
  private final TrafficMeter traffic = new TrafficMeter();
  private final BodyMeter bodies = new BodyMeter();
  private volatile ConnectionState connection;
  private volatile PowerState power;
  private volatile boolean maintenance;
  private volatile boolean quarantine;
  private volatile @Nullable StandbyMode standby;
  private volatile Load load;
  private volatile int httpsPort;
  private volatile int nfcPort;
  private volatile String address;

  HostState(HostModel model, ServerIdentity identity, Sessions sessions, Consumer<String> changed) {
    this.model = model;
    this.identity = identity;
    this.sessions = sessions;
    this.changed = changed;
    connection = model.connection();
    power = model.power();
    maintenance = model.maintenance();
    quarantine = model.quarantine();
    standby = model.standby();
    load = model.load();
    httpsPort = model.httpsPort();
    nfcPort = model.nfcPort();
    address = model.address();
  }

  /** The host as it was when the lab started. */
  public HostModel model() {
    return model;
  }

  /** Its managed object id. */
  public String moid() {
    return model.moid();
  }

  /** Its inventory name. */
  public String name() {
    return model.name();
  }

  /** Its certificate, as vCenter recorded it. */
  public ServerIdentity identity() {
    return identity;
  }

  /** Who is logged in to the host itself. */
  public Sessions sessions() {
    return sessions;
  }

  /** Bytes that passed its doors. */
  public TrafficMeter traffic() {
    return traffic;
  }

  /** Bodies of files that it takes. */
  public BodyMeter bodies() {
    return bodies;
  }

  public ConnectionState connection() {
    return connection;
  }

  public void setConnection(ConnectionState value) {
    connection = value;
    changed.accept(moid());
  }

  public PowerState power() {
    return power;
  }

  public void setPower(PowerState value) {
    power = value;
    changed.accept(moid());
  }

  public boolean maintenance() {
    return maintenance;
  }

  public void setMaintenance(boolean value) {
    maintenance = value;
    changed.accept(moid());
  }

  public boolean quarantine() {
    return quarantine;
  }

  public void setQuarantine(boolean value) {
    quarantine = value;
    changed.accept(moid());
  }

  public @Nullable StandbyMode standby() {
    return standby;
  }

  public void setStandby(@Nullable StandbyMode value) {
    standby = value;
    changed.accept(moid());
  }

  /** Its background load; the bytes of {@link #traffic} come on top. */
  public Load load() {
    return load;
  }

  public void setLoad(Load value) {
    load = value;
    changed.accept(moid());
  }

  /** The address that it is bound to: the model's, or 127.0.0.1 where that cannot be bound. */
  public String address() {
    return address;
  }

  /**
   * Its management cards as the inventory shows them: the model's, with the bound address in place
   * of one that the machine does not have.
   */
  public List<ManagementNic> managementNics() {
    String modelled = model.address();
    return model.managementNics().stream()
        .map(nic -> modelled.equals(nic.ipv4()) ? nic.withIpv4(address) : nic)
        .toList();
  }

  /** The port that it is bound to; 0 before it is. */
  public int httpsPort() {
    return httpsPort;
  }

  /** The port of its 902 stand-in; 0 before it is bound. */
  public int nfcPort() {
    return nfcPort;
  }

  /** Address and port as in a URL. */
  public String authority() {
    return address + ":" + httpsPort;
  }

  /** Told by the server once it listens. */
  public void bound(String boundAddress, int boundHttpsPort, int boundNfcPort) {
    address = boundAddress;
    httpsPort = boundHttpsPort;
    nfcPort = boundNfcPort;
    changed.accept(moid());
  }

  /** Whether vCenter would use it: connected, powered on, not in maintenance. */
  public boolean usable() {
    return connection == ConnectionState.CONNECTED
        && power == PowerState.POWERED_ON
        && !maintenance;
  }
}
