package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.FileSink;
import io.hostward.transfer.ServedFile;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferReceipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rest of a file, as servers send it or do not. */
class RangeTest {
  private final NettyTransport transport =
      NettyTransport.builder().answerTimeout(Duration.ofSeconds(5)).build();
  private final Sink sink = new Sink();

  @AfterEach
  void close() {
    transport.close();
  }

  private static final class Sink implements FileSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Optional<ServedFile> served = Optional.empty();
    private boolean refuses;

    @Override
    public void begin(ServedFile file) throws IOException {
      assertThat(served).as("told once").isEmpty();
      assertThat(bytes.size()).isZero();
      served = Optional.of(file);
      if (refuses) {
        throw new IOException("another file");
      }
    }

    @Override
    public int write(ByteBuffer source) {
      int count = source.remaining();
      byte[] piece = new byte[count];
      source.get(piece);
      bytes.writeBytes(piece);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private CompletableFuture<TransferReceipt> rest(ScriptedServer server, long offset) {
    return transport.getFrom(server.get(), offset, sink, bytes -> {});
  }

  private static ScriptedServer answering(String answer) throws Exception {
    return ScriptedServer.of(
        (peer, notes) -> {
          notes.add(peer.readHead());
          peer.write(answer);
          peer.close();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ETag: \"v1\"", "Last-Modified: \"v1\"", "ETag: \"v1\"\r\nLast-Modified: x"})
  void restIsAskedForAndTold(String version) throws Exception {
    try (ScriptedServer server =
        answering(
            "HTTP/1.1 206 Partial Content\r\nContent-Length: 4\r\nContent-Range: bytes 6-9/10\r\n"
                + version
                + "\r\n\r\nrest")) {
      TransferReceipt receipt = Samples.await(rest(server, 6));

      assertThat(receipt.status()).isEqualTo(206);
      assertThat(receipt.bytes()).isEqualTo(4);
      assertThat(sink.bytes).hasToString("rest");
      assertThat(sink.served)
          .contains(new ServedFile(6, OptionalLong.of(10), Optional.of("\"v1\"")));
      assertThat(server.note()).endsWith("range: bytes=6-");
    }
  }

  @Test
  void serverThatSendsAllIsTold() throws Exception {
    try (ScriptedServer server =
        answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbegin-rest")) {
      assertThat(Samples.await(rest(server, 6)).status()).isEqualTo(200);
      assertThat(sink.bytes).hasToString("begin-rest");
      assertThat(sink.served).contains(new ServedFile(0, OptionalLong.of(10), Optional.empty()));
    }
  }

  @Test
  void wholeFileIsAskedForWithoutARangeAndAPartOfItRefused() throws Exception {
    try (ScriptedServer server =
        answering(
            "HTTP/1.1 206 Partial Content\r\nContent-Length: 4\r\nContent-Range: bytes 0-3/4\r\n"
                + "\r\nfile")) {
      assertThat(Samples.failure(rest(server, 0)).status()).hasValue(206);
      assertThat(server.note()).doesNotContain("range:");
      assertThat(sink.served).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 4 | Content-Range: bytes 5-8/10 | bytes 5 to 8 of 10",
        "Content-Length: 4 | Content-Range: bytes 6-9/12 | bytes 6 to 9 of 12",
        "Content-Length: 3 | Content-Range: bytes 6-9/10 | bytes 6 to 9 of 10",
        "Content-Length: 4 | Content-Range: bytes 6-9/* | does not name",
        "Content-Length: 4 | Content-Range: items 6-9/10 | does not name",
        "Content-Length: 4 | Content-Range: bytes 6-5/6 | bytes 6 to 5 of 6",
        "Content-Length: 4 | Content-Range: bytes 6-9/99999999999999999999 | does not name",
        "Content-Length: 4 | X: multipart | does not name"
      })
  void partThatDoesNotJoinIsRefused(String length, String range, String words) throws Exception {
    try (ScriptedServer server =
        answering("HTTP/1.1 206 Partial Content\r\n" + length + "\r\n" + range + "\r\n\r\nrest")) {
      TransferException failure = Samples.failure(rest(server, 6));
      assertThat(failure).hasMessageContaining("was asked for the file from byte 6 on");
      assertThat(failure).hasMessageContaining(words);
      assertThat(sink.bytes.size()).isZero();
    }
  }

  @Test
  void restInChunksIsAsLongAsItsRange() throws Exception {
    String head =
        "HTTP/1.1 206 Partial Content\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Range: bytes 6-9/10\r\n\r\n";
    try (ScriptedServer server = answering(head + "4\r\nrest\r\n0\r\n\r\n");
        ScriptedServer shorter = answering(head + "3\r\nres\r\n0\r\n\r\n")) {
      assertThat(Samples.await(rest(server, 6)).bytes()).isEqualTo(4);
      sink.bytes.reset();
      sink.served = Optional.empty();
      assertThat(Samples.failure(rest(shorter, 6))).hasMessageContaining("not the whole file");
    }
  }

  @Test
  void sinkThatRefusesTheFileEndsTheTransfer() throws Exception {
    sink.refuses = true;
    try (ScriptedServer server =
        answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbegin-rest")) {
      assertThat(Samples.failure(rest(server, 6))).hasMessageContaining("another file");
      assertThat(sink.bytes.size()).isZero();
    }
  }

  @Test
  void offsetBeyondTheEndIsTheServersRefusal() throws Exception {
    try (ScriptedServer server =
        answering(
            "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nContent-Range: bytes */5\r\n"
                + "\r\n")) {
      assertThat(Samples.failure(rest(server, 6)).status()).hasValue(416);
    }
  }
}
