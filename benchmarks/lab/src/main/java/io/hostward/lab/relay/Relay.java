package io.hostward.lab.relay;

import io.hostward.lab.model.VcenterModel;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.wire.RateLimiter;
import io.hostward.lab.wire.Responder;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Optional;

/** vCenter's side of the relay. Thread-safe. */
public final class Relay {
  private final LabState state;
  private final RelayChoice choice;
  private final RateLimiter cap;

  public Relay(LabState state) {
    this.state = state;
    this.choice = new RelayChoice(state);
    VcenterModel vcenter = state.model().vcenter();
    this.cap = new RateLimiter(vcenter == null ? 0 : vcenter.relayBytesPerSecond());
  }

  /** The host that vCenter takes for a datastore; empty if it knows none that is usable. */
  public Optional<HostState> host(DatastoreState datastore, boolean toWrite) {
    return choice.choose(datastore, toWrite);
  }

  /** Begins to hand an upload on to a host; its answer becomes the client's. */
  public RelayedUpload put(
      HostState host, DatastoreState datastore, String path, Responder client) {
    RelayedUpload upload = new RelayedUpload(client, cap);
    NfcRequest request = new NfcRequest(true, datastore.moid(), path, 0, 0);
    upload.connect(link(client), host, request);
    return upload;
  }

  /** Fetches bytes of a file from a host; the client gets them after this head. */
  public void get(
      HostState host,
      DatastoreState datastore,
      String path,
      long first,
      long length,
      HttpResponse head,
      Responder client) {
    NfcRequest request = new NfcRequest(false, datastore.moid(), path, first, length);
    new RelayedDownload(client, cap, head, length).connect(link(client), host, request);
  }

  private NfcLink link(Responder client) {
    return new NfcLink(client.channel().eventLoop(), state.traffic(LabState.VCENTER));
  }
}
