package io.hostward.interop.proxies;

import io.hostward.interop.Daemon;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyAddress.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A proxy in a process of its own. */
final class ProxyProgram implements AutoCloseable {
  static final String USER = "joe";
  static final String PASSWORD = "hunter2";
  private static final String LOCAL = "127.0.0.1";

  private final Kind kind;
  private final int port;
  private final Daemon daemon;

  private ProxyProgram(Kind kind, int port, Daemon daemon) {
    this.kind = kind;
    this.port = port;
    this.daemon = daemon.awaitPort(LOCAL, port);
  }

  /** Which of them a test is about. */
  enum Program {
    TINYPROXY,
    MICROSOCKS;

    /** Starts one that lets everybody in. */
    ProxyProgram start(Path folder) throws IOException {
      return this == TINYPROXY ? tinyproxy(folder) : microsocks(folder);
    }

    /** Starts one that lets {@link #USER} in. */
    ProxyProgram guarded(Path folder) throws IOException {
      return this == TINYPROXY
          ? tinyproxy(folder, "BasicAuth " + USER + " " + PASSWORD)
          : microsocks(folder, "-u", USER, "-P", PASSWORD);
    }
  }

  /**
   * Starts tinyproxy.
   *
   * @param more lines of its configuration
   */
  static ProxyProgram tinyproxy(Path folder, String... more) throws IOException {
    int port = Daemon.freePort();
    List<String> lines =
        new ArrayList<>(
            List.of("Port " + port, "Listen " + LOCAL, "LogLevel Info", "MaxClients 50"));
    lines.addAll(List.of(more));
    Path configuration = Files.write(folder.resolve("tinyproxy.conf"), lines);
    return new ProxyProgram(
        Kind.HTTP_CONNECT,
        port,
        Daemon.start(folder, Map.of(), List.of("tinyproxy", "-d", "-c", "" + configuration)));
  }

  /**
   * Starts microsocks.
   *
   * @param more arguments
   */
  static ProxyProgram microsocks(Path folder, String... more) {
    int port = Daemon.freePort();
    List<String> command =
        new ArrayList<>(List.of("microsocks", "-i", LOCAL, "-p", String.valueOf(port)));
    command.addAll(List.of(more));
    return new ProxyProgram(Kind.SOCKS5, port, Daemon.start(folder, Map.of(), command));
  }

  ProxyAddress address() {
    return new ProxyAddress(kind, new HostAddress(LOCAL, port), Optional.empty());
  }

  /** Whether it says that it connected somebody to a server. */
  boolean connected(HostAddress server) {
    return connections(server) > 0;
  }

  /** How often it says that it connected somebody to a server. */
  int connections(HostAddress server) {
    return (int)
        daemon
            .output()
            .lines()
            .filter(
                line ->
                    kind == Kind.SOCKS5
                        ? line.endsWith("connected to " + server)
                        : line.contains("CONNECT " + server + " HTTP/1.1"))
            .count();
  }

  void kill() {
    daemon.kill();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
