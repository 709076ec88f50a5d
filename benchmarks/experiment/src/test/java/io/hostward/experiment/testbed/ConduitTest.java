package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host's process does with connections, on real sockets. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "a host of its own process is carried over Unix sockets")
class ConduitTest {
  @TempDir Path folder;
  private Path path;
  private ServerSocketChannel lab;
  private @Nullable ServerSocketChannel host;

  @BeforeEach
  void listen() throws IOException {
    path = folder.resolve("host-21.443");
    lab = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    lab.bind(UnixDomainSocketAddress.of(path));
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
    if (host != null) {
      host.close();
    }
  }

  private Socket connect(Duration delay) throws IOException {
    host = HostProcess.listen(new InetSocketAddress("127.0.0.1", 0), path, delay);
    return new Socket("127.0.0.1", host.socket().getLocalPort());
  }

  /** Sends back what comes, once all of it is there. */
  private CompletableFuture<Void> echo() {
    return CompletableFuture.runAsync(
        () -> {
          try (SocketChannel connection = lab.accept()) {
            ByteBuffer all = ByteBuffer.allocate(8 << 20);
            while (connection.read(all) >= 0) {
              continue;
            }
            all.flip();
            while (all.hasRemaining()) {
              connection.write(all);
            }
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void bytesArriveUnchangedAndTheEndOfOneDirectionLeavesTheOther(int millis) throws Exception {
    CompletableFuture<Void> echo = echo();
    byte[] content = new byte[5_000_001];
    new Random(1).nextBytes(content);
    try (Socket client = connect(Duration.ofMillis(millis))) {
      client.getOutputStream().write(content);
      client.shutdownOutput();

      assertThat(client.getInputStream().readAllBytes()).isEqualTo(content);
    }
    echo.join();
  }

  @Test
  void theFirstBytesTakeAHandshakeMoreThanTheOthers() throws Exception {
    Duration delay = Duration.ofMillis(40);
    CompletableFuture<Void> bounce = bounce();
    try (Socket client = connect(delay)) {
      long start = System.nanoTime();
      roundTrip(client);
      long first = System.nanoTime() - start;
      long again = System.nanoTime();
      roundTrip(client);
      long second = System.nanoTime() - again;

      // Four ways: SYN, SYN-ACK, and then to and fro.
      assertThat(first).isGreaterThanOrEqualTo(4 * delay.toNanos() - slack());
      assertThat(second)
          .isGreaterThanOrEqualTo(2 * delay.toNanos())
          .isLessThan(first + delay.toNanos());
    }
    bounce.join();
  }

  /** The client's clock starts after it was let in. */
  private static long slack() {
    return Duration.ofMillis(10).toNanos();
  }

  /** Sends each byte back. */
  private CompletableFuture<Void> bounce() {
    return CompletableFuture.runAsync(
        () -> {
          try (SocketChannel connection = lab.accept()) {
            ByteBuffer one = ByteBuffer.allocate(1);
            while (connection.read(one) >= 0) {
              connection.write(one.flip());
              one.clear();
            }
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void roundTrip(Socket client) throws IOException {
    OutputStream out = client.getOutputStream();
    InputStream in = client.getInputStream();
    out.write(7);
    assertThat(in.read()).isEqualTo(7);
  }

  @Test
  void aClientThatDiesIsSeenToEnd() throws Exception {
    CompletableFuture<Integer> read =
        CompletableFuture.supplyAsync(
            () -> {
              try (SocketChannel connection = lab.accept()) {
                ByteBuffer buffer = ByteBuffer.allocate(10);
                int all = 0;
                for (int n = connection.read(buffer); n >= 0; n = connection.read(buffer)) {
                  all += n;
                }
                return all;
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    try (Socket client = connect(Duration.ZERO)) {
      client.setSoLinger(true, 0);
    }

    assertThat(read.join()).isZero();
  }

  @Test
  void whereTheLabDoesNotListenTheClientIsResetAtOnce() throws Exception {
    lab.close();
    Files.delete(path);
    try (Socket client = connect(Duration.ZERO)) {
      assertThatThrownBy(
              () -> {
                int answer = client.getInputStream().read();
                throw new IOException("an answer: " + answer);
              })
          .hasMessageContaining("reset");
    }
  }
}
