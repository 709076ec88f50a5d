package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ServerTrust;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One request's life: its server's TLS context, a connection, and one end, by whatever comes first:
 * the answer, a failure, a timeout, the caller's cancellation or the transport's close. Its future
 * is completed on a worker thread.
 *
 * <p>All state belongs to one event loop.
 */
abstract class RequestLife<T> implements ConnectRace.Events {
  final Resources resources;
  final EventLoop loop;
  private final ServerTrust trust;
  final TransferFuture<T> future = new TransferFuture<>(this::abort);
  final long begun = System.nanoTime();
  private boolean over;
  private @Nullable SslContext context;
  private @Nullable ConnectRace race;

  RequestLife(Resources resources, EventLoop loop, ServerTrust trust) {
    this.resources = resources;
    this.loop = loop;
    this.trust = trust;
  }

  /**
   * Begins, and builds the server's TLS context on the calling thread if this is the first request
   * to it. The future may also be completed from outside, by a timeout for example.
   */
  final CompletableFuture<T> start() {
    var unused =
        future.whenComplete(
            (result, failure) -> {
              if (failure != null) {
                abort(failure);
              }
            });
    try {
      handToLoop(resources.tls().acquire(trust));
    } catch (Exception e) {
      abort(new TransferException(Phase.TLS, "TLS cannot be set up: " + e.getMessage(), 0, e));
    }
    return future;
  }

  private void handToLoop(SslContext acquired) {
    try {
      loop.execute(() -> begin(acquired));
    } catch (RejectedExecutionException e) {
      // The transport was closed by one of its own threads, which does not wait for requests.
      TlsContexts.release(acquired);
      abort(e);
    }
  }

  private void begin(SslContext acquired) {
    context = acquired;
    if (over) {
      releaseContext();
    } else {
      ready();
    }
  }

  /** It has its TLS context, and may go on to a connection. On the event loop. */
  abstract void ready();

  /** Ends as a failure, unless it has ended. On the event loop. */
  abstract void end(Throwable failure);

  /** No event loop is left that could end it, and thus no connection. */
  void abandon() {}

  /** Returns what is done once it has ended. */
  final CompletableFuture<T> future() {
    return future;
  }

  /** Ends it from any thread, unless it has ended. */
  final void abort(Throwable reason) {
    try {
      loop.execute(() -> end(reason));
    } catch (RejectedExecutionException e) {
      abandon();
      future.completeExceptionally(reason);
    }
  }

  /** Tries the addresses, unless it has ended meanwhile. */
  final void connect(List<HostAddress> servers, @Nullable ProxyAddress proxy, Advice advice) {
    SslContext acquired = context;
    if (over || acquired == null) {
      return;
    }
    race = new ConnectRace(resources, loop, acquired, servers, proxy, advice, this);
    race.start();
  }

  @Override
  public final void connectFailed(TransferException failure) {
    end(failure);
  }

  /** How far it came before it had a connection. */
  final Phase reached() {
    return race == null ? Phase.CONNECT : race.reached();
  }

  /** Begins to talk; what this process lacks ends the request, and is not blamed on the server. */
  final void converse(Runnable beginning) {
    try {
      beginning.run();
    } catch (RuntimeException e) {
      end(e);
    } catch (Error e) {
      end(OwnFailure.of(0, e));
    }
  }

  final boolean isOver() {
    return over;
  }

  /** From here on nothing else ends it. */
  final void over() {
    over = true;
    if (race != null) {
      race.cancel();
    }
    releaseContext();
  }

  private void releaseContext() {
    if (context != null) {
      TlsContexts.release(context);
      context = null;
    }
  }
}
