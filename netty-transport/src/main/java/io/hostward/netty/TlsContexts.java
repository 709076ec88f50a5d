package io.hostward.netty;

import io.hostward.net.ServerTrust;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One TLS context for each {@link ServerTrust}, since building one costs more than a handshake, and
 * the sessions that a handshake resumes are in it: one is never resumed under another trust. The
 * least recently used ones are dropped.
 *
 * <p>Safe for use by many threads. Whoever comes first for a trust builds its context, outside of
 * any lock; only those wait that come for the same one meanwhile.
 */
final class TlsContexts {
  /** Each host of a large site is pinned by itself. */
  static final int MOST = 2048;

  /**
   * Sessions that are kept. Some servers give two with each connection, which uses up one: Netty's
   * own 20,480 would grow to tens of megabytes for each host.
   */
  private static final int SESSIONS_OF_HOST = 16;

  private static final int SESSIONS_OF_ALL = 1024;

  private final Maker maker;
  private final Map<ServerTrust, CompletableFuture<SslContext>> contexts =
      new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /** Makes a context. */
  @FunctionalInterface
  interface Maker {
    SslContext make(ServerTrust trust) throws SSLException;
  }

  TlsContexts(SslProvider provider) {
    this(trust -> make(provider, trust));
  }

  TlsContexts(Maker maker) {
    this.maker = maker;
  }

  /**
   * Returns the context for this trust. The first time this takes some milliseconds, with the
   * platform's trust store more, so not for event loops. Give it back with {@link #release}.
   *
   * @throws IllegalStateException after {@link #close}
   */
  SslContext acquire(ServerTrust trust) throws SSLException {
    SslContext context = null;
    while (context == null) {
      CompletableFuture<SslContext> mine = new CompletableFuture<>();
      CompletableFuture<SslContext> known = find(trust, mine);
      context = known == null ? build(trust, mine) : await(known);
    }
    return context;
  }

  static void release(SslContext context) {
    ReferenceCountUtil.release(context);
  }

  void close() {
    List<CompletableFuture<SslContext>> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(contexts.values());
      contexts.clear();
    }
    all.forEach(TlsContexts::drop);
  }

  /** Returns what is there or being built, or null if it is the caller's to build. */
  private @Nullable CompletableFuture<SslContext> find(
      ServerTrust trust, CompletableFuture<SslContext> ifNone) {
    CompletableFuture<SslContext> eldest;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the transport is closed");
      }
      CompletableFuture<SslContext> known = contexts.get(trust);
      if (known != null) {
        return known;
      }
      eldest = contexts.size() < MOST ? null : removeEldest();
      contexts.put(trust, ifNone);
    }
    if (eldest != null) {
      drop(eldest);
    }
    return null;
  }

  private CompletableFuture<SslContext> removeEldest() {
    var all = contexts.values().iterator();
    CompletableFuture<SslContext> eldest = all.next();
    all.remove();
    return eldest;
  }

  /** Builds it, with one reference for the map and one for the caller. */
  private SslContext build(ServerTrust trust, CompletableFuture<SslContext> mine)
      throws SSLException {
    try {
      SslContext context = maker.make(trust);
      ReferenceCountUtil.retain(context);
      mine.complete(context);
      return context;
    } catch (SSLException | RuntimeException | Error e) {
      synchronized (this) {
        contexts.remove(trust, mine);
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** Returns null if it was dropped before it could be retained. */
  private static @Nullable SslContext await(CompletableFuture<SslContext> known)
      throws SSLException {
    try {
      return ReferenceCountUtil.retain(known.join());
    } catch (IllegalReferenceCountException e) {
      return null;
    } catch (CompletionException e) {
      throw new SSLException(e.getCause());
    }
  }

  /** Gives back the map's reference, once there is one. */
  private static void drop(CompletableFuture<SslContext> context) {
    Consumer<SslContext> release = TlsContexts::release;
    var unused = context.thenAccept(release);
  }

  /**
   * Names are checked for every certificate that an authority vouches for; a trust manager for pins
   * does not look at them.
   */
  private static SslContext make(SslProvider provider, ServerTrust trust) throws SSLException {
    return SslContextBuilder.forClient()
        .sslProvider(provider)
        .trustManager(new NamingTrustManager(trust.trustManager(), Clock.systemUTC()))
        .protocols("TLSv1.3", "TLSv1.2")
        .endpointIdentificationAlgorithm("HTTPS")
        .sessionCacheSize(isOfOneHost(trust) ? SESSIONS_OF_HOST : SESSIONS_OF_ALL)
        .build();
  }

  private static boolean isOfOneHost(ServerTrust trust) {
    return trust instanceof ServerTrust.Pinned
        || (trust instanceof ServerTrust.AnyOf any
            && any.alternatives().stream().anyMatch(TlsContexts::isOfOneHost));
  }
}
