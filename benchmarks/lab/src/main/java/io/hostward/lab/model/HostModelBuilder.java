package io.hostward.lab.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a {@link HostModel}; not thread-safe. The parameters are documented there. */
public final class HostModelBuilder {

  private final String moid;
  private String name;
  private String datacenter = "datacenter-2";
  private @Nullable String cluster = "Cluster";
  private boolean sockets = true;
  private String address = "127.0.0.1";
  private int httpsPort = 0;
  private int nfcPort = 0;
  private List<ManagementNic> managementNics = List.of();
  private @Nullable String ticketHostName;
  private HostTrust trust = HostTrust.SHA1_AND_SHA256;
  private int cpuMhz = 2400;
  private int cpuCores = 16;
  private long memoryBytes = 64L << 30;
  private List<PhysicalNic> pnics = List.of(new PhysicalNic("vmnic0", 10_000));
  private long bytesPerSecond = 0;
  private ConnectionState connection = ConnectionState.CONNECTED;
  private PowerState power = PowerState.POWERED_ON;
  private boolean maintenance = false;
  private boolean quarantine = false;
  private @Nullable StandbyMode standby = StandbyMode.NONE;
  private Load load = Load.IDLE;

  HostModelBuilder(String moid, String name) {
    this.moid = moid;
    this.name = name;
    this.ticketHostName = name;
  }

  HostModelBuilder(HostModel host) {
    this.moid = host.moid();
    this.name = host.name();
    this.datacenter = host.datacenter();
    this.cluster = host.cluster();
    this.sockets = host.sockets();
    this.address = host.address();
    this.httpsPort = host.httpsPort();
    this.nfcPort = host.nfcPort();
    // A card that only repeats the address must follow when the address changes.
    boolean standard = host.managementNics().equals(List.of(ManagementNic.vmk0(host.address())));
    this.managementNics = standard ? List.of() : host.managementNics();
    this.ticketHostName = host.ticketHostName();
    this.trust = host.trust();
    this.cpuMhz = host.cpuMhz();
    this.cpuCores = host.cpuCores();
    this.memoryBytes = host.memoryBytes();
    this.pnics = host.pnics();
    this.bytesPerSecond = host.bytesPerSecond();
    this.connection = host.connection();
    this.power = host.power();
    this.maintenance = host.maintenance();
    this.quarantine = host.quarantine();
    this.standby = host.standby();
    this.load = host.load();
  }

  public HostModelBuilder name(String value) {
    this.name = value;
    return this;
  }

  public HostModelBuilder datacenter(String value) {
    this.datacenter = value;
    return this;
  }

  public HostModelBuilder cluster(@Nullable String value) {
    this.cluster = value;
    return this;
  }

  public HostModelBuilder sockets(boolean value) {
    this.sockets = value;
    return this;
  }

  public HostModelBuilder address(String value) {
    this.address = value;
    return this;
  }

  public HostModelBuilder httpsPort(int value) {
    this.httpsPort = value;
    return this;
  }

  public HostModelBuilder nfcPort(int value) {
    this.nfcPort = value;
    return this;
  }

  public HostModelBuilder managementNics(List<ManagementNic> value) {
    this.managementNics = value;
    return this;
  }

  public HostModelBuilder ticketHostName(@Nullable String value) {
    this.ticketHostName = value;
    return this;
  }

  public HostModelBuilder trust(HostTrust value) {
    this.trust = value;
    return this;
  }

  public HostModelBuilder cpuMhz(int value) {
    this.cpuMhz = value;
    return this;
  }

  public HostModelBuilder cpuCores(int value) {
    this.cpuCores = value;
    return this;
  }

  public HostModelBuilder memoryBytes(long value) {
    this.memoryBytes = value;
    return this;
  }

  public HostModelBuilder pnics(List<PhysicalNic> value) {
    this.pnics = value;
    return this;
  }

  public HostModelBuilder bytesPerSecond(long value) {
    this.bytesPerSecond = value;
    return this;
  }

  public HostModelBuilder connection(ConnectionState value) {
    this.connection = value;
    return this;
  }

  public HostModelBuilder power(PowerState value) {
    this.power = value;
    return this;
  }

  public HostModelBuilder maintenance(boolean value) {
    this.maintenance = value;
    return this;
  }

  public HostModelBuilder quarantine(boolean value) {
    this.quarantine = value;
    return this;
  }

  public HostModelBuilder standby(@Nullable StandbyMode value) {
    this.standby = value;
    return this;
  }

  public HostModelBuilder load(Load value) {
    this.load = value;
    return this;
  }

  /** The host; one without management cards gets {@code vmk0} at its own address. */
  public HostModel build() {
    List<ManagementNic> nics =
        managementNics.isEmpty() ? List.of(ManagementNic.vmk0(address)) : managementNics;
    return new HostModel(
        moid,
        name,
        datacenter,
        cluster,
        sockets,
        address,
        httpsPort,
        nfcPort,
        nics,
        ticketHostName,
        trust,
        cpuMhz,
        cpuCores,
        memoryBytes,
        pnics,
        bytesPerSecond,
        connection,
        power,
        maintenance,
        quarantine,
        standby,
        load);
  }
}
