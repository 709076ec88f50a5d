package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.UploadSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that answer or leave before they have the whole body. */
@EachTls
class EarlyAnswerTest {
  /** More than the kernel's buffers hold, so that a server which stops reading stops the client. */
  private static final int SIZE = 40_000_000;

  private static final byte[] BYTES = new byte[SIZE];

  private final NettyTransport transport;

  EarlyAnswerTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @ParameterizedTest
  @CsvSource({
    "401 Unauthorized, the host refused the ticket",
    "403 Forbidden, the user may not do this",
    "404 Not Found, no such datacenter",
    "405 Method Not Allowed, a folder of this name",
    "413 Too Large, does not accept a file of this size",
    "500 Oops, hostd.log",
    "503 Busy, down or busy"
  })
  void theRefusalCountsAndNotTheBrokenPipe(String status, String words) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.read(100_000);
              peer.answer(status, "<b>no</b>\r\n\u0007bell " + ScriptedServer.COOKIE);
              // The unread rest of the body makes the kernel send a reset behind the answer.
              peer.slam();
            })) {
      TransferException failure = upload(server);

      int code = Integer.parseInt(status.substring(0, 3));
      assertThat(failure.status()).hasValue(code);
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure.serverMessage()).contains("<b>no</b> \\u0007bell (secret)");
      assertThat(failure)
          .hasMessageStartingWith(server.address() + " answered " + code + ": ")
          .hasMessageContaining(words)
          .hasMessageContaining("of 40000000 bytes");
      assertThat(failure.getMessage()).doesNotContain("52c9a4f1");
      assertThat(failure.bytes()).isLessThan(SIZE);
    }
  }

  @Test
  void anAnswerIsHeardFromAServerThatReadsNoFurther() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.answer("401 Unauthorized", "go away");
              // Read before the client has heard the answer, the body could be here as a whole.
              heard.await(20, TimeUnit.SECONDS);
              notes.add("sent " + peer.drain());
            })) {
      assertThat(upload(server).status()).hasValue(401);
      heard.countDown();
      assertThat(server.note()).startsWith("sent ").isNotEqualTo("sent " + SIZE);
    }
  }

  @Test
  void aSuccessBeforeTheWholeBodyIsAFailure() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.read(100_000);
              peer.answer("200 OK", "");
              heard.await(20, TimeUnit.SECONDS);
              notes.add("sent " + peer.drain());
            })) {
      TransferException failure = upload(server);
      heard.countDown();
      assertThat(failure)
          .hasMessageContaining("answered 200 before it had the whole file")
          .hasMessageContaining("not the file");
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
    }
  }

  @Test
  void aRedirectionIsAFailureThatNamesItsGoal() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.readBody();
              peer.write(
                  "HTTP/1.1 302 Found\r\nLocation: https://other/folder\r\nContent-Length: 0\r\n\r\n");
              peer.close();
            })) {
      TransferException failure = upload(server);
      assertThat(failure.status()).hasValue(302);
      assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
      assertThat(failure).hasMessageContaining("302 to 'https://other/folder'");
    }
  }

  @Test
  void interimAnswersAreSkipped() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.write("HTTP/1.1 100 Continue\r\n\r\n");
              peer.write("HTTP/1.1 102 Processing\r\n\r\n");
              notes.add(peer.readBody());
              peer.answer("200 OK", "");
              peer.close();
            })) {
      byte[] bytes = Samples.bytes(3_000_000);
      assertThat(
              Samples.await(transport.put(server.put(), UploadSource.of(bytes), count -> {}))
                  .status())
          .isEqualTo(200);
      assertThat(server.note()).isEqualTo(Samples.sha256(bytes));
    }
  }

  @Test
  void aLongAnswerIsCut() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.readBody();
              peer.answer("500 Oops", "x".repeat(100_000));
            })) {
      assertThat(upload(server).serverMessage()).hasValue("x".repeat(2048));
    }
  }

  @Test
  void aResetInMidBody() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.read(1_000_000);
              peer.reset();
            })) {
      TransferException failure = upload(server);
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure.status()).isEmpty();
      assertThat(failure)
          .hasMessageContaining(server.address() + " closed the connection without an answer")
          .hasMessageContaining("another host");
    }
  }

  @Test
  void aServerThatLeavesAfterTheBody() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.readBody();
              peer.close();
            })) {
      TransferException failure = upload(server);
      assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
      assertThat(failure).hasMessageContaining("after 40000000 of 40000000 bytes");
    }
  }

  @Test
  void anAnswerThatIsNoHttp() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.readBody();
              peer.write("220 mail.lab ESMTP ready\r\n\r\n");
              peer.close();
            })) {
      assertThat(upload(server)).hasMessageContaining("not HTTP");
    }
  }

  private TransferException upload(ScriptedServer server) throws Exception {
    return Samples.failure(transport.put(server.put(), UploadSource.of(BYTES), count -> {}));
  }
}
