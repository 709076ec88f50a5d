package io.hostward.experiment.testbed;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection, carried from a host's port to the lab and back as raw bytes. An end in one
 * direction is handed on as such; if either side breaks, the other is broken too.
 */
final class Conduit {
  private static final int BUFFER = 256 << 10;

  /** What a delayed piece holds at most. */
  private static final int PIECE = 64 << 10;

  private final SocketChannel client;
  private final SocketChannel lab;
  private final Duration delay;
  private int open = 2;

  private Conduit(SocketChannel client, SocketChannel lab, Duration delay) {
    this.client = client;
    this.lab = lab;
    this.delay = delay;
  }

  /**
   * Begins to carry, on threads of its own.
   *
   * @param client was accepted a moment ago
   * @param delay how long a byte is under way in each direction
   */
  static void begin(SocketChannel client, SocketChannel lab, Duration delay) {
    Conduit conduit = new Conduit(client, lab, delay);
    long now = System.nanoTime();
    conduit.carry(client, lab, now + 2 * delay.toNanos());
    conduit.carry(lab, client, now);
  }

  private void carry(SocketChannel from, SocketChannel to, long earliest) {
    if (delay.isZero()) {
      thread(() -> straight(from, to));
    } else {
      DelayLine line = new DelayLine(delay, earliest);
      thread(() -> in(from, line));
      thread(() -> out(line, to));
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                cut();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cut();
              }
            },
            "conduit");
    thread.setDaemon(true);
    thread.start();
  }

  private void straight(SocketChannel from, SocketChannel to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    while (from.read(buffer) >= 0) {
      write(buffer.flip(), to);
      buffer.clear();
    }
    finish(to);
  }

  private static void in(SocketChannel from, DelayLine line)
      throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
    try {
      while (from.read(buffer) >= 0) {
        ByteBuffer piece = ByteBuffer.allocate(buffer.flip().remaining()).put(buffer).flip();
        buffer.clear();
        if (!line.put(piece, System.nanoTime())) {
          return;
        }
      }
    } catch (IOException e) {
      line.cut();
      throw e;
    }
    line.end(System.nanoTime());
  }

  private void out(DelayLine line, SocketChannel to) throws IOException, InterruptedException {
    try {
      @Nullable ByteBuffer piece = line.take();
      while (piece != null) {
        write(piece, to);
        piece = line.take();
      }
    } finally {
      line.cut();
    }
    finish(to);
  }

  private static void write(ByteBuffer bytes, SocketChannel to) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** One direction has ended; after the second the connection is over. */
  private void finish(SocketChannel to) throws IOException {
    to.shutdownOutput();
    boolean over;
    synchronized (this) {
      open--;
      over = open == 0;
    }
    if (over) {
      client.close();
      lab.close();
    }
  }

  /** Breaks both sides off: the client gets RST, as from a host that dies. */
  private void cut() {
    try (client;
        lab) {
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // Closed already, which is all that was wanted.
      return;
    }
  }
}
