package io.hostward.lab.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What client and proxy say to each other before bytes flow. */
interface Dialect {
  /**
   * Reads what the client wants.
   *
   * @return where to, as the client wrote it; nothing if the client was refused and told so
   */
  Optional<Target> ask(DataInputStream in, OutputStream out) throws IOException;

  /** Tells the client that it is connected. */
  void grant(OutputStream out) throws IOException;

  /**
   * Tells the client that it will not be connected.
   *
   * @param answer an HTTP status, or a code of SOCKS
   */
  void refuse(OutputStream out, int answer) throws IOException;

  /** The answer for a server that cannot be reached. */
  int unreachable();

  /**
   * Where a client wants to go.
   *
   * @param host a name or an address; IPv6 in full, however the client shortened it
   */
  record Target(String host, int port) {
    public Target {
      host = full(host);
    }

    /** Returns an IPv6 address in full, and everything else as it is. */
    static String full(String host) {
      try {
        return host.indexOf(':') < 0 ? host : InetAddress.getByName(host).getHostAddress();
      } catch (UnknownHostException e) {
        return host;
      }
    }

    @Override
    public String toString() {
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
  }
}
