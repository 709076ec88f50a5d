package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractLongAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits, on real connections; a busy machine only makes a transfer take longer than they do. */
class BandwidthTransferTest {
  private static final int MB = 1_000_000;

  private final Bandwidth bandwidth = new Bandwidth();
  private final NettyTransport transport =
      NettyTransport.builder().bandwidth(bandwidth).bodies(32).build();
  private byte[] file = Samples.bytes(4 * MB);
  private ScriptedServer server;
  private long begun;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedServer.of(this::serve);
    // What is loaded with the first transfer is not to count.
    Samples.await(put(new byte[1]));
    begun = System.nanoTime();
  }

  @AfterEach
  void close() throws IOException {
    transport.close();
    server.close();
  }

  private void serve(Peer peer, BlockingQueue<String> notes) throws IOException {
    if (peer.readHead().startsWith("PUT ")) {
      notes.add(peer.readBody());
      peer.answer("201 Created", "");
    } else {
      byte[] head =
          ("HTTP/1.1 200 OK\r\nContent-Length: " + file.length + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      peer.write(head);
      peer.write(file);
    }
    peer.close();
  }

  private CompletableFuture<TransferReceipt> put(byte[] bytes) {
    return transport.put(server.put(), UploadSource.of(bytes), count -> {});
  }

  private static void awaitAll(List<CompletableFuture<TransferReceipt>> all) throws Exception {
    for (CompletableFuture<TransferReceipt> one : all) {
      Samples.await(one);
    }
  }

  private AbstractLongAssert<?> assertMillis() {
    return assertThat((System.nanoTime() - begun) / 1_000_000);
  }

  @Test
  void anUploadTakesItsTime() throws Exception {
    bandwidth.limit(8 * MB);
    server.note();
    Samples.await(put(file));

    assertMillis().isGreaterThanOrEqualTo(400);
    assertThat(server.note()).isEqualTo(Samples.sha256(file));
  }

  @Test
  void aDownloadTakesItsTime() throws Exception {
    bandwidth.limit(8 * MB);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    Samples.await(transport.get(server.get(), Channels.newChannel(read), count -> {}));

    assertMillis().isGreaterThanOrEqualTo(400);
    assertThat(read.toByteArray()).isEqualTo(file);
  }

  @Test
  void manySmallFilesTakeTheirTimeToo() throws Exception {
    bandwidth.limit(8 * MB);
    List<CompletableFuture<TransferReceipt>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(put(new byte[100_000]));
    }
    awaitAll(all);

    assertMillis().isGreaterThanOrEqualTo(300);
  }

  /** One name for each: a host is told from others by it. */
  @Test
  void eachOfTwoHostsHasItsOwnLimit() throws Exception {
    bandwidth.limitPerHost(8 * MB);
    HostAddress other = new HostAddress("localhost", server.address().port());
    ServiceTicket ticket =
        ScriptedServer.ticket(HttpMethod.PUT, Certificates.pin(Certificates.HOST), other);
    List<CompletableFuture<TransferReceipt>> all =
        List.of(
            put(new byte[2 * MB]),
            put(new byte[2 * MB]),
            transport.put(ticket, UploadSource.of(file), count -> {}));
    List<Duration> elapsed = new ArrayList<>();
    for (CompletableFuture<TransferReceipt> one : all) {
      elapsed.add(Samples.await(one).elapsed());
    }

    assertThat(elapsed.get(2)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    assertThat(elapsed.get(0).compareTo(elapsed.get(1)) > 0 ? elapsed.get(0) : elapsed.get(1))
        .isGreaterThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aLimitThatIsLiftedFreesWhatIsUnderWay() throws Exception {
    bandwidth.limit(100_000);
    AtomicLong taken = new AtomicLong();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    CompletableFuture<TransferReceipt> upload =
        transport.put(server.put(), UploadSource.of(file), taken::set);
    CompletableFuture<TransferReceipt> download =
        transport.get(server.get(), Channels.newChannel(read), count -> {});
    Awaitility.await().until(() -> taken.get() > 0);
    assertThat(taken).hasValueLessThan(MB);

    bandwidth.limit(0);
    assertThat(Samples.await(upload).bytes()).isEqualTo(file.length);
    assertThat(Samples.await(download).bytes()).isEqualTo(file.length);
    assertMillis().isLessThan(file.length / 100);
  }

  @Test
  void waitingForTheOthersIsNoStall() throws Exception {
    file = new byte[2 << 16];
    bandwidth.limitPerHost(100_000);
    HostAddress other = new HostAddress("localhost", server.address().port());
    ServiceTicket ticket =
        ScriptedServer.ticket(HttpMethod.GET, Certificates.pin(Certificates.HOST), other);
    try (NettyTransport hasty =
        NettyTransport.builder()
            .bandwidth(bandwidth)
            .bodies(32)
            .stallTimeout(Duration.ofMillis(500))
            .build()) {
      List<CompletableFuture<TransferReceipt>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(hasty.put(server.put(), UploadSource.of(new byte[20_000]), count -> {}));
      }
      all.add(hasty.get(ticket, Channels.newChannel(new ByteArrayOutputStream()), count -> {}));
      awaitAll(all);
    }

    assertMillis().isGreaterThanOrEqualTo(900);
  }

  @Test
  void aTransferThatWaitsCanBeCancelled() throws Exception {
    bandwidth.limit(1);
    List<CompletableFuture<TransferReceipt>> all =
        List.of(
            put(file),
            put(file),
            transport.get(
                server.get(), Channels.newChannel(new ByteArrayOutputStream()), count -> {}));
    all.get(0).cancel(true);
    transport.close();

    assertThat(all).allMatch(CompletableFuture::isCompletedExceptionally);
  }

  @Test
  void callsAreNotLimited() throws Exception {
    bandwidth.limit(1);
    bandwidth.limitPerHost(1);
    try (ScriptedServer asked =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.answer("200 OK", "x".repeat(1000));
              peer.close();
            })) {
      assertThat(Samples.await(transport.call(Calls.to(asked))).status()).isEqualTo(200);
    }
  }
}
