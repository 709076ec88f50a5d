package io.hostward.lab.folder;

import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StoreException.Kind;
import io.hostward.lab.transfer.Uploads;
import io.hostward.lab.wire.Exchange;
import io.hostward.lab.wire.HttpReply;
import io.hostward.lab.wire.Responder;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /folder} for one server. Thread-safe. */
public final class FolderService {
  private static final Logger LOG = LoggerFactory.getLogger(FolderService.class);

  private final LabState state;
  private final Site site;

  FolderService(LabState state, Site site) {
    this.state = state;
    this.site = site;
  }

  /** The service of a host. */
  public static FolderService of(LabState state, HostSite site) {
    return new FolderService(state, site);
  }

  /** The service of vCenter. */
  public static FolderService of(LabState state, VcenterSite site) {
    return new FolderService(state, site);
  }

  /** Whether a request target is for this service. */
  public static boolean matches(String target) {
    return FolderTarget.matches(target);
  }

  /** Begins to answer a request. */
  public Exchange open(HttpRequest request, Responder client) {
    int status;
    String reason;
    try {
      return route(request, client);
    } catch (Refusal refusal) {
      status = refusal.status();
      reason = String.valueOf(refusal.getMessage());
    } catch (StoreException refusal) {
      status = Uploads.status(refusal);
      reason = String.valueOf(refusal.getMessage());
    }
    LOG.debug("{}: {} refused with {}: {}", site.server(), request.method(), status, reason);
    HttpReply reply = HttpReply.status(status);
    client.reply(
        status == 401
            ? reply.with("WWW-Authenticate", "Basic realm=\"VMware HTTP server\"")
            : reply);
    return Exchange.ANSWERED;
  }

  private Exchange route(HttpRequest request, Responder client) throws Refusal, StoreException {
    FolderTarget target = FolderTarget.parse(request.uri());
    Grant grant = site.authenticate(request, target);
    String method = request.method().name();
    Optional<Fault.EarlyStatus> early =
        state.faults().take(site.server(), Entrance.HTTPS, Fault.EarlyStatus.class, method);
    if (early.isPresent()) {
      client.replyAndClose(HttpReply.status(early.get().status()));
      return Exchange.ANSWERED;
    }
    if (method.equals("PUT")) {
      if (target.dsName() == null) {
        throw new Refusal(405, "PUT onto an index");
      }
      return site.put(site.datastore(target, grant, method), target.path(), request, client);
    }
    answer(request, target, grant, client);
    return Exchange.ANSWERED;
  }

  private void answer(HttpRequest request, FolderTarget target, Grant grant, Responder client)
      throws Refusal, StoreException {
    switch (request.method().name()) {
      case "GET", "HEAD" -> read(request, target, grant, client);
      case "DELETE" -> delete(target, grant, client);
      default -> client.reply(HttpReply.status(405).with("Allow", "GET, HEAD, PUT, DELETE"));
    }
  }

  private void read(HttpRequest request, FolderTarget target, Grant grant, Responder client)
      throws Refusal, StoreException {
    if (target.dsName() == null) {
      client.reply(withCookie(Listings.index(site.index(target, grant)), grant));
      return;
    }
    DatastoreState datastore = site.datastore(target, grant, request.method().name());
    Entry entry = existing(datastore, target);
    if (entry.directory()) {
      HttpReply page = Listings.directory(target, datastore.store().list(target.path()));
      client.reply(withCookie(page, grant));
      return;
    }
    ByteRange range = ByteRange.of(request.headers().get(HttpHeaderNames.RANGE), entry.size());
    HttpResponse head = head(entry, range, grant.setCookie());
    if (request.method().name().equals("HEAD") || range.status() == 416) {
      client.begin(head);
      client.finish();
    } else {
      site.get(datastore, entry, range, head, client);
    }
  }

  private static HttpReply withCookie(HttpReply reply, Grant grant) {
    String cookie = grant.setCookie();
    return cookie == null ? reply : reply.with("Set-Cookie", cookie);
  }

  private static HttpResponse head(Entry entry, ByteRange range, @Nullable String setCookie) {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(range.status()));
    head.headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream")
        .set(HttpHeaderNames.CONTENT_LENGTH, range.length())
        .set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
    if (range.status() != 200) {
      head.headers().set(HttpHeaderNames.CONTENT_RANGE, range.contentRange(entry.size()));
    }
    if (setCookie != null) {
      head.headers().set(HttpHeaderNames.SET_COOKIE, setCookie);
    }
    return head;
  }

  private static Entry existing(DatastoreState datastore, FolderTarget target)
      throws StoreException {
    return datastore
        .store()
        .stat(target.path())
        .orElseThrow(() -> new StoreException(Kind.NOT_FOUND, target.path()));
  }

  private void delete(FolderTarget target, Grant grant, Responder client)
      throws Refusal, StoreException {
    DatastoreState datastore = site.datastore(target, grant, "DELETE");
    Entry entry = existing(datastore, target);
    if (entry.directory()) {
      throw new StoreException(Kind.IS_DIRECTORY, target.path());
    }
    datastore.store().delete(target.path());
    client.reply(HttpReply.status(200));
  }
}
