package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.TransferException.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections that calls share, and when one is kept. */
@EachTls
class KeptConnectionsTest {
  private final TlsProvider provider;
  private final NettyTransport transport;

  KeptConnectionsTest(TlsProvider provider) {
    this.provider = provider;
    this.transport = NettyTransport.builder().tlsProvider(provider).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void oneAfterTheOtherShareAConnection() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving())) {
      for (int i = 0; i < 20; i++) {
        assertThat(Calls.text(Samples.await(transport.call(Calls.to(server)))))
            .isEqualTo(Calls.ANSWER);
        assertThat(server.note()).isEqualTo("asked on 1");
      }
    }
  }

  @Test
  void anotherTrustHasAnotherConnection() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving())) {
      Samples.await(transport.call(Calls.to(server)));
      assertThat(server.note()).isEqualTo("asked on 1");
      assertThat(
              Samples.failure(
                      transport.call(
                          Calls.to(
                              server.address(),
                              Certificates.pin(Certificates.STRANGER),
                              Calls.LONG)))
                  .phase())
          .isEqualTo(Phase.TLS);
      assertThat(transport.keptConnections()).isEqualTo(1);
    }
  }

  @Test
  void manyAtOnceUseNoMoreConnectionsThanThereAreCalls() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving())) {
      Set<String> connections = new HashSet<>();
      for (int round = 0; round < 3; round++) {
        List<CompletableFuture<ServerAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          calls.add(transport.call(Calls.to(server)));
        }
        for (CompletableFuture<ServerAnswer> call : calls) {
          assertThat(Samples.await(call).status()).isEqualTo(200);
          connections.add(server.note());
        }
      }
      assertThat(connections).hasSizeLessThanOrEqualTo(8);
    }
  }

  @Test
  void aHundredAtOnceNeedNoHundredThreadsAndLeaveEightConnections() throws Exception {
    CountDownLatch all = new CountDownLatch(100);
    try (NettyTransport transport =
            NettyTransport.builder()
                .tlsProvider(provider)
                .idleWorkers(Duration.ofMillis(300))
                .build();
        ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  while (true) {
                    Calls.ask(peer);
                    all.countDown();
                    all.await();
                    peer.answer("200 OK", Calls.ANSWER);
                  }
                })) {
      List<CompletableFuture<ServerAnswer>> calls = new ArrayList<>();
      for (int i = 0; i < 99; i++) {
        calls.add(transport.call(Calls.to(server)));
      }
      Awaitility.await().until(() -> all.getCount() == 1);
      // Those that did the handshakes end when they have been idle; no call holds one.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> threads("hostward-io") == 0 && threads("hostward-net") <= 2);
      calls.add(transport.call(Calls.to(server)));
      for (CompletableFuture<ServerAnswer> call : calls) {
        assertThat(Samples.await(call).status()).isEqualTo(200);
      }
      assertThat(transport.keptConnections()).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: close\r\n", "connection: x, CLOSE\r\n"})
  void aConnectionThatTheServerGivesUpIsNotKept(String header) throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving(header))) {
      for (int i = 1; i <= 2; i++) {
        Samples.await(transport.call(Calls.to(server)));
        assertThat(server.note()).isEqualTo("asked on " + i);
        assertThat(server.note()).startsWith("failed: java.io.IOException: no head");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0 200 OK\r\n", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n"})
  void anAnswerOfTheOldProtocolEndsTheConnection(String head) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              Calls.ask(peer);
              peer.write(head + "Content-Length: 2\r\n\r\nok");
              peer.drain();
              notes.add("ended");
            })) {
      assertThat(Calls.text(Samples.await(transport.call(Calls.to(server))))).isEqualTo("ok");
      assertThat(server.note()).isEqualTo("ended");
      assertThat(transport.keptConnections()).isZero();
    }
  }

  @Test
  void anAnswerMayEndWithTheConnection() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              Calls.ask(peer);
              peer.write("HTTP/1.1 200 OK\r\n\r\nto the end");
              peer.close();
            })) {
      assertThat(Calls.text(Samples.await(transport.call(Calls.to(server)))))
          .isEqualTo("to the end");
      assertThat(transport.keptConnections()).isZero();
    }
  }

  /** In good order, and as a killed process does. */
  @ParameterizedTest
  @ValueSource(strings = {"close", "slam", "reset", "unasked"})
  void aServerThatEndsAKeptConnection(String how) throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              int number = connections.incrementAndGet();
              Calls.ask(peer);
              peer.answer("200 OK", "on " + number);
              Silence.until(System.nanoTime() + 100_000_000);
              switch (how) {
                case "close" -> peer.close();
                case "slam" -> peer.slam();
                case "reset" -> peer.reset();
                default -> {
                  peer.write("H");
                  peer.drain();
                  notes.add("closed");
                }
              }
            })) {
      assertThat(Calls.text(Samples.await(transport.call(Calls.to(server))))).isEqualTo("on 1");
      Awaitility.await().until(() -> transport.keptConnections() == 0);
      assertThat(Calls.text(Samples.await(transport.call(Calls.to(server))))).isEqualTo("on 2");
      if (how.equals("unasked")) {
        assertThat(server.note()).isEqualTo("closed");
      }
    }
  }

  /** What comes behind an answer is not taken for the next one. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake"})
  void anAnswerWithSomethingBehindIt(String surplus) throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              int number = connections.incrementAndGet();
              Calls.ask(peer);
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\non " + number + surplus);
              peer.drain();
            })) {
      for (int i = 1; i <= 3; i++) {
        assertThat(Calls.text(Samples.await(transport.call(Calls.to(server)))))
            .isEqualTo("on " + i);
      }
      assertThat(transport.keptConnections()).isZero();
    }
  }

  @Test
  void aConnectionIsKeptForSoLongOnly() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving());
        NettyTransport impatient =
            NettyTransport.builder()
                .tlsProvider(provider)
                .keepConnections(Duration.ofMillis(300))
                .build()) {
      Samples.await(impatient.call(Calls.to(server)));
      assertThat(server.note()).isEqualTo("asked on 1");
      assertThat(server.note()).startsWith("failed: java.io.IOException: no head");
      assertThat(impatient.keptConnections()).isZero();
      Samples.await(impatient.call(Calls.to(server)));
      assertThat(server.note()).isEqualTo("asked on 2");
    }
  }

  @Test
  void closingTheTransportClosesKeptConnections() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving())) {
      Samples.await(transport.call(Calls.to(server)));
      assertThat(server.note()).isEqualTo("asked on 1");
      transport.close();
      assertThat(server.note()).startsWith("failed: java.io.IOException: no head");
    }
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }
}
