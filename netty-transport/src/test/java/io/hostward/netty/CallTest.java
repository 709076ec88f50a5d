package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.Secret;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.UploadSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls, and what is an answer. */
@EachTls
class CallTest {
  private final NettyTransport transport;

  CallTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void aCallIsAnswered() throws Exception {
    AtomicReference<String> body = new AtomicReference<>();
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              notes.add(peer.readHead());
              body.set(peer.readBody());
              peer.write(
                  "HTTP/1.1 500 Fault\r\nSet-Cookie: a=\"1\"; Path=/\r\nset-cookie: b=2\r\n"
                      + "Transfer-Encoding: chunked\r\n\r\n3\r\n<a>\r\n4\r\n</a>\r\n0\r\n\r\n");
            })) {
      ServerAnswer answer = Samples.await(transport.call(Calls.to(server)));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(Calls.text(answer)).isEqualTo("<a></a>");
      assertThat(answer.setCookies().stream().map(Secret::reveal))
          .containsExactly("a=\"1\"; Path=/", "b=2");
      assertThat(server.note())
          .startsWith("POST /sdk HTTP/1.1\r\n")
          .contains("host: " + server.address().authority())
          .contains("content-length: " + Calls.BODY.length())
          .contains("cookie: " + Calls.COOKIE)
          .contains("SOAPAction: urn:vim25/8.0")
          .contains("accept-encoding: gzip")
          .doesNotContain("connection:");
      assertThat(body.get()).isEqualTo(Samples.sha256(Calls.BODY.getBytes()));
    }
  }

  @Test
  void aRedirectionIsAnAnswer() throws Exception {
    try (ScriptedServer elsewhere = ScriptedServer.of((peer, notes) -> notes.add("was called"));
        ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  Calls.ask(peer);
                  peer.write(
                      "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://"
                          + elsewhere.address()
                          + "/sdk\r\nContent-Length: 0\r\n\r\n");
                })) {
      assertThat(Samples.await(transport.call(Calls.to(server))).status()).isEqualTo(307);
      Silence.until(System.nanoTime() + 200_000_000);
      assertThat(elsewhere.hasNotes()).isFalse();
    }
  }

  @Test
  void interimAnswersArePassedOver() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              Calls.ask(peer);
              peer.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n");
              peer.answer("200 OK", "so");
              Silence.keep();
            })) {
      assertThat(Calls.text(Samples.await(transport.call(Calls.to(server))))).isEqualTo("so");
      assertThat(transport.keptConnections()).isEqualTo(1);
    }
  }

  /** vSphere's front end refuses large requests so. */
  @Test
  void anAnswerBeforeTheWholeRequestCounts() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.answer("413 Too Large", "less");
              Silence.keep();
            })) {
      ServerCall large = Calls.withBody(Calls.to(server), new byte[30_000_000]);
      assertThat(Samples.await(transport.call(large)).status()).isEqualTo(413);
      assertThat(transport.keptConnections()).isZero();
    }
  }

  @Test
  void largeRequestsArrive() throws Exception {
    byte[] body = Samples.bytes(3_000_000);
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.answer("200 OK", peer.readBody());
            })) {
      assertThat(Calls.text(Samples.await(transport.call(Calls.withBody(Calls.to(server), body)))))
          .isEqualTo(Samples.sha256(body));
    }
  }

  @Test
  void callsDoNotWaitForBodies() throws Exception {
    CountDownLatch moving = new CountDownLatch(4);
    try (ScriptedServer host = ScriptedServer.of((peer, notes) -> peer.drain());
        ScriptedServer server = ScriptedServer.of(Calls.serving())) {
      List<CompletableFuture<?>> uploads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        uploads.add(
            transport.put(
                host.put(), UploadSource.of(new Zeros(), 1L << 40), count -> moving.countDown()));
      }
      assertThat(moving.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 20; i++) {
        Samples.await(transport.call(Calls.to(server)));
      }
      assertThat(uploads).as("bodies without end").noneMatch(CompletableFuture::isDone);
      uploads.forEach(upload -> upload.cancel(true));
    }
  }

  @Test
  void futuresCompleteOnWorkers() throws Exception {
    CountDownLatch ask = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              ask.await();
              Calls.ask(peer);
              peer.answer("200 OK", "");
            })) {
      CompletableFuture<String> thread =
          transport.call(Calls.to(server)).thenApply(answer -> Thread.currentThread().getName());
      ask.countDown();
      assertThat(Samples.await(thread)).startsWith("hostward-io");
    }
  }

  @Test
  void whatCannotBeSentIsRefusedBeforeAnything() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving())) {
      ServerCall good = Calls.to(server);
      assertThatThrownBy(() -> transport.call(with(good, "/s dk", Calls.COOKIE, Map.of())))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> transport.call(with(good, "/sdk", "a=5ecret\r\nX: y", Map.of())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("5ecret");
      assertThatThrownBy(() -> transport.call(with(good, "/sdk", "a=b", Map.of("A", "b\r\nC: d"))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> transport.call(Calls.to(server, Duration.ofSeconds(Long.MAX_VALUE))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most 20 days");
      assertThat(server.hasNotes()).isFalse();
    }
  }

  private static ServerCall with(
      ServerCall call, String path, String cookie, Map<String, String> headers) {
    return new ServerCall(
        call.server(),
        path,
        call.trust(),
        call.proxy(),
        headers,
        java.util.Optional.of(Secret.of(cookie)),
        call.body(),
        call.within(),
        call.longestAnswer());
  }

  /** Never ends. */
  private static final class Zeros extends java.io.InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] target, int from, int count) {
      return count;
    }
  }
}
