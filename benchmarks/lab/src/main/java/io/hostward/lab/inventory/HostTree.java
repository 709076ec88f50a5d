package io.hostward.lab.inventory;

import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import java.util.List;
import java.util.Map;

/** Puts the entities of one host in place, with the ids that every ESXi host uses. */
final class HostTree {
  private final LabState state;
  private final HostState host;
  private final ServerProfile profile;
  private final Entities entities;

  HostTree(LabState state, HostState host, CpuUse cpu) {
    this.state = state;
    this.host = host;
    this.profile = ServerProfile.of(state, host.moid());
    this.entities = new Entities(state, profile, cpu);
  }

  Inventory build() {
    Entity root = entities.folder(profile.rootFolder().value(), "ha-folder-root", "Datacenter");
    Map<String, String> ids =
        Map.of(
            "vm", "ha-folder-vm",
            "host", "ha-folder-host",
            "datastore", "ha-folder-datastore",
            "network", "ha-folder-network");
    var model = new DatacenterModel(host.model().datacenter(), "ha-datacenter", List.of());
    Entity datacenter = root.add(entities.datacenter(model, "ha-datacenter", ids));
    String name = DatacenterModel.escape(host.name());
    Entity resource = entities.computeResource(false, "ha-compute-res", "ha-root-pool", name);
    datacenter.children().get(1).add(resource).add(entities.host(host, "ha-host"));
    for (DatastoreState datastore : state.datastores()) {
      if (datastore.mount(host.moid()).isPresent()) {
        String id = DatastoreFacts.uuid(datastore.model());
        datacenter.children().get(2).add(entities.datastore(datastore, id));
      }
    }
    return new Inventory(state, profile, root, entities.loose());
  }
}
