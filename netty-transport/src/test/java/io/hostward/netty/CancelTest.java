package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.HostAddress;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachTls
class CancelTest {
  private static final long ENDLESS = 1L << 40;

  /** The reset may reach the server while it still ends its handshake. */
  private static final String ENDED = "ended|failed: .*[Rr]eset.*";

  private final NettyTransport transport;

  CancelTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void cancellingInMidBodyClosesConnectionAndSource() throws Exception {
    Zeros zeros = new Zeros();
    try (ScriptedServer server = ScriptedServer.of(CancelTest::takeAll)) {
      CompletableFuture<TransferReceipt> upload = begin(server, zeros);
      assertThat(upload.cancel(true)).isTrue();

      assertThatThrownBy(() -> Samples.await(upload)).isInstanceOf(CancellationException.class);
      assertThat(upload).isCancelled();
      long touched = zeros.reads.get();
      assertThat(zeros.closed).isTrue();
      assertThat(server.note()).matches(ENDED);
      assertThat(zeros.reads).hasValue(touched);
    }
  }

  @Test
  void cancellingWhileTheServerTakesNothing() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              Silence.keep();
            })) {
      Zeros zeros = new Zeros();
      CompletableFuture<TransferReceipt> upload = begin(server, zeros);
      upload.cancel(true);
      assertThatThrownBy(() -> upload.get(2, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
      assertThat(zeros.closed).isTrue();
    }
  }

  @Test
  void cancellingBeforeTheConnectionStands() throws Exception {
    try (FullQueue dead = new FullQueue()) {
      CompletableFuture<TransferReceipt> upload =
          transport.put(
              ScriptedServer.ticket(
                  HttpMethod.PUT,
                  Certificates.pin(Certificates.HOST),
                  new HostAddress("127.0.0.1", dead.listener().getLocalPort())),
              UploadSource.of(new byte[10]),
              count -> {});
      upload.cancel(true);
      assertThatThrownBy(() -> upload.get(2, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void aTimeoutFromOutsideEndsTheTransferToo() throws Exception {
    Zeros zeros = new Zeros();
    try (ScriptedServer server = ScriptedServer.of(CancelTest::takeAll)) {
      CompletableFuture<TransferReceipt> upload = begin(server, zeros);
      upload.orTimeout(1, TimeUnit.MILLISECONDS);
      assertThatThrownBy(() -> Samples.await(upload))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(server.note()).matches(ENDED);
      Awaitility.await().untilTrue(zeros.closed);
    }
  }

  /** Closing the source frees the read. */
  @Test
  void cancellingWhileTheSourceBlocks() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    InputStream blocking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              closed.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            throw new IOException("closed");
          }

          @Override
          public int read(byte[] target, int from, int count) throws IOException {
            return read();
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    try (ScriptedServer server = ScriptedServer.of(CancelTest::takeAll)) {
      AtomicBoolean opened = new AtomicBoolean();
      CompletableFuture<TransferReceipt> upload =
          transport.put(
              server.put(), new NotingSource(UploadSource.of(blocking, 100), opened), count -> {});
      Awaitility.await().untilTrue(opened);
      upload.cancel(true);
      assertThatThrownBy(() -> upload.get(5, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void theTransportsCloseEndsWhatIsUnderWay() throws Exception {
    Zeros zeros = new Zeros();
    try (ScriptedServer server = ScriptedServer.of(CancelTest::takeAll)) {
      CompletableFuture<TransferReceipt> upload = begin(server, zeros);
      transport.close();
      assertThat(upload).isDone();
      // Newer JDKs put the cancellation into one of their own.
      assertThatThrownBy(upload::join)
          .isInstanceOf(CancellationException.class)
          .hasStackTraceContaining("the transport was closed");
      assertThat(zeros.closed).isTrue();
      assertThat(server.note()).matches(ENDED);
      // A thread says that it has ended just before it does.
      Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
      transport.close();

      CompletableFuture<TransferReceipt> late =
          transport.put(server.put(), UploadSource.of(new byte[1]), count -> {});
      assertThatThrownBy(late::get)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the transport is closed");
    }
  }

  @Test
  void theTransportMayBeClosedByAListenerOfItsFuture() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      Samples.await(
          transport
              .put(server.put(), UploadSource.of(new byte[10]), count -> {})
              .thenRun(transport::close));
      Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }
  }

  private CompletableFuture<TransferReceipt> begin(ScriptedServer server, Zeros zeros)
      throws InterruptedException {
    CountDownLatch moving = new CountDownLatch(1);
    CompletableFuture<TransferReceipt> upload =
        transport.put(server.put(), UploadSource.of(zeros, ENDLESS), count -> moving.countDown());
    assertThat(moving.await(20, TimeUnit.SECONDS)).isTrue();
    return upload;
  }

  private static void takeAll(Peer peer, java.util.concurrent.BlockingQueue<String> notes)
      throws IOException {
    peer.drain();
    notes.add("ended");
  }

  private static java.util.List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("hostward-"))
        .toList();
  }

  /** Never ends. */
  private static final class Zeros extends InputStream {
    final AtomicLong reads = new AtomicLong();
    final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] target, int from, int count) {
      reads.incrementAndGet();
      return count;
    }

    @Override
    public int available() {
      return 1 << 20;
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
