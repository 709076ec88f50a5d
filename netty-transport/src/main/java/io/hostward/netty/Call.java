package io.hostward.netty;

import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call's life: a kept connection or a new one, one exchange on it, the end. */
final class Call extends RequestLife<ServerAnswer> implements CallExchange.Events {
  private static final Logger log = LoggerFactory.getLogger(Call.class);
  private static final Duration LONGEST = Duration.ofDays(20);

  private final ServerCall call;
  private final HttpRequest head;
  private final CallFailures failures;
  private final KeptConnections.Key key;
  private final @Nullable KeptConnection kept;
  private final Deadline deadline;
  private @Nullable TlsConnection connection;
  private @Nullable CallExchange exchange;

  /**
   * Chooses a connection, if one is kept.
   *
   * @throws IllegalArgumentException if it cannot be sent as it is
   */
  static Call of(Resources resources, ServerCall call) {
    if (call.within().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a call has at most " + LONGEST.toDays() + " days, was: " + call.within());
    }
    HttpRequest head = RequestHead.post(call);
    KeptConnections.Key key = KeptConnections.Key.of(call);
    return new Call(resources, call, head, key, resources.kept().take(key));
  }

  private Call(
      Resources resources,
      ServerCall call,
      HttpRequest head,
      KeptConnections.Key key,
      @Nullable KeptConnection kept) {
    super(resources, kept == null ? resources.loops().next() : kept.loop(), call.trust());
    this.call = call;
    this.head = head;
    this.failures = new CallFailures(call);
    this.key = key;
    this.kept = kept;
    this.deadline = new Deadline(loop);
  }

  @Override
  void ready() {
    Duration left = call.within().minusNanos(System.nanoTime() - begun);
    deadline.set(left.isNegative() ? Duration.ZERO : left, this::outOfTime);
    if (kept != null && kept.isUsable()) {
      converse(kept.resume());
      return;
    }
    connect(List.of(call.server()), call.proxy().orElse(null), Advice.SERVER);
  }

  @Override
  public void connected(TlsConnection winner) {
    log.debug("{}: connected", call);
    converse(winner);
  }

  private void converse(TlsConnection ready) {
    connection = ready;
    converse(
        () -> {
          CallExchange created = new CallExchange(ready, call, failures, this);
          exchange = created;
          ready
              .channel()
              .pipeline()
              .replace(TlsConnection.CONVERSATION, TlsConnection.CONVERSATION, created);
          created.begin(head);
        });
  }

  private void outOfTime() {
    Phase phase = exchange != null ? exchange.phase() : reached();
    end(failures.outOfTime(phase, exchange == null ? null : exchange.answer()));
  }

  @Override
  public void answered(CallAnswer answer, boolean asked) {
    TlsConnection used = connection;
    if (isOver() || used == null) {
      return;
    }
    over();
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

  @Override
  void end(Throwable failure) {
    if (isOver()) {
      return;
    }
    over();
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
}
