package io.hostward.lab.transfer;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.fault.Phase;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.FileSource;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StoreException.Kind;
import io.hostward.lab.storage.StorePath;
import java.util.Optional;

/** Opens a datastore's files on behalf of one host, through whichever entrance. Thread-safe. */
public final class Uploads {
  private final LabState state;
  private final HostState host;
  private final Entrance entrance;

  public Uploads(LabState state, HostState host, Entrance entrance) {
    this.state = state;
    this.host = host;
    this.entrance = entrance;
  }

  /** Begins an upload; the path is normal. */
  public Upload put(DatastoreState datastore, String path) throws StoreException {
    boolean writable = datastore.mount(host.moid()).map(m -> m.writable()).orElse(false);
    if (!writable) {
      throw new StoreException(Kind.INVALID, path);
    }
    refuseVsanTopLevel(datastore, path);
    Optional<Entry> before = datastore.store().stat(path);
    return new Upload(
        datastore.store().openWrite(path),
        path,
        state.faults().take(host.moid(), entrance, Phase.BODY, "PUT").orElse(null),
        host.traffic().written(datastore.moid()),
        host.bodies(),
        before.isPresent());
  }

  /** The top level of vSAN holds namespaces, which only DatastoreNamespaceManager makes. */
  private static void refuseVsanTopLevel(DatastoreState datastore, String path)
      throws StoreException {
    if (!datastore.model().type().startsWith("vsan")) {
      return;
    }
    int slash = path.indexOf('/');
    String top = slash < 0 ? "" : path.substring(0, slash);
    if (top.isEmpty() || datastore.store().stat(top).isEmpty()) {
      throw new StoreException(Kind.INVALID, path);
    }
  }

  /** Begins a download of the bytes from {@code first} on, {@code length} of them. */
  public Download get(FileSource source, DatastoreState datastore, long first, long length) {
    Fault fault = state.faults().take(host.moid(), entrance, Phase.BODY, "GET").orElse(null);
    return new Download(source, first, length, fault, host.traffic().read(datastore.moid()));
  }

  /** The HTTP status for a store's refusal; facts.md has no evidence for finer ones. */
  public static int status(StoreException refusal) {
    return switch (refusal.kind()) {
      case NOT_FOUND -> 404;
      case IS_DIRECTORY -> 405;
      case ALREADY_EXISTS, LOCKED, NO_SPACE, NOT_EMPTY, INVALID -> 500;
    };
  }

  /** A path as it is in a URL after decoding, in normal form. */
  public static String path(String decoded) throws StoreException {
    return StorePath.normalize(decoded);
  }
}
