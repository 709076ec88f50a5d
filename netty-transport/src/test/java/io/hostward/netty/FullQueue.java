package io.hostward.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue of connections is full, so that the kernel drops what knocks: a dead host. */
final class FullQueue implements AutoCloseable {
  private static final int PROBE_MILLIS = 300;
  private static final int MOST = 50;

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<Socket> waiting = new ArrayList<>();

  FullQueue() throws IOException {
    while (waiting.size() < MOST) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(listener.getLocalSocketAddress(), PROBE_MILLIS);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IOException("the queue does not fill");
  }

  ServerSocket listener() {
    return listener;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : waiting) {
      socket.close();
    }
    listener.close();
  }
}
