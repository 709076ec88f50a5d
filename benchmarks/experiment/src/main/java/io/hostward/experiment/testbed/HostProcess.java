package io.hostward.experiment.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An ESXi host of the testbed: the process that stands in the host's namespace, takes connections
 * at its ports 443 and 902 and carries them, as raw bytes, to the lab, by Unix domain sockets,
 * which know no network namespaces. Started by {@link Testbed}; ends with its standard input.
 */
final class HostProcess {
  /** What it prints once it listens. */
  static final String READY = "READY";

  /** The ports of an ESXi host. */
  static final int[] PORTS = {443, 902};

  private HostProcess() {}

  /**
   * Runs until standard input ends.
   *
   * @param arguments the address; the path of the lab's sockets without the port; the delay in each
   *     direction in nanoseconds
   */
  public static void main(String[] arguments) throws IOException {
    Duration delay = Duration.ofNanos(Long.parseLong(arguments[2]));
    for (int port : PORTS) {
      listen(
          new InetSocketAddress(InetAddress.getByName(arguments[0]), port),
          Path.of(arguments[1] + "." + port),
          delay);
    }
    System.out.println(READY);
    System.out.flush();
    // The end of whoever started it is the end of its standard input, however it came.
    while (System.in.read() >= 0) {
      continue;
    }
    System.exit(0);
  }

  /** Listens at an address, and carries what comes to a socket of the lab. */
  static ServerSocketChannel listen(InetSocketAddress address, Path socket, Duration delay)
      throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listening.bind(address, 1024);
    Thread thread = new Thread(() -> accept(listening, socket, delay), "listener");
    thread.setDaemon(true);
    thread.start();
    return listening;
  }

  private static void accept(ServerSocketChannel listening, Path socket, Duration delay) {
    while (listening.isOpen()) {
      try {
        SocketChannel client = listening.accept();
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connect(client, socket, delay);
      } catch (IOException e) {
        // Closed, or a client that had gone before it was let in: the next one.
        continue;
      }
    }
  }

  /** A lab that does not listen is a host that refuses: the client's connection ends at once. */
  private static void connect(SocketChannel client, Path socket, Duration delay)
      throws IOException {
    try {
      Conduit.begin(client, SocketChannel.open(UnixDomainSocketAddress.of(socket)), delay);
    } catch (IOException e) {
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
      client.close();
    }
  }
}
