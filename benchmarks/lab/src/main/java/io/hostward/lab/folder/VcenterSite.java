package io.hostward.lab.folder;

import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.relay.Relay;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StoreException.Kind;
import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.Responder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Optional;

/** {@code /folder} of vCenter, which has no storage and relays every byte through a host. */
public final class VcenterSite implements Site {
  private final LabState state;
  private final Relay relay;

  public VcenterSite(LabState state) {
    this.state = state;
    this.relay = new Relay(state);
  }

  @Override
  public String server() {
    return LabState.VCENTER;
  }

  @Override
  public Grant authenticate(HttpRequest request, FolderTarget target) throws Refusal {
    return Logins.grant(state.sessions(), request)
        .orElseThrow(() -> new Refusal(401, "no live session"));
  }

  @Override
  public DatastoreState datastore(FolderTarget target, Grant grant, String method) throws Refusal {
    DatacenterModel datacenter = datacenter(target);
    String dsName = target.dsName() == null ? "" : target.dsName();
    DatastoreState found =
        state
            .datastore(datacenter.moid(), dsName)
            .orElseThrow(() -> new Refusal(404, "no such datastore"));
    // vCenter wants the rights on the datacenter as well; a host does not know of it.
    Rights.require(grant, method, datacenter.moid());
    Rights.require(grant, method, found.moid());
    return found;
  }

  /** vCenter seems to decode dcPath twice, so a name that needs escapes works either way. */
  private DatacenterModel datacenter(FolderTarget target) throws Refusal {
    String once = target.dcPath() == null ? "" : target.dcPath();
    Optional<DatacenterModel> found = state.datacenterByPath(once);
    if (found.isEmpty()) {
      try {
        found = state.datacenterByPath(PercentCoding.decode(once));
      } catch (IllegalArgumentException e) {
        throw new Refusal(404, "no such datacenter");
      }
    }
    return found.orElseThrow(() -> new Refusal(404, "no such datacenter"));
  }

  @Override
  public Listing index(FolderTarget target, Grant grant) throws Refusal {
    if (target.dcPath() == null) {
      return new Listing(
          "Datacenters",
          state.model().datacenters().stream()
              .map(d -> new Link(d.path(), "/folder?dcPath=" + PercentCoding.encode(d.path())))
              .toList());
    }
    DatacenterModel datacenter = datacenter(target);
    return new Listing(
        "Datastores in " + datacenter.path(),
        state
            .datastoresIn(datacenter.moid())
            .map(d -> link(datacenter, d.inventoryName()))
            .toList());
  }

  private static Link link(DatacenterModel datacenter, String datastore) {
    return new Link(datastore, Listings.href("", datacenter.path(), datastore));
  }

  @Override
  public Exchange put(DatastoreState datastore, String path, HttpRequest request, Responder client)
      throws Refusal, StoreException {
    if (datastore.store().stat(path).map(Entry::directory).orElse(false)) {
      throw new StoreException(Kind.IS_DIRECTORY, path);
    }
    return relay.put(host(datastore, true), datastore, path, client);
  }

  @Override
  public void get(
      DatastoreState datastore, Entry file, ByteRange range, HttpResponse head, Responder to)
      throws Refusal {
    HostState host = host(datastore, false);
    relay.get(host, datastore, file.path(), range.first(), range.length(), head, to);
  }

  private HostState host(DatastoreState datastore, boolean toWrite) throws Refusal {
    return relay
        .host(datastore, toWrite)
        .orElseThrow(() -> new Refusal(503, "no usable host mounts " + datastore.name()));
  }
}
