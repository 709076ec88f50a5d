package io.hostward.netty;

import io.hostward.transfer.ServerCall;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes the request of a call, once, and gathers the answer. An answer counts even if it comes
 * before the whole request has gone, and for {@link Settings#LAST_WORDS} after writing failed.
 */
final class CallExchange extends SimpleChannelInboundHandler<HttpObject> {
  private final TlsConnection connection;
  private final ServerCall call;
  private final CallFailures failures;
  private final Events events;
  private final Deadline lastWords;
  private boolean over;
  private boolean written;
  private @Nullable Throwable broken;
  private @Nullable CallAnswer answer;

  /** How it ends; called once on the event loop. */
  interface Events {
    /**
     * The answer is whole.
     *
     * @param asked whether the whole request had gone before
     */
    void answered(CallAnswer answer, boolean asked);

    void failed(TransferException failure);
  }

  CallExchange(TlsConnection connection, ServerCall call, CallFailures failures, Events events) {
    this.connection = connection;
    this.call = call;
    this.failures = failures;
    this.events = events;
    this.lastWords = new Deadline(connection.channel().eventLoop());
  }

  /** The handler is in the pipeline. */
  void begin(HttpRequest head) {
    var request =
        new DefaultFullHttpRequest(
            head.protocolVersion(),
            head.method(),
            head.uri(),
            Unpooled.wrappedBuffer(call.body()),
            head.headers(),
            EmptyHttpHeaders.INSTANCE);
    connection.channel().writeAndFlush(request).addListener(this::written);
  }

  /** Nothing is of interest any more. */
  void end() {
    over = true;
    lastWords.stop();
  }

  /** Returns how far it came. */
  Phase phase() {
    return written || answer != null ? Phase.RESPONSE : Phase.BODY;
  }

  /** Returns what came of the answer, if anything did. */
  @Nullable CallAnswer answer() {
    return answer;
  }

  private void written(Future<?> done) {
    if (done.isSuccess()) {
      written = true;
    } else if (!over) {
      broken = Breakage.telling(broken, done.cause());
      lastWords.set(Settings.LAST_WORDS, () -> lost(null));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (over) {
      return;
    }
    String damage = Answer.damage(part);
    if (damage != null) {
      damaged(part, damage);
      return;
    }
    if (part instanceof HttpResponse head && !Answer.isInterim(head)) {
      begun(head);
    }
    if (part instanceof HttpContent piece && answer != null && !over) {
      take(answer, piece);
    }
  }

  /** A refusal is one by its first line already; a success is worth nothing without the rest. */
  private void damaged(HttpObject part, String damage) {
    if (!isFinal(part)) {
      fail(answer == null ? failures.noHttp() : failures.damaged(answer, damage));
      return;
    }
    CallAnswer status = CallAnswer.damaged((HttpResponse) part);
    if (status.isSuccess()) {
      fail(failures.damaged(status, damage));
    } else {
      answer = status;
      succeed(status);
    }
  }

  private static boolean isFinal(HttpObject part) {
    return Answer.isFinal(part) && ((HttpResponse) part).status().code() >= 200;
  }

  private void begun(HttpResponse head) {
    if (!isFinal(head)) {
      fail(failures.noHttp());
      return;
    }
    CallAnswer begun = new CallAnswer(head, call.longestAnswer());
    answer = begun;
    if (begun.isTooLong()) {
      fail(failures.tooLong(begun));
    } else if (begun.isForeign()) {
      fail(failures.foreign(begun));
    }
  }

  private void take(CallAnswer said, HttpContent piece) {
    said.append(piece.content());
    if (said.isTooLong()) {
      fail(failures.tooLong(said));
    } else if (piece instanceof LastHttpContent) {
      succeed(said);
    }
  }

  private void succeed(CallAnswer said) {
    end();
    events.answered(said, written);
  }

  private void fail(TransferException failure) {
    end();
    events.failed(failure);
  }

  /** The server says that it sends no more, and may leave the connection open nevertheless. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent && !over) {
      if (answer != null && answer.endsWithConnection()) {
        succeed(answer);
      } else {
        // Closing it makes the codec give what it has of a head.
        connection.drop();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lost(null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    lost(cause);
  }

  private void lost(@Nullable Throwable cause) {
    if (!over) {
      fail(failures.lost(phase(), answer, Breakage.telling(broken, cause)));
    }
  }
}
