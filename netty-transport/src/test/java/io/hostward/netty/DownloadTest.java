package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.TransferReceipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachTls
class DownloadTest {
  private final NettyTransport transport;
  private final NettyTransport hasty;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  DownloadTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).build();
    hasty =
        NettyTransport.builder()
            .tlsProvider(provider)
            .stallTimeout(Duration.ofMillis(800))
            .answerTimeout(Duration.ofMillis(800))
            .build();
  }

  @AfterEach
  void close() {
    transport.close();
    hasty.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_384, 20_000_000})
  void everyByteArrives(int size) throws Exception {
    byte[] bytes = Samples.bytes(size);
    List<Long> heard = new ArrayList<>();
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              notes.add(peer.readHead());
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
              peer.write(bytes);
              peer.close();
            })) {
      TransferReceipt receipt =
          Samples.await(transport.get(server.get(), Channels.newChannel(read), heard::add));
      assertThat(receipt.bytes()).isEqualTo(size);
      assertThat(receipt.status()).isEqualTo(200);
      assertThat(Samples.sha256(read.toByteArray())).isEqualTo(Samples.sha256(bytes));
      assertThat(heard).isSorted();
      assertThat(size == 0 ? 0L : heard.get(heard.size() - 1)).isEqualTo(size);
      assertThat(server.note())
          .startsWith("GET /folder/a%20b%2B%23.iso?dsName=vm%20store HTTP/1.1\r\n")
          .contains("cookie: " + ScriptedServer.COOKIE)
          .doesNotContain("content-length");
    }
  }

  @Test
  void chunksAreAccepted() throws Exception {
    try (ScriptedServer server =
        answering(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n")) {
      assertThat(get(server, Channels.newChannel(read)).bytes()).isEqualTo(6);
      assertThat(read).hasToString("hello!");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
      })
  void aFileThatIsCutShort(String answer) throws Exception {
    try (ScriptedServer server = answering(answer)) {
      TransferException failure = failure(server);
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure.bytes()).isEqualTo(5);
      assertThat(failure).hasMessageContaining("after 5 ").hasMessageContaining("not the whole");
    }
  }

  @Test
  void aFileWithoutAnEndIsNotTrusted() throws Exception {
    try (ScriptedServer server = answering("HTTP/1.1 200 OK\r\n\r\nhello")) {
      assertThat(failure(server)).hasMessageContaining("without saying where it ends");
    }
  }

  @Test
  void aCompressedFileIsNotTheFile() throws Exception {
    try (ScriptedServer server =
        answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx")) {
      assertThat(failure(server)).hasMessageContaining("compressed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"401 Unauthorized", "404 Not Found", "206 Partial", "301 Moved"})
  void aRefusal(String status) throws Exception {
    try (ScriptedServer server =
        answering("HTTP/1.1 " + status + "\r\nContent-Length: 6\r\n\r\nsorry!")) {
      TransferException failure = failure(server);
      assertThat(failure.status()).hasValue(Integer.parseInt(status.substring(0, 3)));
      assertThat(failure.serverMessage()).hasValue("sorry!");
      assertThat(read.size()).isZero();
    }
  }

  @Test
  @Waits
  void aServerThatFallsSilent() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
              Silence.keep();
            })) {
      assertThat(failure(hasty, server))
          .hasMessageContaining("sent nothing for 0.8 s, after 5 of 10");
    }
  }

  @Test
  @Waits
  void aServerThatNeverAnswers() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              Silence.keep();
            })) {
      TransferException failure = failure(hasty, server);
      assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
      assertThat(failure).hasMessageContaining("gave no answer within 0.8 s");
    }
  }

  @Test
  void aSinkThatFails() throws Exception {
    try (ScriptedServer server = answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")) {
      WritableByteChannel full =
          new Sink() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
              throw new IOException("disk full");
            }
          };
      assertThat(Samples.failure(transport.get(server.get(), full, count -> {})))
          .hasMessageContaining("disk full");
    }
  }

  /** A sink that blocks stops the server, and is no stall. */
  @Test
  @Waits
  void aSlowSinkHoldsTheServerBack() throws Exception {
    int size = 60_000_000;
    AtomicLong served = new AtomicLong();
    CountDownLatch open = new CountDownLatch(1);
    AtomicLong taken = new AtomicLong();
    WritableByteChannel gate =
        new Sink() {
          @Override
          public int write(ByteBuffer bytes) throws IOException {
            try {
              open.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            taken.addAndGet(count);
            return count;
          }
        };
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
              byte[] piece = new byte[100_000];
              for (int sent = 0; sent < size; sent += piece.length) {
                peer.write(piece);
                served.addAndGet(piece.length);
              }
              peer.close();
            })) {
      CompletableFuture<TransferReceipt> download = hasty.get(server.get(), gate, count -> {});
      AtomicLong last = new AtomicLong(-1);
      Awaitility.await()
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> served.get() > 0 && served.get() == last.getAndSet(served.get()));
      assertThat(served).hasValueLessThan(size / 2L);
      open.countDown();
      assertThat(Samples.await(download).bytes()).isEqualTo(size);
      assertThat(taken).hasValue(size);
    }
  }

  private TransferException failure(ScriptedServer server) throws Exception {
    return failure(transport, server);
  }

  private TransferException failure(NettyTransport by, ScriptedServer server) throws Exception {
    return Samples.failure(by.get(server.get(), Channels.newChannel(read), count -> {}));
  }

  private TransferReceipt get(ScriptedServer server, WritableByteChannel sink) throws Exception {
    return Samples.await(transport.get(server.get(), sink, count -> {}));
  }

  private static ScriptedServer answering(String answer) throws Exception {
    return ScriptedServer.of(
        (peer, notes) -> {
          peer.readHead();
          peer.write(answer);
          peer.close();
        });
  }

  private abstract static class Sink implements WritableByteChannel {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
