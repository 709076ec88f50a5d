package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose failure each kind of failure is: what comes next hangs on it. */
class DomainTest extends DomainFixture {
  /** No route would do better. */
  @Nested
  class OfTheSource {
    @TempDir Path folder = Path.of(".");

    @Test
    void aSourceThatCannotBeOpened() throws Exception {
      Path file = Files.write(folder.resolve("gone"), BYTES);
      UploadSource source = UploadSource.of(file);
      Files.delete(file);
      isOfTheSource(source);
    }

    @Test
    void aSourceThatEndsEarly() throws Exception {
      isOfTheSource(UploadSource.of(new ByteArrayInputStream(BYTES), BYTES.length + 1L));
    }

    @Test
    void aSourceThatFails() throws Exception {
      InputStream broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
              return read();
            }
          };
      isOfTheSource(UploadSource.of(broken, BYTES.length));
    }

    /** An error that is no exception must end the transfer as well. */
    @Test
    void aSourceWithABug() throws Exception {
      InputStream broken =
          new InputStream() {
            @Override
            public int read() {
              throw new AssertionError("a bug");
            }

            @Override
            public int read(byte[] target, int from, int count) {
              return read();
            }
          };
      isOfTheSource(UploadSource.of(broken, BYTES.length));
    }

    private void isOfTheSource(UploadSource source) throws Exception {
      try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
        TransferException failure =
            Samples.failure(transport.put(server.put(), source, count -> {}));
        assertThat(failure.domain()).as(failure.getMessage()).isEqualTo(FailureDomain.SOURCE);
      }
    }
  }

  /** The next host is tried. */
  @Nested
  class OfTheHost {

    @ParameterizedTest
    @ValueSource(
        strings = {"401 Unauthorized", "403 Forbidden", "404 Not Found", "500 Oops", "302 Found"})
    void aRefusal(String status) throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.readBody();
            peer.answer(status, "");
          });
    }

    @Test
    void aRefusalInMidBody() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.read(100_000);
            peer.answer("401 Unauthorized", "");
            peer.slam();
          });
    }

    @Test
    void aSuccessBeforeTheWholeBody() throws Exception {
      CountDownLatch heard = new CountDownLatch(1);
      try (ScriptedServer server =
          ScriptedServer.of(
              (peer, notes) -> {
                peer.readHead();
                peer.answer("200 OK", "");
                heard.await(20, TimeUnit.SECONDS);
              })) {
        isOfTheHost(upload(server.put(), Samples.bytes(40_000_000)));
        heard.countDown();
      }
    }

    @Test
    void aReset() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.read(100_000);
            peer.reset();
          });
    }

    @Test
    void aConnectionClosedWithoutAnAnswer() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.readBody();
            peer.close();
          });
    }

    @Test
    @Waits
    void aStall() throws Exception {
      try (ScriptedServer server =
          ScriptedServer.of(
              (peer, notes) -> {
                peer.readHead();
                Silence.keep();
              })) {
        isOfTheHost(hastyUpload(server.put(), Samples.bytes(50_000_000)));
      }
    }

    @Test
    @Waits
    void noAnswer() throws Exception {
      try (ScriptedServer server =
          ScriptedServer.of(
              (peer, notes) -> {
                peer.readHead();
                peer.readBody();
                Silence.keep();
              })) {
        isOfTheHost(hastyUpload(server.put(), BYTES));
      }
    }

    @Test
    void anAnswerThatIsNotHttp() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.readBody();
            peer.write("220 mail.lab ESMTP ready\r\n\r\n");
            peer.close();
          });
    }

    @Test
    void aWrongCertificate() throws Exception {
      try (ScriptedServer stranger = new ScriptedServer(Certificates.STRANGER, UploadTest::store)) {
        isOfTheHost(upload(to(stranger.address()), BYTES));
      }
    }

    @Test
    @Waits
    void aHandshakeThatNeverEnds() throws Exception {
      try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        isOfTheHost(hastyUpload(to(at(silent)), BYTES));
      }
    }

    @Test
    void aRefusedConnection() throws Exception {
      isOfTheHost(upload(to(refused()), BYTES));
    }

    @Test
    @Waits
    void aConnectionWithoutAnAnswer() throws Exception {
      try (FullQueue dead = new FullQueue()) {
        isOfTheHost(hastyUpload(to(at(dead.listener())), BYTES));
      }
    }

    @Test
    void anUnknownName() throws Exception {
      isOfTheHost(upload(to(HIDDEN), BYTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "404 Not Found"})
    void aRefusedDownload(String status) throws Exception {
      try (ScriptedServer server =
          ScriptedServer.of(
              (peer, notes) -> {
                peer.readHead();
                peer.answer(status, "");
              })) {
        isOfTheHost(
            Samples.failure(
                transport.get(
                    server.get(),
                    Channels.newChannel(OutputStream.nullOutputStream()),
                    count -> {})));
      }
    }

    private void isOfTheHost(ScriptedServer.Script script) throws Exception {
      try (ScriptedServer server = ScriptedServer.of(script)) {
        isOfTheHost(upload(server.put(), BYTES));
      }
    }

    private void isOfTheHost(TransferException failure) {
      assertThat(failure.domain()).as(failure.getMessage()).isEqualTo(FailureDomain.HOST);
    }
  }
}
