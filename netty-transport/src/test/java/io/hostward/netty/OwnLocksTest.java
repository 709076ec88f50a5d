package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.UploadSource;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An event loop and the workers never wait for each other's memory: each kind goes on while the
 * locks of the other's are held.
 */
class OwnLocksTest {
  private static final int BUFFER = 64 << 10;

  @ParameterizedTest
  @EnumSource(
      value = TlsProvider.class,
      names = {"BORINGSSL", "JDK"})
  void eventLoopsGoOnWhileAWorkerHoldsItsMemory(TlsProvider provider) throws Exception {
    byte[] bytes = Samples.bytes(8 * BUFFER);
    byte[] file = Samples.bytes(3_000_000);
    try (ScriptedServer storing =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  peer.read(3 * BUFFER);
                  notes.add("three pieces came");
                  peer.read(bytes.length - 3 * BUFFER);
                  peer.answer("201 Created", "");
                });
        ScriptedServer giving =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + file.length + "\r\n\r\n");
                  peer.write(file);
                  peer.close();
                });
        ScriptedServer asked = ScriptedServer.of(Calls.serving());
        NettyTransport transport =
            NettyTransport.builder()
                .tlsProvider(provider)
                .eventLoops(1)
                .bufferSize(BUFFER)
                .maxInFlight(4 * BUFFER)
                .build()) {
      ByteArrayOutputStream sink = new ByteArrayOutputStream();
      Scene scene =
          () -> {
            assertThat(storing.note()).isEqualTo("three pieces came");
            assertThat(Samples.await(transport.call(Calls.to(asked))).status()).isEqualTo(200);
            Samples.await(transport.get(giving.get(), Channels.newChannel(sink), count -> {}));
          };
      assertThat(
              Samples.await(
                      transport.put(
                          storing.put(),
                          UploadSource.of(new Holding(bytes, 3, scene), bytes.length),
                          count -> {}))
                  .bytes())
          .isEqualTo(bytes.length);
      assertThat(sink.toByteArray()).isEqualTo(file);
    }
  }

  @Test
  void workersGoOnWhileAnEventLoopHoldsItsMemory() throws Exception {
    Loops loops = Loops.start(1);
    Resources resources = LoopsTest.resources(loops);
    CountDownLatch written = new CountDownLatch(3);
    try {
      EventLoop loop = loops.next();
      Sink sink = new Sink(written);
      SinkDrain drain =
          new SinkDrain(sink, new GuardedListener(count -> {}), resources, loop, new Deaf());
      CompletableFuture<Boolean> all = new CompletableFuture<>();
      loop.execute(
          () -> {
            List<ByteBuf> pieces =
                Stream.generate(() -> Memory.ofLoops().directBuffer(BUFFER).writeZero(BUFFER))
                    .limit(written.getCount())
                    .toList();
            holding(
                Memory.ofLoops(),
                () -> {
                  pieces.forEach(drain::offer);
                  all.complete(written.await(10, TimeUnit.SECONDS));
                });
          });
      assertThat(Samples.await(all)).as("all pieces were written meanwhile").isTrue();
      Samples.await(drain.end());
    } finally {
      resources.close();
    }
  }

  private interface Scene {
    void play() throws Exception;
  }

  /** Plays a scene with all locks of a pool held by this thread. */
  private static void holding(ByteBufAllocator pool, Scene scene) {
    List<PoolArenaMetric> arenas =
        Stream.of(
                ((PooledByteBufAllocator) pool).metric().directArenas(),
                ((PooledByteBufAllocator) pool).metric().heapArenas())
            .flatMap(List::stream)
            .toList();
    arenas.forEach(arena -> tell(arena, "lock"));
    try {
      scene.play();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      arenas.forEach(arena -> tell(arena, "unlock"));
    }
  }

  private static void tell(PoolArenaMetric arena, String what) {
    try {
      Method method = arena.getClass().getSuperclass().getDeclaredMethod(what);
      method.setAccessible(true);
      method.invoke(arena);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Plays a scene once some buffers were read, with the memory of workers held. */
  private static final class Holding implements ReadableByteChannel {
    private final ReadableByteChannel bytes;
    private final Scene scene;
    private int left;

    Holding(byte[] bytes, int before, Scene scene) {
      this.bytes = Channels.newChannel(new java.io.ByteArrayInputStream(bytes));
      this.left = before;
      this.scene = scene;
    }

    @Override
    public int read(ByteBuffer room) throws IOException {
      if (left-- == 0) {
        holding(Memory.ofWorkers(), scene);
      }
      return bytes.read(room);
    }

    @Override
    public boolean isOpen() {
      return bytes.isOpen();
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  private record Sink(CountDownLatch written) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      int count = bytes.remaining();
      bytes.position(bytes.limit());
      written.countDown();
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static final class Deaf implements SinkDrain.Events {
    @Override
    public void drained() {}

    @Override
    public void sinkFailed(Throwable cause) {}
  }
}
