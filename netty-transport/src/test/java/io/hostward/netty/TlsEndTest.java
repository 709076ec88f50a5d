package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.UploadSource;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server may end TLS, or begin it anew, in the middle of a request. */
@EachTls
class TlsEndTest {
  private static final byte[] BYTES = new byte[20_000_000];

  private final NettyTransport transport;

  TlsEndTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).eventLoops(1).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void closeNotifyIsTheEndThoughTheSocketStaysOpen(String protocol) throws Exception {
    try (ScriptedServer server =
        server(
            protocol,
            peer -> {
              peer.readBody();
              peer.endTls();
            })) {
      TransferException upload = put(server, new byte[100]);
      assertThat(upload.phase()).isEqualTo(Phase.RESPONSE);
      assertThat(upload)
          .hasMessageContaining("closed the connection without an answer, after 100 of 100 bytes");
      assertThat(get(server)).hasMessageContaining("closed the connection without an answer");
    }
  }

  @Test
  void closeNotifyInMidBodyFromAServerThatReadsNoFurther() throws Exception {
    try (ScriptedServer server =
        server(
            "TLSv1.3",
            peer -> {
              peer.read(100_000);
              peer.endTls();
            })) {
      TransferException upload = put(server, BYTES);
      assertThat(upload.phase()).isEqualTo(Phase.BODY);
      assertThat(upload).hasMessageContaining("closed the connection without an answer");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Transfer-Encoding: chunked\r\n", "Content-Length: 99\r\n", "Connection: clo"})
  void whatWasSaidBeforeCloseNotifyCounts(String head) throws Exception {
    String answer = "HTTP/1.1 403 Forbidden\r\n" + head + (head.endsWith("o") ? "" : "\r\n");
    try (ScriptedServer server =
        server(
            "TLSv1.3",
            peer -> {
              peer.readBody();
              peer.write(answer);
              peer.endTls();
            })) {
      long begun = System.nanoTime();
      assertThat(put(server, new byte[100]).status()).hasValue(403);
      assertThat(get(server).status()).hasValue(403);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Settings.LAST_WORDS);
    }
  }

  @Test
  void aDownloadThatEndsByCloseNotifyIsCutShort() throws Exception {
    try (ScriptedServer server =
        server(
            "TLSv1.3",
            peer -> {
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
              peer.endTls();
            })) {
      assertThat(get(server)).hasMessageContaining("closed the connection after 5 of 10 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anAlertInMidBodyIsNamed(String protocol) throws Exception {
    try (ScriptedServer server =
        server(
            protocol,
            peer -> {
              peer.read(100_000);
              peer.confuse();
            })) {
      TransferException failure = put(server, BYTES);
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure.getMessage())
          .matches(
              "(?is).*closed the connection without an answer \\(.*(unexpected|bad.record|decode|overflow).*")
          .doesNotContain("null");
    }
  }

  /** One thread serves them all: none of them may keep it. */
  @Test
  void aRequestToRenegotiateIsRefused() throws Exception {
    try (ScriptedServer asking =
            server(
                "TLSv1.2",
                peer -> {
                  peer.read(Math.min(peer.contentLength(), 100_000));
                  peer.renegotiate();
                  Silence.keep();
                });
        ScriptedServer good = ScriptedServer.of(UploadTest::store)) {
      CompletableFuture<?> meanwhile =
          transport.put(good.put(), UploadSource.of(BYTES), count -> {});
      TransferException upload = put(asking, BYTES);
      assertThat(upload.phase()).isEqualTo(Phase.BODY);
      assertThat(upload)
          .hasMessageContaining(asking.address() + " asked to renegotiate TLS in mid-connection")
          .hasMessageContaining("switch renegotiation off");
      assertThat(get(asking)).hasMessageContaining("asked to renegotiate TLS");
      assertThat(Samples.failure(transport.call(Calls.to(asking))))
          .hasMessageContaining("asked to renegotiate TLS");
      Samples.await(meanwhile);
    }
  }

  @Test
  void anAnswerBeforeTheRequestToRenegotiateCounts() throws Exception {
    try (ScriptedServer server =
        server(
            "TLSv1.2",
            peer -> {
              peer.read(100_000);
              peer.answer("401 Unauthorized", "");
              peer.renegotiate();
            })) {
      assertThat(put(server, BYTES).status()).hasValue(401);
    }
  }

  @Test
  void aKeptConnectionIsNotRenegotiated() throws Exception {
    CompletableFuture<Void> idle = new CompletableFuture<>();
    try (ScriptedServer server =
        server(
            "TLSv1.2",
            peer -> {
              peer.readBody();
              peer.answer("200 OK", "");
              idle.join();
              peer.renegotiate();
            })) {
      Samples.await(transport.call(Calls.to(server)));
      assertThat(transport.keptConnections()).isEqualTo(1);
      idle.complete(null);
      Awaitility.await().until(() -> transport.keptConnections() == 0);
    }
  }

  private interface Action {
    void on(Peer peer) throws Exception;
  }

  private static ScriptedServer server(String protocol, Action action) throws Exception {
    return new ScriptedServer(
        Certificates.HOST,
        (peer, notes) -> {
          peer.readHead();
          action.on(peer);
          Silence.keep();
        },
        protocol);
  }

  private TransferException put(ScriptedServer server, byte[] bytes) throws Exception {
    return Samples.failure(transport.put(server.put(), UploadSource.of(bytes), count -> {}));
  }

  private TransferException get(ScriptedServer server) throws Exception {
    return Samples.failure(
        transport.get(server.get(), Channels.newChannel(new ByteArrayOutputStream()), count -> {}));
  }
}
