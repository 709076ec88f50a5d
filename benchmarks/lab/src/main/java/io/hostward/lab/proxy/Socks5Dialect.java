package io.hostward.lab.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** SOCKS version 5 (RFC 1928) with user and password (RFC 1929). */
record Socks5Dialect(Optional<ProxyUser> user) implements Dialect {
  private static final int VERSION = 5;
  private static final int NO_LOGIN = 0;
  private static final int PASSWORD = 2;
  private static final int NOTHING_IN_COMMON = 0xff;

  @Override
  public Optional<Target> ask(DataInputStream in, OutputStream out) throws IOException {
    if (in.readUnsignedByte() != VERSION) {
      throw new IOException("not version 5");
    }
    int wanted = user.isPresent() ? PASSWORD : NO_LOGIN;
    int chosen = NOTHING_IN_COMMON;
    for (byte offered : in.readNBytes(in.readUnsignedByte())) {
      chosen = offered == wanted ? wanted : chosen;
    }
    send(out, VERSION, chosen);
    if (chosen == NOTHING_IN_COMMON || user.isPresent() && !mayPass(in, out)) {
      return Optional.empty();
    }
    return request(in, out);
  }

  private boolean mayPass(DataInputStream in, OutputStream out) throws IOException {
    int version = in.readUnsignedByte();
    ProxyUser told = new ProxyUser(text(in), text(in));
    boolean right = version == 1 && user.equals(Optional.of(told));
    send(out, 1, right ? 0 : 1);
    return right;
  }

  private Optional<Target> request(DataInputStream in, OutputStream out) throws IOException {
    int version = in.readUnsignedByte();
    int command = in.readUnsignedByte();
    int reserved = in.readUnsignedByte();
    if (version != VERSION || command != 1 || reserved != 0) {
      refuse(out, 7);
      return Optional.empty();
    }
    int kind = in.readUnsignedByte();
    String host =
        switch (kind) {
          case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
          case 3 -> text(in);
          case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
          default -> "";
        };
    if (host.isEmpty() || kind == 3 && host.indexOf(':') >= 0) {
      refuse(out, 8);
      return Optional.empty();
    }
    return Optional.of(new Target(host, in.readUnsignedShort()));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
  }

  @Override
  public void grant(OutputStream out) throws IOException {
    refuse(out, 0);
  }

  @Override
  public void refuse(OutputStream out, int answer) throws IOException {
    send(out, VERSION, answer, 0, 1, 0, 0, 0, 0, 0, 0);
  }

  private static void send(OutputStream out, int... units) throws IOException {
    byte[] bytes = new byte[units.length];
    for (int i = 0; i < units.length; i++) {
      bytes[i] = (byte) units[i];
    }
    out.write(bytes);
    out.flush();
  }

  @Override
  public int unreachable() {
    return 4;
  }
}
