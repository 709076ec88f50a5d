package io.hostward.lab.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that a model must keep, so that a mistake shows at its cause. */
final class ModelCheck {
  private ModelCheck() {}

  static void check(
      @Nullable VcenterModel vcenter,
      List<DatacenterModel> datacenters,
      List<HostModel> hosts,
      List<DatastoreModel> datastores) {
    Set<String> ids = new HashSet<>();
    datacenters.forEach(d -> addOnce(ids, d.moid()));
    Set<String> hostIds = new HashSet<>();
    for (HostModel host : hosts) {
      addOnce(ids, host.moid());
      hostIds.add(host.moid());
      requireDatacenter(datacenters, host.datacenter(), host.name());
    }
    Set<String> names = new HashSet<>();
    for (DatastoreModel store : datastores) {
      addOnce(ids, store.moid());
      requireDatacenter(datacenters, store.datacenter(), store.name());
      addOnce(names, store.datacenter() + '/' + store.name());
      store.mounts().forEach(m -> requireHost(hostIds, m.host(), store.name()));
    }
    if (vcenter == null && hosts.size() != 1) {
      throw new IllegalArgumentException(
          "a lab without vCenter must have exactly one host, had: " + hosts.size());
    }
  }

  private static void addOnce(Set<String> ids, String id) {
    if (!ids.add(id)) {
      throw new IllegalArgumentException("ids and datastore names must be unique, twice: " + id);
    }
  }

  private static void requireDatacenter(List<DatacenterModel> all, String moid, String owner) {
    if (all.stream().noneMatch(d -> d.moid().equals(moid))) {
      throw new IllegalArgumentException(owner + " is in a datacenter that is not there: " + moid);
    }
  }

  private static void requireHost(Set<String> hostIds, String moid, String datastore) {
    if (!hostIds.contains(moid)) {
      throw new IllegalArgumentException(
          datastore + " is mounted on a host that is not there: " + moid);
    }
  }
}
