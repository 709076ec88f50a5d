package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachTls
class UploadTest {
  private static final int BUFFER = 64 << 10;

  private final NettyTransport transport;

  UploadTest(TlsProvider provider) {
    transport =
        NettyTransport.builder()
            .tlsProvider(provider)
            .bufferSize(BUFFER)
            .maxInFlight(4 * BUFFER)
            .build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BUFFER - 1, BUFFER, BUFFER + 1, 4 * BUFFER, 20_000_000})
  void everyByteArrives(int size) throws Exception {
    byte[] bytes = Samples.bytes(size);
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      TransferReceipt receipt =
          Samples.await(transport.put(server.put(), UploadSource.of(bytes), count -> {}));

      assertThat(server.note()).startsWith("PUT ");
      assertThat(server.note()).isEqualTo(Samples.sha256(bytes));
      assertThat(receipt.bytes()).isEqualTo(size);
      assertThat(receipt.status()).isEqualTo(201);
      assertThat(receipt.server()).isEqualTo(server.address());
      assertThat(receipt.tls()).startsWith("TLSv1.3 TLS_AES_");
      assertThat(receipt.untilConnected()).isPositive().isLessThanOrEqualTo(receipt.elapsed());
    }
  }

  @Test
  void theHeadSaysWhatAHostExpects() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      Samples.await(transport.put(server.put(), UploadSource.of(new byte[5]), count -> {}));

      assertThat(server.note().lines())
          .containsExactlyInAnyOrder(
              "PUT /folder/a%20b%2B%23.iso?dsName=vm%20store HTTP/1.1",
              "host: " + server.address(),
              "user-agent: hostward/dev",
              "cookie: " + ScriptedServer.COOKIE,
              "accept: */*",
              "connection: close",
              "content-type: application/octet-stream",
              "content-length: 5");
    }
  }

  @Test
  void progressRisesToTheSizeBeforeTheFutureIsDone() throws Exception {
    List<Long> heard = new ArrayList<>();
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      Samples.await(
          transport
              .put(server.put(), UploadSource.of(new byte[10 * BUFFER]), heard::add)
              .thenRun(() -> heard.add(-1L)));
    }
    assertThat(heard).endsWith(10L * BUFFER, -1L);
    assertThat(heard.subList(0, heard.size() - 1)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aListenerThatThrowsDoesNotHarmTheTransfer() throws Exception {
    byte[] bytes = Samples.bytes(5 * BUFFER);
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      Samples.await(
          transport.put(
              server.put(),
              UploadSource.of(bytes),
              count -> {
                throw new IllegalStateException("listener");
              }));
      server.note();
      assertThat(server.note()).isEqualTo(Samples.sha256(bytes));
    }
  }

  @Test
  void manyAtATime() throws Exception {
    byte[] bytes = Samples.bytes(1_000_000);
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              notes.add(peer.readBody());
              peer.answer("200 OK", "");
              peer.close();
            })) {
      List<CompletableFuture<TransferReceipt>> all = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        all.add(transport.put(server.put(), UploadSource.of(bytes), count -> {}));
      }
      for (CompletableFuture<TransferReceipt> one : all) {
        assertThat(Samples.await(one).bytes()).isEqualTo(bytes.length);
        assertThat(server.note()).isEqualTo(Samples.sha256(bytes));
      }
    }
  }

  static void store(Peer peer, BlockingQueue<String> notes) throws IOException {
    notes.add(peer.readHead());
    notes.add(peer.readBody());
    peer.answer("201 Created", "");
    peer.close();
  }
}
