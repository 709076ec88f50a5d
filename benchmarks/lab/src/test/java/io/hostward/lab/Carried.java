package io.hostward.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Carries the connections of one port to a Unix domain socket, as a host's own process does. */
final class Carried implements AutoCloseable {
  private final ServerSocketChannel listening;

  /** Takes a free port of an address. */
  Carried(String address) throws IOException {
    listening = ServerSocketChannel.open().bind(new InetSocketAddress(address, 0));
  }

  int port() {
    return listening.socket().getLocalPort();
  }

  /** Begins. */
  void to(Path socket) {
    background(
        () -> {
          while (true) {
            SocketChannel client = listening.accept();
            background(() -> carry(client, socket));
          }
        });
  }

  private static void carry(SocketChannel client, Path socket) throws IOException {
    try (client;
        SocketChannel lab = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      background(() -> copy(client, lab));
      copy(lab, client);
    }
  }

  private interface Io {
    void run() throws IOException;
  }

  private static void background(Io io) {
    Thread thread =
        new Thread(
            () -> {
              try {
                io.run();
              } catch (IOException e) {
                // The test is over, or one of the sides is gone.
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void copy(SocketChannel from, SocketChannel to) throws IOException {
    try (from;
        to) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
