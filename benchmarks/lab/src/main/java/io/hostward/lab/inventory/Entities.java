package io.hostward.lab.inventory;

import com.vmware.vim25.ClusterComputeResourceSummary;
import com.vmware.vim25.ComputeResourceSummary;
import com.vmware.vim25.ManagedEntityStatus;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.StoragePodSummary;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.vim.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the entities of one server, with their properties, before a tree puts them in place. */
final class Entities {
  private final LabState state;
  private final ServerProfile profile;
  private final CpuUse cpu;
  private final Instant booted;
  private final Map<String, Entity> hosts = new HashMap<>();
  private final Map<String, Entity> datastores = new HashMap<>();
  private final List<Entity> loose = new ArrayList<>();

  Entities(LabState state, ServerProfile profile, CpuUse cpu) {
    this.state = state;
    this.profile = profile;
    this.cpu = cpu;
    this.booted = state.clock().instant().minus(Duration.ofDays(1));
    new Singletons(state, profile).all().forEach(loose::add);
  }

  /** Objects that are in no folder: the service's singletons and the datastores' browsers. */
  List<Entity> loose() {
    return loose;
  }

  Entity folder(String id, String name, String... childTypes) {
    return folderOf("Folder", id, name, childTypes);
  }

  private static Entity folderOf(String type, String id, String name, String... childTypes) {
    Entity folder = new Entity(type, id, id, name);
    folder.put("childType", () -> List.of(childTypes));
    folder.put("childEntity", refs(folder::children));
    return folder;
  }

  Entity storagePod(String id, String name) {
    Entity pod = folderOf("StoragePod", id, DatacenterModel.escape(name), "Datastore");
    pod.put(
        "summary",
        () -> {
          var summary = new StoragePodSummary();
          summary.setName(pod.name());
          summary.setCapacity(members(pod).stream().mapToLong(d -> d.store().capacity()).sum());
          summary.setFreeSpace(members(pod).stream().mapToLong(d -> d.store().free()).sum());
          return summary;
        });
    return pod;
  }

  private List<DatastoreState> members(Entity pod) {
    return pod.children().stream().flatMap(e -> state.datastore(e.modelId()).stream()).toList();
  }

  /** A datacenter with its four folders, whose ids are given by name. */
  Entity datacenter(DatacenterModel model, String id, Map<String, String> folderIds) {
    Entity datacenter =
        new Entity("Datacenter", id, model.moid(), DatacenterModel.escape(model.name()));
    Entity vm = folder(folderIds.getOrDefault("vm", ""), "vm", "Folder", "VirtualMachine");
    Entity host = folder(folderIds.getOrDefault("host", ""), "host", "Folder", "ComputeResource");
    Entity store =
        folder(
            folderIds.getOrDefault("datastore", ""),
            "datastore",
            "Folder",
            "Datastore",
            "StoragePod");
    Entity net = folder(folderIds.getOrDefault("network", ""), "network", "Folder", "Network");
    datacenter.put("vmFolder", ref(datacenter.add(vm)));
    datacenter.put("hostFolder", ref(datacenter.add(host)));
    datacenter.put("datastoreFolder", ref(datacenter.add(store)));
    datacenter.put("networkFolder", ref(datacenter.add(net)));
    datacenter.put("datastore", refs(() -> ofType(Inventory.below(store), "Datastore")));
    datacenter.put("network", List::of);
    return datacenter;
  }

  /** A cluster, or the compute resource around a standalone host, with its resource pool. */
  Entity computeResource(boolean cluster, String id, String poolId, String name) {
    Entity resource =
        new Entity(cluster ? "ClusterComputeResource" : "ComputeResource", id, id, name);
    Entity pool = resource.add(new Entity("ResourcePool", poolId, poolId, "Resources"));
    pool.put("owner", ref(resource)).put("resourcePool", List::of).put("vm", List::of);
    resource.put("resourcePool", ref(pool));
    resource.put("host", refs(() -> ofType(resource.children(), "HostSystem")));
    resource.put("network", List::of);
    resource.put("datastore", refs(() -> mountedByAny(ofType(resource.children(), "HostSystem"))));
    resource.put("summary", () -> summary(resource, cluster));
    return resource;
  }

  private ComputeResourceSummary summary(Entity resource, boolean cluster) {
    List<HostState> members =
        resource.children().stream().flatMap(e -> state.host(e.modelId()).stream()).toList();
    var summary = cluster ? new ClusterComputeResourceSummary() : new ComputeResourceSummary();
    int cores = members.stream().mapToInt(h -> h.model().cpuCores()).sum();
    int mhz = members.stream().mapToInt(h -> h.model().cpuCores() * h.model().cpuMhz()).sum();
    long memory = members.stream().mapToLong(h -> h.model().memoryBytes()).sum();
    summary.setTotalCpu(mhz);
    summary.setTotalMemory(memory);
    summary.setNumCpuCores((short) cores);
    summary.setNumCpuThreads((short) (2 * cores));
    summary.setEffectiveCpu(mhz);
    summary.setEffectiveMemory(memory >> 20);
    summary.setNumHosts(members.size());
    summary.setNumEffectiveHosts((int) members.stream().filter(HostState::usable).count());
    summary.setOverallStatus(ManagedEntityStatus.GREEN);
    return summary;
  }

  Entity host(HostState host, String id) {
    Entity entity = new Entity("HostSystem", id, host.moid(), DatacenterModel.escape(host.name()));
    var facts = new HostFacts(entity.ref(), host, profile, booted, cpu);
    var config = new HostConfig(entity.ref(), host, profile);
    entity.put("summary", facts::summary);
    entity.put("runtime", facts::runtime);
    entity.put("config", config::config);
    entity.put("datastore", refs(() -> mountedByAny(List.of(entity))));
    entity.put("network", List::of);
    entity.put("vm", List::of);
    hosts.put(host.moid(), entity);
    return entity;
  }

  Entity datastore(DatastoreState datastore, String id) {
    String name = datastore.inventoryName();
    Entity entity = new Entity("Datastore", id, datastore.moid(), name);
    var facts = new DatastoreFacts(entity.ref(), datastore, name);
    Entity browser =
        new Entity("HostDatastoreBrowser", "datastoreBrowser-" + id, datastore.moid(), "");
    browser.put("datastore", refs(() -> List.of(entity)));
    loose.add(browser);
    entity.put("summary", facts::summary);
    entity.put("info", facts::info);
    entity.put("capability", facts::capability);
    entity.put("host", () -> facts.mounts(this::hostRef));
    entity.put("browser", ref(browser));
    entity.put("vm", List::of);
    datastores.put(datastore.moid(), entity);
    return entity;
  }

  private @Nullable Ref hostRef(String modelId) {
    Entity host = hosts.get(modelId);
    return host == null ? null : host.ref();
  }

  private List<Entity> mountedByAny(List<Entity> wanted) {
    return state.datastores().stream()
        .filter(d -> wanted.stream().anyMatch(h -> d.mount(h.modelId()).isPresent()))
        .map(d -> datastores.get(d.moid()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<Entity> ofType(List<Entity> entities, String type) {
    return entities.stream().filter(e -> e.type().isA(type)).toList();
  }

  static Supplier<ManagedObjectReference> ref(Entity entity) {
    return () -> entity.ref().toVim();
  }

  private static Supplier<List<ManagedObjectReference>> refs(Supplier<List<Entity>> entities) {
    return () -> entities.get().stream().map(e -> e.ref().toVim()).toList();
  }
}
