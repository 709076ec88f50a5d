package io.hostward.netty;

import io.hostward.transfer.ServiceTicket;

/** What to do if a server is not reached or refuses, by who named it. */
enum Advice {
  /** A host that vCenter knows, with a certificate that vCenter knows. */
  HOST(
      "check the name service, or have a HostAddressResolver name an address",
      "check routes and firewalls between here and the host's management network",
      "check that the host's web service runs and that no firewall is in the way",
      "if the certificate was renewed, reconnect the host in vCenter; otherwise another machine may"
          + " be answering in its place",
      "check that the port is the host's HTTPS port and that its web service is not overloaded",
      "the host refused the ticket; if it is so each time, the user lacks"
          + " Host.Config.SystemManagement on the host, which a transfer straight to it takes; else"
          + " the ticket was used, expired or is for another URL"),
  /** A server that the application named: vCenter, or a host without one. */
  SERVER(
      "check the server's name and the name service",
      "check the server's address, and routes and firewalls between here and it",
      "check the server's address, that its web service runs and that no firewall is in the way",
      "if this is the right server, trust its authority or pin its thumbprint",
      "check that the port is the server's HTTPS port and that it is not overloaded",
      "the server refused the session: it has ended, or was never one of this server; log in again,"
          + " and check that the session is not ended by others or idle for too long");

  private final String unknownName;
  private final String unreachable;
  private final String refused;
  private final String untrusted;
  private final String noHandshake;
  private final String unauthorized;

  /** What the permission for one request at a host looks like. */
  private static final String TICKET = "vmware_cgi_ticket=";

  Advice(
      String unknownName,
      String unreachable,
      String refused,
      String untrusted,
      String noHandshake,
      String unauthorized) {
    this.unknownName = unknownName;
    this.unreachable = unreachable;
    this.refused = refused;
    this.untrusted = untrusted;
    this.noHandshake = noHandshake;
    this.unauthorized = unauthorized;
  }

  /** Returns whose server a ticket is for: a session is one of the server that was logged in to. */
  static Advice of(ServiceTicket ticket) {
    return ticket.cookie().reveal().startsWith(TICKET) ? HOST : SERVER;
  }

  String unknownName() {
    return unknownName;
  }

  String unreachable() {
    return unreachable;
  }

  String refused() {
    return refused;
  }

  String untrusted() {
    return untrusted;
  }

  String noHandshake() {
    return noHandshake;
  }

  /** What an answer 401 means. */
  String unauthorized() {
    return unauthorized;
  }
}
