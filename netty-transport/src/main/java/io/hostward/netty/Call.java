package io.hostward.netty;

import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's life: a kept connection or a new one, one exchange on it, the end. It ends once, by
 * whatever comes first: the answer, a failure, its time, the caller's cancellation or the
 * transport's close. Its future is completed on a worker thread.
 *
 * <p>All state belongs to one event loop.
 */
final class Call implements UnderWay, ConnectRace.Events, CallExchange.Events {
  private static final Logger log = LoggerFactory.getLogger(Call.class);
  private static final Duration LONGEST = Duration.ofDays(20);

  private final Resources resources;
  private final ServerCall call;
  private final HttpRequest head;
  private final CallFailures failures;
  private final KeptConnections.Key key;
  private final @Nullable KeptConnection kept;
  private final EventLoop loop;
  private final Deadline deadline;
  private final TransferFuture<ServerAnswer> future = new TransferFuture<>(this::abort);
  private final long begun = System.nanoTime();
  private boolean over;
  private @Nullable SslContext context;
  private @Nullable ConnectRace race;
  private @Nullable TlsConnection connection;
  private @Nullable CallExchange exchange;

  /**
   * Chooses a connection, if one is kept.
   *
   * @throws IllegalArgumentException if it cannot be sent as it is
   */
  Call(Resources resources, ServerCall call) {
    if (call.within().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a call has at most " + LONGEST.toDays() + " days, was: " + call.within());
    }
    this.resources = resources;
    this.call = call;
    this.head = RequestHead.post(call);
    this.failures = new CallFailures(call);
    this.key = KeptConnections.Key.of(call);
    this.kept = resources.kept().take(key);
    this.loop = kept == null ? resources.loops().next() : kept.loop();
    this.deadline = new Deadline(loop);
  }

  /**
   * Begins, and builds the server's TLS context on the calling thread if this is the first request
   * to it. The future may also be completed from outside, by a timeout for example.
   */
  CompletableFuture<ServerAnswer> start() {
    var unused =
        future.whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                abort(failure);
              }
            });
    try {
      begin(resources.tls().acquire(call.trust()));
    } catch (Exception e) {
      if (kept != null) {
        kept.close();
      }
      abort(new TransferException(Phase.TLS, "TLS cannot be set up: " + e.getMessage(), 0, e));
    }
    return future;
  }

  private void begin(SslContext acquired) {
    try {
      loop.execute(() -> begun(acquired));
    } catch (RejectedExecutionException e) {
      // The transport was closed by one of its own threads, which does not wait for calls.
      TlsContexts.release(acquired);
      abort(e);
    }
  }

  @Override
  public CompletableFuture<ServerAnswer> future() {
    return future;
  }

  @Override
  public void abort(Throwable reason) {
    try {
      loop.execute(() -> end(reason));
    } catch (RejectedExecutionException e) {
      // No event loop is left, and thus no connection.
      future.completeExceptionally(reason);
    }
  }

  private void begun(SslContext acquired) {
    context = acquired;
    if (over) {
      releaseContext();
      return;
    }
    Duration left = call.within().minusNanos(System.nanoTime() - begun);
    deadline.set(left.isNegative() ? Duration.ZERO : left, this::outOfTime);
    if (kept != null && kept.isUsable()) {
      converse(kept.resume());
      return;
    }
    race =
        new ConnectRace(
            resources,
            loop,
            acquired,
            List.of(call.server()),
            call.proxy().orElse(null),
            Advice.SERVER,
            this);
    race.start();
  }

  @Override
  public void connected(TlsConnection winner) {
    log.debug("{}: connected", call);
    converse(winner);
  }

  @Override
  public void connectFailed(TransferException failure) {
    end(failure);
  }

  private void converse(TlsConnection ready) {
    connection = ready;
    try {
      exchange = new CallExchange(ready, call, failures, this);
      ready
          .channel()
          .pipeline()
          .replace(TlsConnection.CONVERSATION, TlsConnection.CONVERSATION, exchange);
      exchange.begin(head);
    } catch (RuntimeException e) {
      end(e);
    } catch (Error e) {
      end(OwnFailure.of(0, e));
    }
  }

  private void outOfTime() {
    Phase phase =
        exchange != null ? exchange.phase() : race == null ? Phase.CONNECT : race.reached();
    end(failures.outOfTime(phase, exchange == null ? null : exchange.answer()));
  }

  @Override
  public void answered(CallAnswer answer, boolean asked) {
    TlsConnection used = connection;
    if (over || used == null) {
      return;
    }
    over = true;
    if (!asked) {
      used.drop();
    } else if (answer.mayStay()) {
      resources.kept().give(key, used);
    } else {
      var unused = used.channel().close();
    }
    finish(() -> unpack(answer));
  }

  @Override
  public void failed(TransferException failure) {
    end(failure);
  }

  private void end(Throwable failure) {
    if (over) {
      return;
    }
    over = true;
    log.debug("{}: {}", call, failure.toString());
    if (exchange != null) {
      exchange.end();
    }
    if (connection != null) {
      connection.drop();
    } else if (kept != null) {
      kept.close();
    }
    finish(() -> future.completeExceptionally(failure));
  }

  private void finish(Runnable completion) {
    deadline.stop();
    if (race != null) {
      race.cancel();
    }
    releaseContext();
    resources.workers().executor().execute(completion);
  }

  /** On a worker thread. */
  private void unpack(CallAnswer answer) {
    try {
      ServerAnswer unpacked = answer.unpacked();
      log.debug("{}: {}", call, unpacked);
      if (answer.isTooLong()) {
        future.completeExceptionally(failures.tooLong(answer));
      } else {
        future.complete(unpacked);
      }
    } catch (IOException e) {
      future.completeExceptionally(failures.badlyPacked());
    } catch (Error e) {
      future.completeExceptionally(OwnFailure.of(0, e));
    }
  }

  private void releaseContext() {
    if (context != null) {
      TlsContexts.release(context);
      context = null;
    }
  }
}
