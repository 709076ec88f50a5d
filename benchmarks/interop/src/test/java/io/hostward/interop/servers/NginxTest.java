package io.hostward.interop.servers;

import static io.hostward.interop.servers.Bytes.random;
import static io.hostward.interop.servers.Bytes.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.Needs;
import io.hostward.netty.NettyTransport;
import io.hostward.netty.TlsProvider;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that arrive on nginx, and come back. */
@Needs(programs = "nginx", packages = "nginx-light")
class NginxTest {
  private static final int LARGE = 256 << 20;

  @TempDir Path folder;
  private Nginx nginx;
  private NettyTransport transport;

  @BeforeEach
  void start() throws Exception {
    nginx = Nginx.start(folder);
    transport = NettyTransport.create();
  }

  @AfterEach
  void stop() {
    transport.close();
    nginx.close();
  }

  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  void aLargeFileArrivesAndComesBack(TlsProvider provider) throws Exception {
    Path content = Bytes.file(folder.resolve("source"), LARGE);
    try (NettyTransport own = NettyTransport.builder().tlsProvider(provider).build()) {
      TransferReceipt receipt =
          own.put(nginx.ticket(HttpMethod.PUT, "a.iso"), UploadSource.of(content), total -> {})
              .get();

      assertThat(receipt.bytes()).isEqualTo(LARGE);
      assertThat(sha256(nginx.files().resolve("a.iso"))).isEqualTo(sha256(content));
      assertThat(sha256(get(own, "a.iso"))).isEqualTo(sha256(content));
      assertThat(nginx.awaitRequests(2))
          .containsExactly(
              "PUT /folder/a.iso?dsName=vmstore 201 TLSv1.3",
              "GET /folder/a.iso?dsName=vmstore 200 TLSv1.3");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_384, 262_144, 262_145})
  void smallFilesArriveAndComeBack(int size) throws Exception {
    byte[] content = random(size);

    put("small.bin", content);

    assertThat(sha256(nginx.files().resolve("small.bin"))).isEqualTo(sha256(content));
    assertThat(sha256(get(transport, "small.bin"))).isEqualTo(sha256(content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new folder/a b.iso",
        "100% #1 a+b&c=d;e,f@g'h.iso",
        "ü/日本/🚀.iso",
        "a%20b.iso",
        "a [1]/(b)~!$*.iso"
      })
  void namesArriveAsTheyAre(String name) throws Exception {
    byte[] content = random(1000);

    put(name, content);

    assertThat(sha256(nginx.files().resolve(name))).isEqualTo(sha256(content));
    assertThat(sha256(get(transport, name))).isEqualTo(sha256(content));
  }

  @Test
  void aFileIsReplaced() throws Exception {
    put("a.iso", random(1000));
    put("a.iso", random(500));

    assertThat(sha256(nginx.files().resolve("a.iso"))).isEqualTo(sha256(random(500)));
    assertThat(nginx.awaitRequests(2)).last().asString().contains(" 204 ");
  }

  @Test
  void aServerThatPausesGetsTheRestLater() throws Exception {
    Path content = Bytes.file(folder.resolve("source"), LARGE);
    AtomicLong sent = new AtomicLong();
    nginx.daemon().signalAll("STOP");
    CompletableFuture<TransferReceipt> upload =
        transport.put(nginx.ticket(HttpMethod.PUT, "a.iso"), UploadSource.of(content), sent::set);
    // Nothing can be agreed on while it sleeps.
    Awaitility.await()
        .during(300, TimeUnit.MILLISECONDS)
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> sent.get() == 0);
    nginx.daemon().signalAll("CONT");
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> sent.get() > 1 << 20);
    nginx.daemon().signalAll("STOP");
    long[] last = {-1};
    Awaitility.await()
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .atMost(30, TimeUnit.SECONDS)
        .until(
            () -> {
              long before = last[0];
              last[0] = sent.get();
              return before == last[0];
            });
    nginx.daemon().signalAll("CONT");

    assertThat(upload.get().bytes()).isEqualTo(LARGE);
    assertThat(sha256(nginx.files().resolve("a.iso"))).isEqualTo(sha256(content));
  }

  @Test
  void manyUploadsAtOnceAllArrive() throws Exception {
    List<CompletableFuture<TransferReceipt>> uploads = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      uploads.add(
          transport.put(
              nginx.ticket(HttpMethod.PUT, i + ".bin"),
              UploadSource.of(random(200_000 + i)),
              total -> {}));
    }
    for (int i = 0; i < 64; i++) {
      uploads.get(i).get();
      assertThat(sha256(nginx.files().resolve(i + ".bin"))).isEqualTo(sha256(random(200_000 + i)));
    }
  }

  @Test
  void anUploadUnderWayOutlivesAReload() throws Exception {
    Path content = Bytes.file(folder.resolve("source"), LARGE);
    AtomicLong sent = new AtomicLong();
    CompletableFuture<TransferReceipt> upload =
        transport.put(nginx.ticket(HttpMethod.PUT, "a.iso"), UploadSource.of(content), sent::set);
    Awaitility.await()
        .pollInterval(1, TimeUnit.MILLISECONDS)
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> sent.get() > 1 << 20);
    nginx.daemon().signal("HUP");

    upload.get();
    assertThat(sha256(nginx.files().resolve("a.iso"))).isEqualTo(sha256(content));
    put("b.iso", random(1000));
    assertThat(sha256(nginx.files().resolve("b.iso"))).isEqualTo(sha256(random(1000)));
  }

  private void put(String name, byte[] content) throws Exception {
    transport.put(nginx.ticket(HttpMethod.PUT, name), UploadSource.of(content), total -> {}).get();
  }

  private Path get(NettyTransport from, String name) throws Exception {
    Path copy = folder.resolve("copy");
    try (FileChannel sink =
        FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      from.get(nginx.ticket(HttpMethod.GET, name), sink, total -> {}).get();
    }
    return copy;
  }
}
