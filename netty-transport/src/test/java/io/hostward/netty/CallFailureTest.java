package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.ServerCall;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are too long, too late, broken or none. */
@EachTls
class CallFailureTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final NettyTransport transport;

  CallFailureTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  /** What a server does with the answer. */
  private interface Answering {
    void answer(Peer peer) throws Exception;
  }

  private static ScriptedServer server(Answering answering) throws Exception {
    return ScriptedServer.of(
        (peer, notes) -> {
          Calls.ask(peer);
          answering.answer(peer);
          peer.drain();
          notes.add("ended");
        });
  }

  private TransferException failure(Answering answering) throws Exception {
    return failure(Calls.LONG, answering);
  }

  /** Returns how the call failed, once the server saw the connection end. */
  private TransferException failure(Duration within, Answering answering) throws Exception {
    try (ScriptedServer server = server(answering)) {
      long begun = System.nanoTime();
      TransferException failure =
          Calls.discreet(Samples.failure(transport.call(Calls.to(server, within))));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Calls.LONG.dividedBy(2));
      assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
      assertThat(failure)
          .hasMessageContaining(server.address().toString())
          .hasMessageContaining("POST /sdk");
      assertThat(transport.keptConnections()).isZero();
      assertThat(server.note()).matches("ended|failed: .*");
      return failure;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n"})
  void anEndlessAnswer(String header) throws Exception {
    String piece = "an5wer".repeat(1000);
    String framed = header.startsWith("Transfer") ? "1770\r\n" + piece + "\r\n" : piece;
    assertThat(
            failure(
                peer -> {
                  peer.write(OK + header + "\r\n");
                  while (true) {
                    peer.write(framed);
                  }
                }))
        .hasMessageContaining("answered 200")
        .hasMessageContaining("with more than 100000 bytes");
  }

  @Test
  void aHugeAnswerIsRefusedByItsHead() throws Exception {
    assertThat(failure(peer -> peer.write(OK + "Content-Length: 100001\r\n\r\n")))
        .hasMessageContaining("with more than 100000 bytes");
    assertThat(failure(peer -> peer.write(OK + "Content-Length: 9223372036854775807\r\n\r\n")))
        .hasMessageContaining("with more than 100000 bytes");
  }

  @Test
  void theLongestAnswerThatIsAllowed() throws Exception {
    String longest = "y".repeat(Calls.LONGEST);
    try (ScriptedServer server = server(peer -> peer.answer("200 OK", longest))) {
      assertThat(Calls.text(Samples.await(transport.call(Calls.to(server))))).isEqualTo(longest);
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip, 100000", "x-gzip, 17", "GZIP, 0"})
  void aPackedAnswer(String encoding, int size) throws Exception {
    byte[] packed = gzip(size);
    try (ScriptedServer server = server(peer -> packed(peer, encoding, packed))) {
      assertThat(Samples.await(transport.call(Calls.to(server))).body()).hasSize(size);
      assertThat(transport.keptConnections()).isEqualTo(1);
    }
  }

  @Test
  void aBomb() throws Exception {
    byte[] packed = gzip(50_000_000);
    assertThat(packed).hasSizeLessThan(Calls.LONGEST);
    try (ScriptedServer server = server(peer -> packed(peer, "gzip", packed))) {
      assertThat(Samples.failure(transport.call(Calls.to(server))))
          .hasMessageContaining("answered 200 to POST /sdk with more than 100000 bytes");
    }
  }

  @Test
  void badlyPackedAnswers() throws Exception {
    byte[] cut = java.util.Arrays.copyOf(gzip(5000), 15);
    for (byte[] packed : new byte[][] {cut, Calls.ANSWER.getBytes(StandardCharsets.UTF_8)}) {
      try (ScriptedServer server = server(peer -> packed(peer, "gzip", packed))) {
        assertThat(Calls.discreet(Samples.failure(transport.call(Calls.to(server)))))
            .hasMessageContaining("what it calls gzip and is none");
      }
    }
  }

  @Test
  void packedInAWayThatWasNotAskedFor() throws Exception {
    assertThat(failure(peer -> packed(peer, "br", new byte[5])))
        .hasMessageContaining("packed as 'br', which was not asked for");
  }

  @Test
  @Waits
  void aSilentServer() throws Exception {
    assertThat(failure(Calls.SHORT, peer -> peer.drain()))
        .hasMessageContaining("gave no answer to POST /sdk within 0.9 s")
        .hasMessageContaining("whether the call was carried out is not known");
  }

  @Test
  @Waits
  void aDrippingBody() throws Exception {
    assertThat(
            failure(
                Calls.SHORT,
                peer -> {
                  peer.write(OK + "Content-Length: 5000\r\n\r\n");
                  drip(peer, "an5wer");
                }))
        .hasMessageContaining("did not end its answer 200 to POST /sdk within 0.9 s, after ")
        .hasMessageContaining("of 5000 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nSet-Cookie: ", "HTTP/1.1 200 ", "HTTP/1"})
  @Waits
  void aDrippingHead(String head) throws Exception {
    assertThat(
            failure(
                Calls.SHORT,
                peer -> {
                  peer.write(head);
                  drip(peer, "an5wer");
                }))
        .hasMessageContaining("gave no answer to POST /sdk within 0.9 s");
  }

  @Test
  @Waits
  void interimAnswersWithoutEnd() throws Exception {
    assertThat(failure(Calls.SHORT, peer -> drip(peer, "HTTP/1.1 100 Continue\r\n\r\n")))
        .hasMessageContaining("gave no answer to POST /sdk within 0.9 s");
  }

  @Test
  void trailersWithoutEnd() throws Exception {
    assertThat(
            failure(
                peer -> {
                  peer.write(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n");
                  while (true) {
                    peer.write("X-Trailer: an5wer\r\n");
                  }
                }))
        .hasMessageContaining("32 KiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: an5wer\r\n", "an5wer"})
  void anEndlessHead(String piece) throws Exception {
    assertThat(
            failure(
                peer -> {
                  peer.write(OK + "A: b");
                  while (true) {
                    peer.write(piece);
                  }
                }))
        .hasMessageContaining("with a head of more than 32 KiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "220 an5wer.lab ESMTP\r\n\r\n",
        "HTTP/9.7 200 OK\r\nContent-Length: 6\r\n\r\nan5wer",
        "HTTP/1.1 999 an5wer\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 an5wer OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: an5wer\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 6\r\n\r\nan5wer",
        "HTTP/1.1 200 OK\r\nContent-Length: an5wer\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nan5wer\r\n"
      })
  void whatIsNoHttp(String answer) throws Exception {
    assertThat(failure(peer -> peer.write(answer))).hasMessageContaining("that is not HTTP/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 50\r\n\r\nan5", "Transfer-Encoding: chunked\r\n\r\n3\r\nan5"})
  void anAnswerThatIsCutShort(String begin) throws Exception {
    for (String how : new String[] {"close", "slam", "reset", "endTls"}) {
      assertThat(
              failure(
                  peer -> {
                    peer.write(OK + begin);
                    Silence.until(System.nanoTime() + 50_000_000);
                    end(peer, how);
                  }))
          .as(how)
          .hasMessageContaining("closed the connection")
          .hasMessageContaining("in the middle of its answer 200 to POST /sdk, after 3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "slam", "reset", "endTls"})
  void noAnswerAtAll(String how) throws Exception {
    assertThat(failure(peer -> end(peer, how)))
        .hasMessageContaining("closed the connection")
        .hasMessageContaining("without an answer to POST /sdk")
        .hasMessageContaining("whether the call was carried out is not known");
  }

  @Test
  void aBodyThatEndsWithTheConnectionEndsByTlsToo() throws Exception {
    try (ScriptedServer server =
        server(
            peer -> {
              peer.write(OK + "\r\nto the end");
              peer.endTls();
            })) {
      assertThat(Calls.text(Samples.await(transport.call(Calls.to(server)))))
          .isEqualTo("to the end");
    }
  }

  @Test
  void aBodyThatEndsWithTheConnectionDoesNotEndByAReset() throws Exception {
    assertThat(
            failure(
                peer -> {
                  peer.write(OK + "\r\nto the end");
                  Silence.until(System.nanoTime() + 100_000_000);
                  peer.reset();
                }))
        .hasMessageContaining("in the middle of its answer 200");
  }

  @Test
  @Waits
  void aServerThatTakesNoBytes() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              Silence.keep();
            })) {
      ServerCall large = Calls.withBody(Calls.to(server, Calls.SHORT), new byte[30_000_000]);
      TransferException failure = Samples.failure(transport.call(large));
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure)
          .hasMessageContaining("did not take the 30000000 bytes of POST /sdk within 0.9 s");
    }
  }

  @Test
  void aServerThatHangsUpInMidRequest() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.reset();
            })) {
      ServerCall large = Calls.withBody(Calls.to(server), new byte[30_000_000]);
      TransferException failure = Samples.failure(transport.call(large));
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure)
          .hasMessageContaining("before it had taken the 30000000 bytes of POST /sdk");
    }
  }

  @Test
  @Waits
  void aServerThatNeverShakesHands() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      TransferException failure = unreachable(silent);
      assertThat(failure.phase()).isEqualTo(Phase.TLS);
      assertThat(failure)
          .hasMessageContaining("did not finish the TLS handshake within 0.9 s for POST /sdk");
    }
  }

  @Test
  @Waits
  void aServerWhoseQueueIsFull() throws Exception {
    try (FullQueue full = new FullQueue()) {
      TransferException failure = unreachable(full.listener());
      assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
      assertThat(failure).hasMessageContaining("was not reached within 0.9 s for POST /sdk");
    }
  }

  @Test
  void aServerThatIsNotThere() throws Exception {
    ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    gone.close();
    TransferException failure = unreachable(gone);
    assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
    assertThat(failure).hasMessageContaining("refused the connection; check the server's address");
  }

  private TransferException unreachable(ServerSocket listener) throws Exception {
    return Calls.discreet(
        Samples.failure(
            transport.call(
                Calls.to(
                    new io.hostward.net.HostAddress("127.0.0.1", listener.getLocalPort()),
                    Certificates.pin(Certificates.HOST),
                    Calls.SHORT))));
  }

  private static void end(Peer peer, String how) throws IOException {
    switch (how) {
      case "close" -> peer.close();
      case "slam" -> peer.slam();
      case "reset" -> peer.reset();
      default -> peer.endTls();
    }
  }

  private static void drip(Peer peer, String drops) throws IOException {
    for (int i = 0; ; i++) {
      peer.write(String.valueOf(drops.charAt(i % drops.length())));
      Silence.until(System.nanoTime() + 20_000_000);
    }
  }

  private static void packed(Peer peer, String encoding, byte[] packed) throws IOException {
    peer.write(
        OK + "Content-Encoding: " + encoding + "\r\nContent-Length: " + packed.length + "\r\n\r\n");
    peer.write(packed);
  }

  private static byte[] gzip(int zeros) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(packed)) {
      packing.write(new byte[zeros]);
    }
    return packed.toByteArray();
  }
}
