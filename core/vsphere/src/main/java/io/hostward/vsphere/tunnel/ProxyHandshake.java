package io.hostward.vsphere.tunnel;

import io.hostward.net.HostAddress;
import io.hostward.net.IpAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyAddress.Login;
import io.hostward.net.ProxyException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said to a proxy before bytes flow. Nothing is read beyond its answer: what follows is the
 * server's.
 */
final class ProxyHandshake {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})\\b.*");
  private static final int LONGEST_HEAD = 16 << 10;

  private static final int VERSION = 5;
  private static final int NO_LOGIN = 0;
  private static final int PASSWORD = 2;
  private static final int NOTHING_IN_COMMON = 0xff;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  private final ProxyAddress proxy;
  private final HostAddress server;
  private final DataInputStream in;
  private final OutputStream out;

  ProxyHandshake(ProxyAddress proxy, HostAddress server, InputStream in, OutputStream out) {
    this.proxy = proxy;
    this.server = server;
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /**
   * Asks for the way to the server.
   *
   * @throws ProxyException if it is not granted
   * @throws java.net.SocketTimeoutException if the answer takes too long
   */
  void run() throws IOException {
    try {
      switch (proxy.kind()) {
        case HTTP_CONNECT -> http();
        case SOCKS5 -> socks();
      }
    } catch (EOFException | SocketException e) {
      ProxyException failure = ProxyException.hungUp(proxy, server);
      failure.initCause(e);
      throw failure;
    }
  }

  private void http() throws IOException {
    StringBuilder head = new StringBuilder("CONNECT " + server + " HTTP/1.1\r\n");
    head.append("Host: ").append(server).append("\r\n");
    proxy.login().ifPresent(login -> head.append("Proxy-Authorization: ").append(basic(login)));
    send(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    int status = status();
    if (status / 100 != 2) {
      throw ProxyException.status(proxy, server, status);
    }
  }

  private static String basic(Login login) {
    byte[] pair = (login.user() + ":" + login.password().reveal()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
  }

  private int status() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      head.append((char) in.readUnsignedByte());
      if (head.length() > LONGEST_HEAD) {
        throw ProxyException.noProxy(proxy);
      }
    }
    Matcher line = STATUS_LINE.matcher(head.substring(0, head.indexOf("\r\n")));
    if (!line.matches()) {
      throw ProxyException.noProxy(proxy);
    }
    return Integer.parseInt(line.group(1));
  }

  private void socks() throws IOException {
    logIn();
    send(request());
    if (in.readUnsignedByte() != VERSION) {
      throw ProxyException.noProxy(proxy);
    }
    int code = in.readUnsignedByte();
    if (code != 0) {
      throw ProxyException.code(proxy, server, code);
    }
    in.readUnsignedByte();
    int kind = in.readUnsignedByte();
    // The address from which the proxy connects, and its port.
    int length =
        switch (kind) {
          case IPV4 -> 4;
          case IPV6 -> 16;
          case NAME -> in.readUnsignedByte();
          default -> throw ProxyException.noProxy(proxy);
        };
    in.readFully(new byte[length + 2]);
  }

  private void logIn() throws IOException {
    Optional<Login> login = proxy.login();
    send(
        login.isPresent()
            ? new byte[] {VERSION, 2, NO_LOGIN, PASSWORD}
            : new byte[] {VERSION, 1, NO_LOGIN});
    int version = in.readUnsignedByte();
    int chosen = in.readUnsignedByte();
    if (version != VERSION) {
      throw ProxyException.noProxy(proxy);
    } else if (chosen == PASSWORD && login.isPresent()) {
      send(passwordRequest(login.get()));
      in.readUnsignedByte();
      if (in.readUnsignedByte() != 0) {
        throw ProxyException.wrongLogin(proxy);
      }
    } else if (chosen == NOTHING_IN_COMMON) {
      throw ProxyException.noLogin(proxy);
    } else if (chosen != NO_LOGIN) {
      throw ProxyException.noProxy(proxy);
    }
  }

  private static byte[] passwordRequest(Login login) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(1);
    writeText(request, login.user());
    writeText(request, login.password().reveal());
    return request.toByteArray();
  }

  private byte[] request() throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(new byte[] {VERSION, CONNECT, 0});
    if (IpAddress.parse(server.host()).isPresent()) {
      // An address: no name service is asked.
      byte[] address = InetAddress.getByName(server.host()).getAddress();
      request.write(address.length == 4 ? IPV4 : IPV6);
      request.writeBytes(address);
    } else {
      request.write(NAME);
      writeText(request, server.host());
    }
    request.write(server.port() >> 8);
    request.write(server.port());
    return request.toByteArray();
  }

  /** At most 255 bytes; {@link Login} and {@link HostAddress} allow no more. */
  private static void writeText(ByteArrayOutputStream to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.write(bytes.length);
    to.writeBytes(bytes);
  }

  private void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }
}
