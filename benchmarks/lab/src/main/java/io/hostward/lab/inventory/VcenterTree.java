package io.hostward.lab.inventory;

import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts the entities of a vCenter in place: folders, datacenters, clusters, datastore clusters. */
final class VcenterTree {
  private final LabState state;
  private final ServerProfile profile;
  private final Entities entities;
  private final Map<String, Entity> folders = new LinkedHashMap<>();
  private final Entity root;
  private int numbered;

  VcenterTree(LabState state, CpuUse cpu) {
    this.state = state;
    this.profile = ServerProfile.of(state, LabState.VCENTER);
    this.entities = new Entities(state, profile, cpu);
    this.root =
        entities.folder(profile.rootFolder().value(), "Datacenters", "Folder", "Datacenter");
  }

  Inventory build() {
    state.model().datacenters().forEach(this::datacenter);
    return new Inventory(state, profile, root, entities.loose());
  }

  private void datacenter(DatacenterModel model) {
    int base = 100 * numbered++;
    Map<String, String> ids =
        Map.of(
            "vm", "group-v" + (base + 3),
            "host", "group-h" + (base + 4),
            "datastore", "group-s" + (base + 5),
            "network", "group-n" + (base + 6));
    Entity datacenter = parentFolder(model).add(entities.datacenter(model, model.moid(), ids));
    List<Entity> inside = datacenter.children();
    hosts(model, inside.get(1), base);
    datastores(model, inside.get(2), base);
  }

  /** The folder that the datacenter is in, made on the way where it is not there yet. */
  private Entity parentFolder(DatacenterModel model) {
    Entity at = root;
    String path = "";
    for (String name : model.folders()) {
      String escaped = DatacenterModel.escape(name);
      path += "/" + escaped;
      Entity folder = folders.get(path);
      if (folder == null) {
        String id = "group-d" + (1000 + folders.size());
        folder = at.add(entities.folder(id, escaped, "Folder", "Datacenter"));
        folders.put(path, folder);
      }
      at = folder;
    }
    return at;
  }

  private void hosts(DatacenterModel model, Entity folder, int base) {
    Map<String, Entity> clusters = new LinkedHashMap<>();
    for (HostState host : state.hosts()) {
      if (host.model().datacenter().equals(model.moid())) {
        place(host, folder, clusters, base);
      }
    }
  }

  private void place(HostState host, Entity folder, Map<String, Entity> clusters, int base) {
    String cluster = host.model().cluster();
    boolean standalone = cluster == null;
    String key = standalone ? "standalone " + host.moid() : "cluster " + cluster;
    Entity resource = clusters.get(key);
    if (resource == null) {
      int number = base + 2000 + 2 * clusters.size();
      String id = (standalone ? "domain-s" : "domain-c") + number;
      String name =
          DatacenterModel.escape(standalone ? host.name() : Objects.requireNonNull(cluster));
      resource = entities.computeResource(!standalone, id, "resgroup-" + (number + 1), name);
      clusters.put(key, folder.add(resource));
    }
    resource.add(entities.host(host, host.moid()));
  }

  private void datastores(DatacenterModel model, Entity folder, int base) {
    Map<String, Entity> pods = new LinkedHashMap<>();
    for (DatastoreState datastore : state.datastores()) {
      if (datastore.model().datacenter().equals(model.moid())) {
        String pod = datastore.model().storagePod();
        Entity parent =
            pod == null
                ? folder
                : pods.computeIfAbsent(pod, name -> pod(folder, name, base + 50 + pods.size()));
        parent.add(entities.datastore(datastore, datastore.moid()));
      }
    }
  }

  private Entity pod(Entity folder, String name, int number) {
    return folder.add(entities.storagePod("group-p" + number, name));
  }
}
