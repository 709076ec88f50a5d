package io.hostward.netty;

import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body's life: connect, converse, end. Its future is completed after source or sink was left
 * alone.
 */
final class Transfer extends RequestLife<TransferReceipt> {
  private static final Logger log = LoggerFactory.getLogger(Transfer.class);

  private final ServiceTicket ticket;
  private final Conversation.Factory conversations;
  private final Admissions.Body body;
  private @Nullable TlsConnection connection;
  private @Nullable Conversation conversation;

  Transfer(Resources resources, ServiceTicket ticket, Conversation.Factory conversations) {
    super(resources, resources.loops().next(), ticket.trust());
    this.ticket = ticket;
    this.conversations = conversations;
    this.body = resources.admissions().body(this::letIn);
  }

  @Override
  void abandon() {
    body.leave();
  }

  /** Waits for memory, holding neither a thread nor a buffer. */
  @Override
  void ready() {
    body.enter();
  }

  private void letIn() {
    try {
      loop.execute(this::connect);
    } catch (RejectedExecutionException e) {
      abort(e);
    }
  }

  private void connect() {
    connect(ticket.addresses(), ticket.proxy().orElse(null), Advice.of(ticket));
  }

  @Override
  public void connected(TlsConnection winner) {
    log.debug("{} {} at {}: connected", ticket.method(), ticket.target(), winner.server());
    connection = winner;
    converse(
        () -> {
          Conversation created = conversations.create(winner, this);
          conversation = created;
          winner
              .channel()
              .pipeline()
              .replace(TlsConnection.CONVERSATION, TlsConnection.CONVERSATION, created);
          created.begin();
        });
  }

  /** The server took or gave everything. On the event loop. */
  void succeed(int status, long bytes) {
    TlsConnection used = connection;
    if (isOver() || used == null) {
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    TransferReceipt receipt =
        new TransferReceipt(
            used.server(), status, bytes, used.untilConnected(), elapsed, used.tls());
    log.debug("{} {}: {}", ticket.method(), ticket.target(), receipt);
    over();
    var unused = used.channel().close();
    finish(() -> future.complete(receipt));
  }

  /** It failed or was cancelled. On the event loop. */
  @Override
  void end(Throwable failure) {
    if (isOver()) {
      return;
    }
    log.debug("{} {}: {}", ticket.method(), ticket.target(), failure.toString());
    over();
    if (connection != null) {
      connection.drop();
    }
    finish(() -> future.completeExceptionally(failure));
  }

  private void finish(Runnable completion) {
    CompletableFuture<Void> quiet =
        conversation == null ? CompletableFuture.completedFuture(null) : conversation.end();
    var unused =
        quiet.whenComplete(
            (done, failure) -> {
              body.leave();
              resources.workers().executor().execute(completion);
            });
  }
}
