package io.hostward.netty;

import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.TransferReceipt;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's life: connect, converse, end. It ends once, by whatever comes first: the answer, a
 * failure, a timeout, the caller's cancellation or the transport's close. Its future is completed
 * on a worker thread, after source or sink was left alone.
 *
 * <p>All state belongs to one event loop.
 */
final class Transfer implements UnderWay, ConnectRace.Events {
  private static final Logger log = LoggerFactory.getLogger(Transfer.class);

  private final Resources resources;
  private final ServiceTicket ticket;
  private final Conversation.Factory conversations;
  private final EventLoop loop;
  private final Admissions.Body body;
  private final TransferFuture<TransferReceipt> future = new TransferFuture<>(this::abort);
  private final long begun = System.nanoTime();
  private boolean over;
  private @Nullable SslContext context;
  private @Nullable ConnectRace race;
  private @Nullable TlsConnection connection;
  private @Nullable Conversation conversation;

  Transfer(Resources resources, ServiceTicket ticket, Conversation.Factory conversations) {
    this.resources = resources;
    this.ticket = ticket;
    this.conversations = conversations;
    this.loop = resources.loops().next();
    this.body = resources.admissions().body(this::letIn);
  }

  /**
   * Begins, and builds the server's TLS context on the calling thread if this is the first transfer
   * to it. The future may also be completed from outside, by a timeout for example.
   */
  CompletableFuture<TransferReceipt> start() {
    var unused =
        future.whenComplete(
            (receipt, failure) -> {
              if (failure != null) {
                abort(failure);
              }
            });
    try {
      handToLoop(resources.tls().acquire(ticket.trust()));
    } catch (Exception e) {
      abort(new TransferException(Phase.TLS, "TLS cannot be set up: " + e.getMessage(), 0, e));
    }
    return future;
  }

  @Override
  public CompletableFuture<TransferReceipt> future() {
    return future;
  }

  @Override
  public void abort(Throwable reason) {
    try {
      loop.execute(() -> end(reason));
    } catch (RejectedExecutionException e) {
      // No event loop is left, and thus no connection.
      body.leave();
      future.completeExceptionally(reason);
    }
  }

  private void handToLoop(SslContext acquired) {
    try {
      loop.execute(() -> await(acquired));
    } catch (RejectedExecutionException e) {
      // The transport was closed by one of its own threads, which does not wait for transfers.
      TlsContexts.release(acquired);
      abort(e);
    }
  }

  /** Waits for memory, holding neither a thread nor a buffer. */
  private void await(SslContext acquired) {
    context = acquired;
    if (over) {
      releaseContext();
    } else {
      body.enter();
    }
  }

  private void letIn() {
    try {
      loop.execute(this::race);
    } catch (RejectedExecutionException e) {
      abort(e);
    }
  }

  private void race() {
    SslContext acquired = context;
    if (over || acquired == null) {
      return;
    }
    race =
        new ConnectRace(
            resources,
            loop,
            acquired,
            ticket.addresses(),
            ticket.proxy().orElse(null),
            Advice.of(ticket),
            this);
    race.start();
  }

  @Override
  public void connected(TlsConnection winner) {
    log.debug("{} {} at {}: connected", ticket.method(), ticket.target(), winner.server());
    connection = winner;
    try {
      conversation = conversations.create(winner, this);
      winner
          .channel()
          .pipeline()
          .replace(TlsConnection.CONVERSATION, TlsConnection.CONVERSATION, conversation);
      conversation.begin();
    } catch (RuntimeException e) {
      end(e);
    } catch (Error e) {
      end(OwnFailure.of(0, e));
    }
  }

  @Override
  public void connectFailed(TransferException failure) {
    end(failure);
  }

  /** The server took or gave everything. On the event loop. */
  void succeed(int status, long bytes) {
    TlsConnection used = connection;
    if (over || used == null) {
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    TransferReceipt receipt =
        new TransferReceipt(
            used.server(), status, bytes, used.untilConnected(), elapsed, used.tls());
    log.debug("{} {}: {}", ticket.method(), ticket.target(), receipt);
    over = true;
    var unused = used.channel().close();
    finish(() -> future.complete(receipt));
  }

  /** It failed or was cancelled. On the event loop. */
  void end(Throwable failure) {
    if (over) {
      return;
    }
    log.debug("{} {}: {}", ticket.method(), ticket.target(), failure.toString());
    over = true;
    if (connection != null) {
      connection.drop();
    }
    finish(() -> future.completeExceptionally(failure));
  }

  private void finish(Runnable completion) {
    if (race != null) {
      race.cancel();
    }
    releaseContext();
    CompletableFuture<Void> quiet =
        conversation == null ? CompletableFuture.completedFuture(null) : conversation.end();
    var unused =
        quiet.whenComplete(
            (done, failure) -> {
              body.leave();
              resources.workers().executor().execute(completion);
            });
  }

  private void releaseContext() {
    if (context != null) {
      TlsContexts.release(context);
      context = null;
    }
  }
}
