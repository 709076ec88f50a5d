package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachTls
class TlsContextsTest {
  private final TlsContexts contexts;

  TlsContextsTest(TlsProvider provider) {
    contexts = new TlsContexts(provider.provider());
  }

  @AfterEach
  void close() {
    contexts.close();
  }

  @Test
  void aThousandHostsKeepTheirsEach() throws Exception {
    List<SslContext> first = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int host = 0; host < 1000; host++) {
        SslContext context = contexts.acquire(pin(host));
        TlsContexts.release(context);
        if (round == 0) {
          first.add(context);
        } else {
          assertThat(context).isSameAs(first.get(host));
        }
      }
    }
  }

  @Test
  void whoComesForAnotherTrustDoesNotWait() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    TlsContexts slow =
        new TlsContexts(
            trust -> {
              if (trust.equals(pin(0))) {
                made.incrementAndGet();
                building.countDown();
                join(go);
              }
              return contexts.acquire(trust);
            });
    CompletableFuture<SslContext> first = acquire(slow, pin(0));
    building.await();
    TlsContexts.release(Samples.await(acquire(slow, pin(1))));
    CompletableFuture<SslContext> second = acquire(slow, pin(0));
    assertThat(first).isNotDone();
    go.countDown();
    assertThat(Samples.await(second)).isSameAs(Samples.await(first));
    assertThat(made).hasValue(1);
    TlsContexts.release(Samples.await(first));
    TlsContexts.release(Samples.await(second));
    slow.close();
  }

  @Test
  void whatCannotBeMadeIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    TlsContexts failing =
        new TlsContexts(
            trust -> {
              if (tries.incrementAndGet() == 1) {
                throw new SSLException("not now");
              }
              return contexts.acquire(trust);
            });
    assertThatThrownBy(() -> failing.acquire(pin(0))).hasMessage("not now");
    TlsContexts.release(failing.acquire(pin(0)));
    failing.close();
  }

  @Test
  void sessionsAreKeptForAFewConnectionsOfEachHost() throws Exception {
    ServerTrust pinned = pin(1);
    ServerTrust both = new ServerTrust.AnyOf(List.of(ServerTrust.system(), pinned));
    assertThat(sessions(pinned)).isEqualTo(16);
    assertThat(sessions(both)).isEqualTo(16);
    assertThat(sessions(Certificates.authorityTrust())).isEqualTo(1024);
  }

  private int sessions(ServerTrust trust) throws Exception {
    SslContext context = contexts.acquire(trust);
    try {
      return context.sessionContext().getSessionCacheSize();
    } finally {
      TlsContexts.release(context);
    }
  }

  @Test
  void oneThatIsInUseOutlivesTheEnd() throws Exception {
    SslContext used = contexts.acquire(pin(1));
    contexts.close();
    assertThat(ReferenceCountUtil.refCnt(used)).isIn(1, -1);
    TlsContexts.release(used);
    assertThat(ReferenceCountUtil.refCnt(used)).isIn(0, -1);
    assertThatThrownBy(() -> contexts.acquire(pin(1))).isInstanceOf(IllegalStateException.class);
  }

  private static CompletableFuture<SslContext> acquire(TlsContexts from, ServerTrust trust) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return from.acquire(trust);
          } catch (SSLException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerTrust pin(int host) {
    return ServerTrust.pinned(Thumbprint.parse("%064X".formatted(host)));
  }
}
