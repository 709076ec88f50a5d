package io.hostward.netty;

/** What to do if no connection stands, by who named the server. */
enum Advice {
  /** A host that vCenter knows, with a certificate that vCenter knows. */
  HOST(
      "check the name service, or have a HostAddressResolver name an address",
      "check routes and firewalls between here and the host's management network",
      "check that the host's web service runs and that no firewall is in the way",
      "if the certificate was renewed, reconnect the host in vCenter; otherwise another machine may"
          + " be answering in its place",
      "check that the port is the host's HTTPS port and that its web service is not overloaded"),
  /** A server that the application named. */
  SERVER(
      "check the server's name and the name service",
      "check the server's address, and routes and firewalls between here and it",
      "check the server's address, that its web service runs and that no firewall is in the way",
      "if this is the right server, trust its authority or pin its thumbprint",
      "check that the port is the server's HTTPS port and that it is not overloaded");

  private final String unknownName;
  private final String unreachable;
  private final String refused;
  private final String untrusted;
  private final String noHandshake;

  Advice(
      String unknownName,
      String unreachable,
      String refused,
      String untrusted,
      String noHandshake) {
    this.unknownName = unknownName;
    this.unreachable = unreachable;
    this.refused = refused;
    this.untrusted = untrusted;
    this.noHandshake = noHandshake;
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
}
