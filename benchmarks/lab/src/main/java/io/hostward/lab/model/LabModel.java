package io.hostward.lab.model;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The whole simulated vSphere as it is when the lab starts. Immutable and thread-safe.
 *
 * @param vcenter null for a standalone ESXi host, whose {@code /sdk} says {@code HostAgent}
 * @param datacenters at least one
 * @param hosts in vCenter's order
 * @param datastores in vCenter's order
 * @param users who may log in to vCenter
 * @param hostUsers who may log in to the hosts themselves
 * @param sessionIdleTimeout after which an unused session is gone; 30 minutes on a real vCenter
 * @param ticketLifetime after which an unused ticket is gone; 2 minutes, as for CIM tickets
 * @param pageSize most objects in one page of RetrievePropertiesEx whatever the client asks for; 0
 *     for no cap
 * @param relaySeed secret of the rule by which vCenter picks the host that it relays through
 * @param clock the lab's only source of time for sessions, tickets and samples
 */
public record LabModel(
    @Nullable VcenterModel vcenter,
    List<DatacenterModel> datacenters,
    List<HostModel> hosts,
    List<DatastoreModel> datastores,
    List<UserModel> users,
    List<UserModel> hostUsers,
    Duration sessionIdleTimeout,
    Duration ticketLifetime,
    int pageSize,
    long relaySeed,
    InstantSource clock) {

  /** The user of the default models' vCenter. */
  public static final UserModel ADMINISTRATOR =
      new UserModel("administrator@vsphere.local", "Lab-pass-1!");

  /** The user of the default models' hosts. */
  public static final UserModel ROOT = new UserModel("root", "Lab-root-1!");

  /** Checks that ids are unique and that every reference has its object. */
  public LabModel {
    datacenters = List.copyOf(datacenters);
    hosts = List.copyOf(hosts);
    datastores = List.copyOf(datastores);
    users = List.copyOf(users);
    hostUsers = List.copyOf(hostUsers);
    ModelCheck.check(vcenter, datacenters, hosts, datastores);
  }

  /**
   * One vCenter at 127.0.0.10, hosts ESX1 to ESX4 at 127.0.0.171 to .174 in one cluster, a local
   * datastore on each ({@code ESX1-local}) and {@code vmstore}, which all of them mount.
   */
  public static LabModel standard() {
    return standard(4);
  }

  /** The same with another number of hosts, up to 84 of them with an address of their own. */
  public static LabModel standard(int hostCount) {
    List<HostModel> hosts =
        IntStream.rangeClosed(1, hostCount).mapToObj(LabModel::numberedHost).toList();
    List<DatastoreModel> stores = new ArrayList<>();
    for (int i = 0; i < hostCount; i++) {
      HostModel host = hosts.get(i);
      String moid = "datastore-" + (32 + i);
      stores.add(DatastoreModel.vmfs(moid, host.name() + "-local", List.of(host.moid())));
    }
    List<String> all = hosts.stream().map(HostModel::moid).toList();
    stores.add(DatastoreModel.vmfs("datastore-31", "vmstore", all));
    return new LabModelBuilder().hosts(hosts).datastores(stores).build();
  }

  /** One ESXi host without a vCenter, with {@code datastore1}; log in as {@link #ROOT}. */
  public static LabModel standaloneHost() {
    HostModel host =
        HostModel.builder("ha-host", "esx1")
            .datacenter("ha-datacenter")
            .cluster(null)
            .address("127.0.0.171")
            .build();
    DatastoreModel store =
        DatastoreModel.vmfs("datastore-31", "datastore1", List.of(host.moid()))
            .withDatacenter("ha-datacenter");
    return new LabModelBuilder()
        .vcenter(null)
        .datacenters(List.of(new DatacenterModel("ha-datacenter", "ha-datacenter", List.of())))
        .hosts(List.of(host))
        .datastores(List.of(store))
        .build();
  }

  private static HostModel numberedHost(int number) {
    return HostModel.builder("host-" + (20 + number), "ESX" + number)
        .address("127.0.0." + Math.min(254, 170 + number))
        .build();
  }

  /** A builder with one empty datacenter {@code DC} ({@code datacenter-2}) and a vCenter. */
  public static LabModelBuilder builder() {
    return new LabModelBuilder();
  }

  /** A builder that starts with this model's values. */
  public LabModelBuilder toBuilder() {
    return new LabModelBuilder(this);
  }
}
