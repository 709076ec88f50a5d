package io.hostward.lab.model;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds a {@link LabModel}; not thread-safe. The parameters are documented there. */
public final class LabModelBuilder {
  private @Nullable VcenterModel vcenter = VcenterModel.standard();
  private List<DatacenterModel> datacenters =
      List.of(new DatacenterModel("datacenter-2", "DC", List.of()));
  private List<HostModel> hosts = new ArrayList<>();
  private List<DatastoreModel> datastores = new ArrayList<>();
  private List<UserModel> users = List.of(LabModel.ADMINISTRATOR);
  private List<UserModel> hostUsers = List.of(LabModel.ROOT);
  private Duration sessionIdleTimeout = Duration.ofMinutes(30);
  private Duration ticketLifetime = Duration.ofMinutes(2);
  private int pageSize;
  private long relaySeed = 0x5eed_1ab5L;
  private InstantSource clock = InstantSource.system();

  LabModelBuilder() {}

  LabModelBuilder(LabModel model) {
    vcenter = model.vcenter();
    datacenters = model.datacenters();
    hosts = new ArrayList<>(model.hosts());
    datastores = new ArrayList<>(model.datastores());
    users = model.users();
    hostUsers = model.hostUsers();
    sessionIdleTimeout = model.sessionIdleTimeout();
    ticketLifetime = model.ticketLifetime();
    pageSize = model.pageSize();
    relaySeed = model.relaySeed();
    clock = model.clock();
  }

  public LabModelBuilder vcenter(@Nullable VcenterModel value) {
    vcenter = value;
    return this;
  }

  public LabModelBuilder datacenters(List<DatacenterModel> value) {
    datacenters = value;
    return this;
  }

  public LabModelBuilder hosts(List<HostModel> value) {
    hosts = new ArrayList<>(value);
    return this;
  }

  public LabModelBuilder addHost(HostModel host) {
    hosts.add(host);
    return this;
  }

  /** Changes every host, {@code h -> h.httpsPort(443)}. */
  public LabModelBuilder eachHost(UnaryOperator<HostModelBuilder> change) {
    hosts.replaceAll(host -> change.apply(host.toBuilder()).build());
    return this;
  }

  /**
   * Changes the host with an inventory name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LabModelBuilder host(String name, UnaryOperator<HostModelBuilder> change) {
    if (hosts.stream().noneMatch(h -> h.name().equals(name))) {
      throw new IllegalArgumentException("a host must be in the model, was: " + name);
    }
    hosts.replaceAll(h -> h.name().equals(name) ? change.apply(h.toBuilder()).build() : h);
    return this;
  }

  public LabModelBuilder datastores(List<DatastoreModel> value) {
    datastores = new ArrayList<>(value);
    return this;
  }

  public LabModelBuilder addDatastore(DatastoreModel datastore) {
    datastores.add(datastore);
    return this;
  }

  /** Changes every datastore, {@code d -> d.withStorage(StorageMode.discard())}. */
  public LabModelBuilder eachDatastore(UnaryOperator<DatastoreModel> change) {
    datastores.replaceAll(change);
    return this;
  }

  /**
   * Changes the datastores with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LabModelBuilder datastore(String name, UnaryOperator<DatastoreModel> change) {
    if (datastores.stream().noneMatch(d -> d.name().equals(name))) {
      throw new IllegalArgumentException("a datastore must be in the model, was: " + name);
    }
    datastores.replaceAll(d -> d.name().equals(name) ? change.apply(d) : d);
    return this;
  }

  public LabModelBuilder users(List<UserModel> value) {
    users = value;
    return this;
  }

  public LabModelBuilder hostUsers(List<UserModel> value) {
    hostUsers = value;
    return this;
  }

  public LabModelBuilder sessionIdleTimeout(Duration value) {
    sessionIdleTimeout = value;
    return this;
  }

  public LabModelBuilder ticketLifetime(Duration value) {
    ticketLifetime = value;
    return this;
  }

  public LabModelBuilder pageSize(int value) {
    pageSize = value;
    return this;
  }

  public LabModelBuilder relaySeed(long value) {
    relaySeed = value;
    return this;
  }

  public LabModelBuilder clock(InstantSource value) {
    clock = value;
    return this;
  }

  /**
   * The model.
   *
   * @throws IllegalArgumentException if an id is used twice or names nothing
   */
  public LabModel build() {
    return new LabModel(
        vcenter,
        datacenters,
        hosts,
        datastores,
        users,
        hostUsers,
        sessionIdleTimeout,
        ticketLifetime,
        pageSize,
        relaySeed,
        clock);
  }
}
