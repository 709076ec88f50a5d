package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.spi.Admission;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many more bodies than there is memory for. */
class CrowdTest {
  private static final int MANY = 300;
  private static final int BUFFERS = 1 << 20;
  private static final int AT_ONCE = 3;

  private final byte[] bytes = Samples.bytes(100_000);
  private final MemoryBudget budget = new MemoryBudget(2L * AT_ONCE * BUFFERS);
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private NettyTransportBuilder builder() {
    return NettyTransport.builder().maxInFlight(BUFFERS).memoryBudget(budget);
  }

  private ScriptedServer counting() throws Exception {
    return ScriptedServer.of(
        (peer, notes) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          peer.readHead();
          peer.readBody();
          now.decrementAndGet();
          peer.answer("200 OK", "");
          peer.close();
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allAreServedAFewAtATimeByAFewThreads(boolean asking) throws Exception {
    try (ScriptedServer server = counting();
        NettyTransport transport = builder().build()) {
      List<CompletableFuture<TransferReceipt>> all = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        all.add(
            asking
                ? transport
                    .admit()
                    .thenCompose(
                        leave -> upload(transport, server).whenComplete((r, f) -> leave.close()))
                : upload(transport, server));
      }
      assertThat(ourThreads()).isLessThan(40);
      for (CompletableFuture<TransferReceipt> one : all) {
        assertThat(Samples.await(one).bytes()).isEqualTo(bytes.length);
      }
      assertThat(most).hasValueLessThanOrEqualTo(AT_ONCE);
    }
    assertThat(budget.free()).isEqualTo(2L * AT_ONCE * BUFFERS);
  }

  @Test
  void leaveIsGivenToSoManyAtOnce() throws Exception {
    try (NettyTransport transport = builder().bodies(2).build()) {
      CompletableFuture<Admission> first = transport.admit();
      CompletableFuture<Admission> second = transport.admit();
      CompletableFuture<Admission> third = transport.admit();
      CompletableFuture<Admission> fourth = transport.admit();
      assertThat(List.of(first, second)).allMatch(CompletableFuture::isDone);
      third.cancel(true);
      assertThat(fourth).isNotDone();
      second.join().close();
      assertThat(fourth).isCompleted();
      CompletableFuture<Admission> last = transport.admit();
      transport.close();
      assertThat(last).isCompletedExceptionally();
    }
  }

  /** Calls go on, and what waits can be cancelled. */
  @Test
  void whileBodiesWaitForMemory() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (ScriptedServer slow =
            ScriptedServer.of(
                (peer, notes) -> {
                  release.await();
                  UploadTest.store(peer, notes);
                });
        ScriptedServer server = ScriptedServer.of(Calls.serving());
        NettyTransport transport = builder().build()) {
      List<CompletableFuture<TransferReceipt>> moving = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        moving.add(upload(transport, slow));
      }
      CompletableFuture<TransferReceipt> waiting = upload(transport, slow);
      CompletableFuture<TransferReceipt> behind = upload(transport, slow);
      Samples.await(transport.call(Calls.to(server)));
      waiting.cancel(true);
      Awaitility.await().until(waiting::isDone);
      release.countDown();
      for (CompletableFuture<TransferReceipt> one : moving) {
        Samples.await(one);
      }
      Samples.await(behind);
    }
    assertThat(budget.free()).isEqualTo(2L * AT_ONCE * BUFFERS);
  }

  /** What this machine lacks is no host's failure, wherever it shows. */
  @Test
  void missingMemoryIsBlamedOnNoHost() {
    OutOfMemoryError missing = new OutOfMemoryError("Cannot reserve 4194304 bytes");
    Throwable wrapped = new io.netty.handler.codec.DecoderException(missing);
    var server = new io.hostward.net.HostAddress("esx1.lab", 443);
    ConnectFailures connecting = new ConnectFailures();
    connecting.add(
        new FailedCandidate(TransferException.Phase.TLS, "esx1.lab failed", "fix it", wrapped));
    for (TransferException failure :
        new TransferException[] {
          new UploadFailures(server, 100).lost(wrapped, false, 50),
          new DownloadFailures(server).cutShort(50, null, wrapped),
          new DownloadFailures(server).sink(missing, 50),
          connecting.summary()
        }) {
      assertThat(failure.domain()).isEqualTo(FailureDomain.SOURCE);
      assertThat(failure)
          .hasMessageContaining("no memory left")
          .hasMessageContaining("-XX:MaxDirectMemorySize");
    }
  }

  private CompletableFuture<TransferReceipt> upload(
      NettyTransport transport, ScriptedServer server) {
    return transport.put(server.put(), UploadSource.of(bytes), count -> {});
  }

  private static long ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hostward-"))
        .count();
  }
}
