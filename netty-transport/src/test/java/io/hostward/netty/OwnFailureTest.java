package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What this process lacks is not blamed on a server. */
class OwnFailureTest {
  private static final Error NO_CLASS = new NoClassDefFoundError("some/Handler");
  private static final Error NO_MEMORY = new OutOfMemoryError("Java heap space");

  @Test
  void aFailedHandlerOfACallIsNotAClosedConnection() {
    for (Error error : new Error[] {NO_CLASS, NO_MEMORY}) {
      TransferException failure = failureOfCall(error);
      assertThat(failure.phase()).isEqualTo(Phase.SOURCE);
      assertThat(failure)
          .hasMessageContaining("nothing is wrong with the server")
          .hasMessageNotContaining("closed the connection")
          .hasRootCause(error);
    }
    assertThat(failureOfCall(NO_CLASS)).hasMessageContaining("some/Handler");
    assertThat(failureOfCall(NO_MEMORY)).hasMessageContaining("-Xmx");
  }

  private static TransferException failureOfCall(Error error) {
    List<TransferException> failures = new ArrayList<>();
    ServerCall call =
        Calls.to(
            new HostAddress("192.0.2.1", 443), Certificates.pin(Certificates.HOST), Calls.LONG);
    EmbeddedChannel channel = new EmbeddedChannel();
    CallExchange exchange =
        new CallExchange(
            new TlsConnection(channel, call.server(), Duration.ZERO),
            call,
            new CallFailures(call),
            new CallExchange.Events() {
              @Override
              public void answered(CallAnswer answer, boolean asked) {}

              @Override
              public void failed(TransferException failure) {
                failures.add(failure);
              }
            });
    channel.pipeline().addLast(exchange);
    channel.pipeline().fireExceptionCaught(error);
    channel.close();
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  @Test
  void whatFollowsFromItDoesNotHideIt() {
    SSLException later = new SSLException("the engine is closed");
    assertThat(Breakage.telling(NO_MEMORY, later)).isSameAs(NO_MEMORY);
    assertThat(Breakage.telling(later, NO_MEMORY)).isSameAs(NO_MEMORY);
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsProvider.class,
      names = {"BORINGSSL", "JDK"})
  void aThreadThatCannotBeStartedForAHandshake(TlsProvider provider) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicBoolean failed = new AtomicBoolean();
    Executor once =
        task -> {
          if (Thread.currentThread().getName().startsWith("hostward-net")
              && failed.compareAndSet(false, true)) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          threads.execute(task);
        };
    try (ScriptedServer server = ScriptedServer.of(Calls.serving());
        NettyTransport transport =
            NettyTransport.builder().tlsProvider(provider).executor(once).build()) {
      TransferException failure = Samples.failure(transport.call(Calls.to(server)));
      assertThat(failure.phase()).isEqualTo(Phase.SOURCE);
      assertThat(failure).hasMessageContaining("nothing is wrong with the server");
    } finally {
      threads.shutdown();
    }
  }
}
