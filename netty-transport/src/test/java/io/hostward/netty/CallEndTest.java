package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.lab.proxy.LabProxy;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are cancelled, and a transport that is closed over them. */
@EachTls
class CallEndTest {
  private static final String ENDED = "ended|failed: .*";

  private final NettyTransport transport;

  CallEndTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  /** A server that comes so far and notes it, and then notes the connection's end. */
  private static ScriptedServer.Script upTo(String phase) {
    return (peer, notes) -> {
      if (phase.equals("body")) {
        peer.readHead();
        notes.add("there");
        Silence.until(System.nanoTime() + 300_000_000);
      } else {
        Calls.ask(peer);
        if (phase.equals("answer")) {
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin");
        }
        notes.add("there");
      }
      peer.drain();
      notes.add("ended");
    };
  }

  private static ServerCall call(ScriptedServer server, String phase) {
    ServerCall call = Calls.to(server);
    return phase.equals("body") ? Calls.withBody(call, new byte[30_000_000]) : call;
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "response", "answer"})
  void cancellingClosesTheConnection(String phase) throws Exception {
    try (ScriptedServer server = ScriptedServer.of(upTo(phase))) {
      CompletableFuture<ServerAnswer> call = transport.call(call(server, phase));
      assertThat(server.note()).isEqualTo("there");
      cancelled(call);
      assertThat(server.note()).matches(ENDED);
      assertThat(transport.keptConnections()).isZero();
    }
  }

  @Test
  void cancellingOnAKeptConnectionClosesItToo() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              Calls.ask(peer);
              peer.answer("200 OK", "");
              upTo("response").serve(peer, notes);
            })) {
      Samples.await(transport.call(Calls.to(server)));
      CompletableFuture<ServerAnswer> call = transport.call(Calls.to(server));
      assertThat(server.note()).isEqualTo("there");
      cancelled(call);
      assertThat(server.note()).matches(ENDED);
      assertThat(transport.keptConnections()).isZero();
    }
  }

  @Test
  void cancellingAtOnce() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving())) {
      for (int i = 0; i < 50; i++) {
        cancelled(transport.call(Calls.to(server)));
      }
      assertThat(Samples.await(transport.call(Calls.to(server))).status()).isEqualTo(200);
    }
  }

  @Test
  void cancellingWhileConnecting() throws Exception {
    try (FullQueue dead = new FullQueue()) {
      CompletableFuture<ServerAnswer> call = transport.call(to(dead.listener()));
      Silence.until(System.nanoTime() + 100_000_000);
      cancelled(call);
    }
  }

  @Test
  void cancellingDuringTheHandshake() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<ServerAnswer> call = transport.call(to(silent));
      try (Socket peer = silent.accept()) {
        assertThat(peer.getInputStream().read()).isEqualTo(22);
        cancelled(call);
        peer.setSoTimeout(5000);
        drain(peer);
      }
    }
  }

  @Test
  void cancellingWhileTheProxyIsSilent() throws Exception {
    try (LabProxy proxy = LabProxy.http().silent().start()) {
      CompletableFuture<ServerAnswer> call =
          transport.call(
              Calls.through(
                  ProxyAddress.http(new HostAddress("127.0.0.1", proxy.port())),
                  HostAddress.https("vc.hidden.invalid")));
      Awaitility.await().until(() -> proxy.clients() == 1);
      cancelled(call);
    }
  }

  @Test
  void aTimeoutFromOutsideEndsTheCallToo() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(upTo("response"))) {
      CompletableFuture<ServerAnswer> call = transport.call(Calls.to(server));
      assertThat(server.note()).isEqualTo("there");
      call.orTimeout(1, TimeUnit.MILLISECONDS);
      assertThatThrownBy(() -> Samples.await(call))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(server.note()).matches(ENDED);
    }
  }

  @Test
  void theTransportsCloseEndsCalls() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(upTo("response"))) {
      List<CompletableFuture<ServerAnswer>> calls = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        calls.add(transport.call(Calls.to(server)));
      }
      awaitNotes(server);
      transport.close();
      for (CompletableFuture<ServerAnswer> call : calls) {
        assertThat(call).isDone();
        assertThatThrownBy(call::join)
            .isInstanceOf(CancellationException.class)
            .hasStackTraceContaining("the transport was closed");
      }
      assertThatThrownBy(() -> transport.call(Calls.to(server)).get())
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the transport is closed");
    }
  }

  @Test
  void theTransportMayBeClosedByTheAnswersListener() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving())) {
      Samples.await(transport.call(Calls.to(server)).thenRun(transport::close));
      CompletableFuture<ServerAnswer> late = transport.call(Calls.to(server));
      assertThat(late).isCompletedExceptionally();
    }
  }

  /** This library logs at DEBUG in these tests. */
  @Test
  void nothingSecretIsLogged() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (ScriptedServer server = ScriptedServer.of(Calls.serving("Set-Cookie: c=5ecret\r\n"));
        ScriptedServer silent = ScriptedServer.of(upTo("response"));
        ScriptedServer broken =
            ScriptedServer.of(
                (peer, notes) -> {
                  Calls.ask(peer);
                  peer.write("an5wer 5ecret\r\n\r\n");
                })) {
      ServerAnswer answer = Samples.await(transport.call(Calls.to(server)));
      assertThat(answer.toString()).doesNotContain("5ecret").doesNotContain("an5wer");
      Samples.await(transport.call(Calls.to(server)));
      Calls.discreet(Samples.failure(transport.call(Calls.to(broken))));
      cancelled(transport.call(Calls.to(silent)));
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("POST /sdk to 127.0.0.1")
        .doesNotContain("5ecret")
        .doesNotContain("pa55word")
        .doesNotContain("an5wer");
  }

  private static void awaitNotes(ScriptedServer server) throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      assertThat(server.note()).isEqualTo("there");
    }
  }

  private static void cancelled(CompletableFuture<ServerAnswer> call) {
    assertThat(call.cancel(true)).isTrue();
    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }

  private static void drain(Socket peer) {
    try {
      peer.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the connection was left open", e);
    } catch (java.io.IOException e) {
      // A reset is an end as well.
      return;
    }
  }

  private static ServerCall to(ServerSocket listener) {
    return Calls.to(
        new HostAddress("127.0.0.1", listener.getLocalPort()),
        Certificates.pin(Certificates.HOST),
        Calls.LONG);
  }
}
