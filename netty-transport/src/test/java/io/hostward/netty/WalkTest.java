package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which threads and classes an upload passes until its first bytes are written. */
class WalkTest {
  private static final HostAddress NAME = new HostAddress("localhost", 1);

  /** Netty has TLS computed by workers. */
  private static final Set<String> TLS = Set.of("Workers");

  private static final Set<String> FIRST_READ =
      Set.of(
          "BodyPump", "ConnectRace", "RequestLife", "SerialTask", "Transfer", "Upload", "Workers");

  private final Queue<List<String>> stacks = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private final Executor gated =
      task -> {
        stacks.add(stack());
        gate.thenRunAsync(task);
      };

  @Test
  void aKnownAddressIsCalledWithoutAWorker() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        NettyTransport transport = NettyTransport.builder().executor(gated).build()) {
      silent.setSoTimeout(20_000);
      put(transport, new HostAddress("127.0.0.1", silent.getLocalPort()), new AtomicBoolean());
      silent.accept().close();
      gate.complete(null);
    }
  }

  @Test
  void aNameIsLookedUpByAWorker() throws Exception {
    try (NettyTransport transport = NettyTransport.builder().executor(gated).build()) {
      CompletableFuture<TransferReceipt> upload = put(transport, NAME, new AtomicBoolean());
      Awaitility.await().until(() -> stacks.size() == 1);
      assertThat(upload).isNotDone();
      gate.complete(null);
      assertThat(Samples.failure(upload)).hasMessageContaining("refused the connection");
    }
  }

  @Test
  void oneWorkerIsAskedForTheFirstBytes() throws Exception {
    gate.complete(null);
    AtomicBoolean opened = new AtomicBoolean();
    try (ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  Silence.keep();
                });
        NettyTransport transport = NettyTransport.builder().executor(gated).build()) {
      put(transport, server.address(), opened);
      Awaitility.await().untilTrue(opened);
      assertThat(stacks)
          .map(WalkTest::ourClasses)
          .filteredOn(ours -> !ours.equals(TLS))
          .first()
          .isEqualTo(FIRST_READ);
    }
  }

  private static CompletableFuture<TransferReceipt> put(
      NettyTransport transport, HostAddress server, AtomicBoolean opened) {
    return transport.put(
        ScriptedServer.ticket(HttpMethod.PUT, Certificates.pin(Certificates.HOST), server),
        new NotingSource(UploadSource.of(new byte[1]), opened),
        count -> {});
  }

  private static List<String> stack() {
    return StackWalker.getInstance()
        .walk(frames -> frames.map(frame -> frame.getClassName()).toList());
  }

  /** Without what only passes bytes on, and what every event loop runs in. */
  private static Set<String> ourClasses(List<String> stack) {
    Set<String> names = new TreeSet<>();
    for (String name : stack) {
      if (name.startsWith("io.hostward.")
          && !name.contains("WalkTest")
          && !name.endsWith("RenegotiationGuard")
          && !name.contains("Memory")) {
        names.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
    return names;
  }
}
