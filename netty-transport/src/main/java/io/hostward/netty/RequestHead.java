package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.transfer.ServiceTicket;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** Writes the head of a request. The only place where a ticket's secret is revealed. */
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

  static HttpRequest get(ServiceTicket ticket, HostAddress server) {
    return head(HttpMethod.GET, ticket, server);
  }

  /** The target is sent unchanged: a host compares it with the ticket's byte for byte. */
  private static HttpRequest head(HttpMethod method, ServiceTicket ticket, HostAddress server) {
    String cookie = ticket.cookie().reveal();
    if (!cookie.chars().allMatch(unit -> unit >= 0x20 && unit < 0x7f)) {
      throw new IllegalArgumentException("the ticket's cookie is not printable ASCII");
    }
    HttpRequest head =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, ticket.target().requestTarget());
    head.headers()
        .set(HttpHeaderNames.HOST, withoutZone(server).authority())
        .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
        .set(HttpHeaderNames.COOKIE, cookie)
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
