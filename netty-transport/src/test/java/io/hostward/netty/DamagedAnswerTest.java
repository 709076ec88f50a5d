package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.UploadSource;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose first line can be read and the rest not, and successes that are none. */
class DamagedAnswerTest {
  private static final String HUGE = "X-Padding: " + "y".repeat(1000) + "\r\n";

  private final NettyTransport transport =
      NettyTransport.builder().answerTimeout(Duration.ofSeconds(20)).build();

  @AfterEach
  void close() {
    transport.close();
  }

  /** What may stand below the first line of an answer. */
  private static final String[] DAMAGES = {
    "Content-Length: 0\r\nContent-Length: 6\r\n\r\nsorry!",
    "Content-Length: six\r\n\r\n",
    "Content-Length: -1\r\n\r\n",
    "Content Length: 1\r\n\r\nx",
    ": nothing\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\nno size\r\n",
    "Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n",
    "Broken-Off: in mid",
    HUGE.repeat(1000),
    "X-Long: " + "y".repeat(1_000_000)
  };

  @Test
  void aRefusalKeepsItsStatusHoweverDamagedItIs() throws Exception {
    for (String damage : DAMAGES) {
      String answer = "HTTP/1.1 401 Unauthorized\r\n" + damage;
      for (TransferException failure : new TransferException[] {put(answer), get(answer)}) {
        assertThat(failure.status()).as(damage).hasValue(401);
        assertThat(failure).hasMessageContaining("the host refused the ticket");
      }
      assertThat(statusOfCall(answer)).as(damage).isEqualTo(401);
    }
  }

  @Test
  void aRefusalInMidBodyKeepsItsStatusToo() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.read(100_000);
              peer.write(
                  "HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
              peer.slam();
            })) {
      TransferException failure =
          Samples.failure(
              transport.put(server.put(), UploadSource.of(new byte[40_000_000]), count -> {}));
      assertThat(failure.status()).hasValue(404);
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure)
          .hasMessageContaining("answered 404, with a head that is not HTTP/1: there is no such");
    }
  }

  @Test
  void aSuccessWithADamagedHeadIsNone() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 6\r\n\r\nsorry!";
    for (TransferException failure : new TransferException[] {put(answer), get(answer)}) {
      assertThat(failure.status()).hasValue(200);
      assertThat(failure)
          .hasMessageContaining("answered 200, with a head that is not HTTP/1")
          .hasMessageContaining("do not trust the file");
    }
    assertThat(put("HTTP/1.1 201 Created\r\n" + HUGE.repeat(100)))
        .hasMessageContaining("answered 201, with a head of more than 32 KiB");
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 203, 205, 206, 207, 226, 299})
  void aSuccessThatDoesNotFitAnUpload(int status) throws Exception {
    TransferException failure = put("HTTP/1.1 " + status + " Odd\r\nContent-Length: 0\r\n\r\n");
    assertThat(failure.status()).hasValue(status);
    assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
    assertThat(failure).hasMessageContaining("do not trust the file");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 204, 205, 206, 207, 226, 299})
  void aSuccessThatDoesNotFitADownload(int status) throws Exception {
    TransferException failure = get("HTTP/1.1 " + status + " Odd\r\nContent-Length: 0\r\n\r\n");
    assertThat(failure.status()).hasValue(status);
    assertThat(failure).hasMessageContaining("do not trust the file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "201 Created", "204 No Content"})
  void aSuccessOfAnUpload(String status) throws Exception {
    try (ScriptedServer server =
        answering("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")) {
      Samples.await(transport.put(server.put(), UploadSource.of(new byte[10]), count -> {}));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/9.7 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/9.7 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
        "RTSP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 20 Odd\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\nContent-Length: 6\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/9.7 200 OK\r\n\r\n"
      })
  void whatIsNoAnswerOfHttp1(String answer) throws Exception {
    for (TransferException failure : new TransferException[] {put(answer), get(answer)}) {
      assertThat(failure.status()).isEmpty();
      assertThat(failure).hasMessageContaining("gave an answer that is not HTTP/1");
    }
  }

  @Test
  void aDownloadWithADamagedBody() throws Exception {
    TransferException failure =
        get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nno size\r\n");
    assertThat(failure.phase()).isEqualTo(Phase.BODY);
    assertThat(failure)
        .hasMessageContaining("is not HTTP/1, after 5 bytes; what was read is not the whole file");
  }

  /** Each of them would wind up a clock that counts from the last byte. */
  @Test
  void interimAnswersWithoutEndAreNoAnswer() throws Exception {
    try (NettyTransport hasty =
            NettyTransport.builder()
                .answerTimeout(Duration.ofMillis(300))
                .stallTimeout(Duration.ofMillis(300))
                .build();
        ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  while (true) {
                    peer.write("HTTP/1.1 100 Continue\r\n\r\n");
                    Silence.until(System.nanoTime() + 20_000_000);
                  }
                })) {
      assertThat(
              Samples.failure(hasty.put(server.put(), UploadSource.of(new byte[9]), count -> {})))
          .hasMessageContaining("gave no answer within");
      assertThat(
              Samples.failure(
                  hasty.get(
                      server.get(), Channels.newChannel(new ByteArrayOutputStream()), count -> {})))
          .hasMessageContaining("gave no answer within 0.3 s");
    }
  }

  private TransferException put(String answer) throws Exception {
    try (ScriptedServer server = answering(answer)) {
      return Samples.failure(
          transport.put(server.put(), UploadSource.of(new byte[10]), count -> {}));
    }
  }

  private TransferException get(String answer) throws Exception {
    try (ScriptedServer server = answering(answer)) {
      return Samples.failure(
          transport.get(
              server.get(), Channels.newChannel(new ByteArrayOutputStream()), count -> {}));
    }
  }

  private int statusOfCall(String answer) throws Exception {
    try (ScriptedServer server = answering(answer)) {
      return Samples.await(
              transport
                  .call(Calls.to(server))
                  .handle(
                      (said, failure) ->
                          said == null
                              ? ((TransferException) failure).status().orElse(0)
                              : said.status()))
          .intValue();
    }
  }

  private static ScriptedServer answering(String answer) throws Exception {
    return ScriptedServer.of(
        (peer, notes) -> {
          peer.readHead();
          peer.readBody();
          peer.write(answer);
          peer.close();
        });
  }
}
