package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that are not what they promised to be: no server may take the result for the file. */
class SourceTest {
  private static final int SIZE = 2_000_000;

  private final NettyTransport transport = NettyTransport.create();
  @TempDir Path folder = Path.of(".");

  @AfterEach
  void close() {
    transport.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300_000, SIZE - 1})
  void aSourceThatEndsEarly(int count) throws Exception {
    TransferException failure =
        uploadInVain(UploadSource.of(new ByteArrayInputStream(Samples.bytes(count)), SIZE), SIZE);
    assertThat(failure).hasMessageContaining("ended after " + count + " of 2000000 bytes");
  }

  @Test
  void aSourceThatFails() throws Exception {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[500_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("disk on fire");
              }

              @Override
              public int read(byte[] target, int from, int count) throws IOException {
                return read();
              }
            });
    assertThat(uploadInVain(UploadSource.of(broken, SIZE), SIZE))
        .hasMessageContaining("a stream of 2000000 bytes")
        .hasMessageContaining("disk on fire");
  }

  @Test
  void aSourceThatThrowsNoIoException() throws Exception {
    ReadableByteChannel odd =
        new Unclosed() {
          @Override
          public int read(ByteBuffer target) {
            throw new IllegalStateException("odd");
          }
        };
    assertThat(uploadInVain(UploadSource.of(odd, SIZE), SIZE)).hasMessageContaining("odd");
  }

  @Test
  void aFileThatGrew() throws Exception {
    assertThat(uploadInVain(changing(StandardOpenOption.APPEND), SIZE))
        .hasMessageContaining("changed while it was uploaded");
  }

  @Test
  void aFileThatWasWrittenOver() throws Exception {
    assertThat(uploadInVain(changing(StandardOpenOption.WRITE), SIZE))
        .hasMessageContaining("changed while it was uploaded");
  }

  @Test
  void anEmptyFileThatGrew() throws Exception {
    Path file = Files.createFile(folder.resolve("empty"));
    UploadSource source = UploadSource.of(file);
    Files.write(file, new byte[10]);
    assertThat(uploadInVain(source, 0)).hasMessageContaining("changed while it was uploaded");
  }

  /** The head goes with the first bytes, so that the ticket is still good. */
  @Test
  void aSourceThatCannotBeOpenedCostsNoTicket() throws Exception {
    Path file = Files.write(folder.resolve("gone"), new byte[10]);
    UploadSource source = UploadSource.of(file);
    Files.delete(file);
    try (ScriptedServer server =
        ScriptedServer.of((peer, notes) -> notes.add("received " + peer.drain()))) {
      TransferException failure = Samples.failure(transport.put(server.put(), source, count -> {}));
      assertThat(failure.phase()).isEqualTo(Phase.SOURCE);
      assertThat(failure).hasMessageContaining(file.toString());
      // The reset may reach the server while it still ends its handshake.
      assertThat(server.note()).matches("received 0|failed: .*[Rr]eset.*");
    }
  }

  @Test
  void aChannelThatIsLongerIsCutAtItsSize() throws Exception {
    byte[] bytes = Samples.bytes(SIZE);
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      ReadableByteChannel longer = Channels.newChannel(new ByteArrayInputStream(bytes));
      Samples.await(transport.put(server.put(), UploadSource.of(longer, 1_000_001), count -> {}));
      assertThat(server.note()).contains("content-length: 1000001");
      assertThat(server.note())
          .isEqualTo(Samples.sha256(java.util.Arrays.copyOf(bytes, 1_000_001)));
    }
  }

  @Test
  void aStreamThatHoldsMoreThanWasStatedFails() throws Exception {
    ByteArrayInputStream longer = new ByteArrayInputStream(Samples.bytes(SIZE));
    assertThat(uploadInVain(UploadSource.of(longer, SIZE - 1L), SIZE - 1))
        .hasMessageContaining("the stream holds more than the " + (SIZE - 1) + " bytes");
  }

  /** A server must not have the whole of it before the stream has told its end. */
  @Test
  void aStreamThatHoldsMoreWhichComesLateFails() throws Exception {
    AtomicBoolean read = new AtomicBoolean();
    try (PipedOutputStream writer = new PipedOutputStream();
        ScriptedServer server =
            ScriptedServer.of((peer, notes) -> notes.add("received " + peer.drain()))) {
      PipedInputStream late =
          new PipedInputStream(writer) {
            @Override
            public synchronized int read(byte[] target, int from, int count) throws IOException {
              int got = super.read(target, from, count);
              read.set(true);
              return got;
            }
          };
      CompletableFuture<TransferReceipt> upload =
          transport.put(server.put(), UploadSource.of(late, 1), count -> {});
      writer.write(1);
      writer.flush();
      Awaitility.await().untilTrue(read);
      writer.write(2);
      writer.flush();
      assertThat(Samples.failure(upload))
          .hasMessageContaining("the stream holds more than the 1 bytes");
      assertThat(server.note()).matches("received 0|failed: .*[Rr]eset.*");
    }
  }

  @Test
  void aSourceThatSometimesHasNothing() throws Exception {
    byte[] bytes = Samples.bytes(50_000);
    ReadableByteChannel whole = Channels.newChannel(new ByteArrayInputStream(bytes));
    ReadableByteChannel moody =
        new Unclosed() {
          private boolean gives;

          @Override
          public int read(ByteBuffer target) throws IOException {
            gives = !gives;
            if (!gives) {
              return 0;
            }
            ByteBuffer some = ByteBuffer.allocate(Math.min(5_000, target.remaining()));
            int count = whole.read(some);
            target.put(some.flip());
            return count;
          }
        };
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      Samples.await(transport.put(server.put(), UploadSource.of(moody, bytes.length), count -> {}));
      server.note();
      assertThat(server.note()).isEqualTo(Samples.sha256(bytes));
    }
  }

  /** A trickle does not wait until a buffer is full. */
  @Test
  void aSlowSourceIsPassedOnAsItComes() throws Exception {
    try (PipedOutputStream writer = new PipedOutputStream();
        ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  peer.read(2);
                  notes.add("two");
                  peer.read(1);
                  peer.answer("200 OK", "");
                })) {
      UploadSource source = UploadSource.of(new PipedInputStream(writer), 3);
      CompletableFuture<TransferReceipt> upload = transport.put(server.put(), source, count -> {});
      writer.write(1);
      writer.flush();
      Silence.until(System.nanoTime() + 300_000_000L);
      writer.write(2);
      writer.flush();
      assertThat(server.note()).isEqualTo("two");
      writer.write(3);
      writer.close();
      assertThat(Samples.await(upload).bytes()).isEqualTo(3);
    }
  }

  @Test
  void aSourceIsClosedAfterSuccess() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream stream =
        new ByteArrayInputStream(new byte[100]) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      Samples.await(transport.put(server.put(), UploadSource.of(stream, 100), count -> {}));
      assertThat(closed).isTrue();
    }
  }

  /** A file whose bytes change after the upload began to read it. */
  private UploadSource changing(StandardOpenOption how) throws IOException {
    Path file = Files.write(folder.resolve("file"), Samples.bytes(SIZE));
    UploadSource honest = UploadSource.of(file);
    return new UploadSource() {
      @Override
      public long size() {
        return honest.size();
      }

      @Override
      public ReadableByteChannel open() throws IOException {
        ReadableByteChannel channel = honest.open();
        Files.write(file, new byte[SIZE + 5], how);
        return channel;
      }

      @Override
      public boolean isRepeatable() {
        return true;
      }

      @Override
      public boolean canOpen() {
        return true;
      }

      @Override
      public void verifyUnchanged() throws IOException {
        honest.verifyUnchanged();
      }

      @Override
      public String describe() {
        return honest.describe();
      }
    };
  }

  private TransferException uploadInVain(UploadSource source, int promised) throws Exception {
    try (ScriptedServer server = ScriptedServer.of((peer, notes) -> judge(peer, promised, notes))) {
      TransferException failure = Samples.failure(transport.put(server.put(), source, count -> {}));
      assertThat(failure.phase()).isEqualTo(Phase.SOURCE);
      assertThat(server.note()).isNotEqualTo("the whole");
      return failure;
    }
  }

  private static void judge(Peer peer, int promised, BlockingQueue<String> notes) {
    try {
      peer.readHead();
      notes.add(peer.drain() < promised ? "not the whole" : "the whole");
    } catch (IOException e) {
      notes.add("not the whole");
    }
  }

  private abstract static class Unclosed implements ReadableByteChannel {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
