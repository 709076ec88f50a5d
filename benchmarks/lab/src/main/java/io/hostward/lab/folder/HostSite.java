package io.hostward.lab.folder;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.MountModel;
import io.hostward.lab.session.Cookies;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.FileSource;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.ticket.Redemption;
import io.hostward.lab.ticket.ServiceTicket;
import io.hostward.lab.transfer.Pump;
import io.hostward.lab.transfer.Uploads;
import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.RateLimiter;
import io.hostward.lab.wire.Responder;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;
import java.util.Optional;

/** {@code /folder} of an ESXi host. */
public final class HostSite implements Site {
  private static final String TICKET_COOKIE = "vmware_cgi_ticket";
  private static final String DATACENTER = "ha-datacenter";

  private final LabState state;
  private final HostState host;
  private final Uploads uploads;
  private final RateLimiter out;

  /** A host whose downloads share a limiter. */
  public HostSite(LabState state, HostState host, RateLimiter out) {
    this.state = state;
    this.host = host;
    this.uploads = new Uploads(state, host, Entrance.HTTPS);
    this.out = out;
  }

  @Override
  public String server() {
    return host.moid();
  }

  @Override
  public Grant authenticate(HttpRequest request, FolderTarget target) throws Refusal {
    String cookies = request.headers().get(HttpHeaderNames.COOKIE);
    Optional<String> id = Cookies.value(cookies, TICKET_COOKIE);
    if (id.isPresent()) {
      return byTicket(id.get(), request.method().name(), target);
    }
    return Logins.grant(host.sessions(), request)
        .orElseThrow(() -> new Refusal(401, "neither ticket nor session"));
  }

  private Grant byTicket(String id, String method, FolderTarget target) throws Refusal {
    Redemption redemption = state.tickets().redeem(id, host.moid(), method, target.raw());
    ServiceTicket ticket = redemption.ticket();
    if (!redemption.accepted() || ticket == null) {
      throw new Refusal(401, "ticket: " + redemption.verdict());
    }
    boolean refused =
        state
            .faults()
            .take(host.moid(), Entrance.HTTPS, Fault.TicketRefused.class, method)
            .isPresent();
    // vCenter issues a ticket to any user; it is the host that checks the privilege.
    if (refused || !ticket.user().may("Host.Config.SystemManagement", host.moid())) {
      throw new Refusal(401, refused ? "fault" : "no Host.Config.SystemManagement");
    }
    return new Grant(ticket.user(), null);
  }

  @Override
  public DatastoreState datastore(FolderTarget target, Grant grant, String method) throws Refusal {
    requireDatacenter(target);
    DatastoreState found =
        state.datastores().stream()
            .filter(d -> d.inventoryName().equals(target.dsName()) && mounts(d))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "no such datastore on this host"));
    Rights.require(grant, method, found.moid());
    return found;
  }

  private boolean mounts(DatastoreState datastore) {
    return datastore.mount(host.moid()).map(MountModel::readable).orElse(false);
  }

  /** A host knows nothing of vCenter's datacenters. */
  private static void requireDatacenter(FolderTarget target) throws Refusal {
    String dcPath = target.dcPath();
    if (dcPath != null && !dcPath.equals(DATACENTER) && !dcPath.equals("/" + DATACENTER)) {
      throw new Refusal(404, "not a host's datacenter");
    }
  }

  @Override
  public Listing index(FolderTarget target, Grant grant) throws Refusal {
    requireDatacenter(target);
    if (target.dcPath() == null) {
      return new Listing(
          "Datacenters", List.of(new Link(DATACENTER, "/folder?dcPath=" + DATACENTER)));
    }
    return new Listing(
        "Datastores in " + DATACENTER,
        state.datastores().stream()
            .filter(this::mounts)
            .map(d -> link(d.inventoryName()))
            .toList());
  }

  private static Link link(String datastore) {
    return new Link(datastore, Listings.href("", DATACENTER, datastore));
  }

  @Override
  public Exchange put(DatastoreState datastore, String path, HttpRequest request, Responder client)
      throws StoreException {
    long length = HttpUtil.getContentLength(request, -1L);
    return new StoreUpload(uploads.put(datastore, path), length, client);
  }

  @Override
  public void get(
      DatastoreState datastore, Entry file, ByteRange range, HttpResponse head, Responder to)
      throws StoreException {
    FileSource source = datastore.store().openRead(file.path());
    to.begin(head);
    new Pump(
            to.channel(),
            uploads.get(source, datastore, range.first(), range.length()),
            out,
            piece -> to.write(new DefaultHttpContent(piece)),
            to::finish)
        .start();
  }
}
