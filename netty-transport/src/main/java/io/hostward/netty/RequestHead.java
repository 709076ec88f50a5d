package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.ServiceTicket;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** Writes the head of a request. The only place where a cookie is revealed. */
final class RequestHead {
  private static final String USER_AGENT = "hostward/" + version();

  private RequestHead() {}

  /**
   * A PUT of so many bytes. It does not send {@code Expect: 100-continue}: no such answer was ever
   * seen from vSphere, and waiting for it costs seconds.
   */
  static HttpRequest put(ServiceTicket ticket, HostAddress server, long size) {
    HttpRequest head = head(HttpMethod.PUT, ticket, server);
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM);
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, size);
    return head;
  }

  /** A GET of a file from an offset on; a server that knows no ranges answers as without. */
  static HttpRequest get(ServiceTicket ticket, HostAddress server, long offset) {
    HttpRequest head = head(HttpMethod.GET, ticket, server);
    if (offset > 0) {
      head.headers().set(HttpHeaderNames.RANGE, "bytes=" + offset + "-");
    }
    return head;
  }

  /**
   * A POST of such a body, on a connection that stays. What the caller says of the connection or
   * the body's length does not count.
   */
  static HttpRequest post(ServerCall call) {
    if (!isVisible(call.path()) || !call.path().startsWith("/")) {
      throw new IllegalArgumentException("a call's path begins with '/' and is visible ASCII");
    }
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, call.path());
    call.headers().forEach((name, value) -> head.headers().set(name, value));
    head.headers()
        .remove(HttpHeaderNames.CONNECTION)
        .remove(HttpHeaderNames.TRANSFER_ENCODING)
        .remove(HttpHeaderNames.EXPECT)
        .remove(HttpHeaderNames.COOKIE)
        .set(HttpHeaderNames.HOST, withoutZone(call.server()).authority())
        .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
        .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.GZIP)
        .set(HttpHeaderNames.CONTENT_LENGTH, call.body().length);
    call.cookie()
        .ifPresent(cookie -> head.headers().set(HttpHeaderNames.COOKIE, printable(cookie)));
    return head;
  }

  private static String printable(Secret secret) {
    String cookie = secret.reveal();
    if (!cookie.chars().allMatch(unit -> unit >= 0x20 && unit < 0x7f)) {
      throw new IllegalArgumentException("the cookie is not printable ASCII");
    }
    return cookie;
  }

  private static boolean isVisible(String text) {
    return text.chars().allMatch(unit -> unit > 0x20 && unit < 0x7f);
  }

  /** The target is sent unchanged: a host compares it with the ticket's byte for byte. */
  private static HttpRequest head(HttpMethod method, ServiceTicket ticket, HostAddress server) {
    HttpRequest head =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, ticket.target().requestTarget());
    head.headers()
        .set(HttpHeaderNames.HOST, withoutZone(server).authority())
        .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
        .set(HttpHeaderNames.COOKIE, printable(ticket.cookie()))
        .set(HttpHeaderNames.ACCEPT, "*/*")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return head;
  }

  /** An IPv6 zone ({@code fe80::1%eth0}) means something on this machine only. */
  private static HostAddress withoutZone(HostAddress server) {
    int zone = server.host().indexOf('%');
    return zone < 0 ? server : new HostAddress(server.host().substring(0, zone), server.port());
  }

  private static String version() {
    String version = RequestHead.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
