package io.hostward.netty;

import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a body and waits for the answer, which may come before the body has gone: vSphere refuses
 * in mid-body and closes. What the server said then counts, not the broken pipe that follows; so
 * after a failed write the answer has {@link Settings#LAST_WORDS} to arrive. A success counts only
 * if the whole body had gone before.
 */
final class Upload extends SimpleChannelInboundHandler<HttpObject>
    implements Conversation, BodyPump.Events, StallWatch.Events {
  private final TlsConnection connection;
  private final Transfer transfer;
  private final ServiceTicket ticket;
  private final Settings settings;
  private final UploadFailures failures;
  private final BodyPump pump;
  private final long size;
  private final StallWatch stall;
  private final Deadline deadline;
  private boolean bodySent;
  private @Nullable Answer answer;
  private @Nullable Throwable broken;

  Upload(
      TlsConnection connection,
      Transfer transfer,
      ServiceTicket ticket,
      SourceReader source,
      long size,
      LongConsumer progress,
      Resources resources) {
    this.connection = connection;
    this.transfer = transfer;
    this.ticket = ticket;
    this.settings = resources.settings();
    this.size = size;
    this.failures = new UploadFailures(connection.server(), size);
    this.pump =
        new BodyPump(
            connection.channel(),
            RequestHead.put(ticket, connection.server(), size),
            source,
            new GuardedListener(progress),
            resources,
            resources.bandwidth().share(connection.server()),
            this);
    this.stall = new StallWatch(connection, resources.queues(), settings.stallTimeout(), this);
    this.deadline = new Deadline(connection.channel().eventLoop());
  }

  @Override
  public void begin() {
    stall.start();
    pump.start();
  }

  @Override
  public CompletableFuture<Void> end() {
    stall.stop();
    deadline.stop();
    return pump.end();
  }

  @Override
  public void bodySent() {
    bodySent = true;
    stall.endOfRequest();
  }

  /** The time for an answer begins when the server has everything, and not the kernel. */
  @Override
  public void delivered() {
    stall.stop();
    if (answer == null && broken == null) {
      deadline.set(
          settings.answerTimeout(),
          () -> transfer.end(failures.noAnswer(settings.answerTimeout())));
    }
  }

  @Override
  public void writeFailed(Throwable cause) {
    if (answer == null && broken == null) {
      broken = cause;
      pump.stop();
      stall.stop();
      deadline.set(Settings.LAST_WORDS, this::lost);
    }
  }

  @Override
  public void sourceFailed(TransferException failure) {
    if (answer == null) {
      transfer.end(failure);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (answer == null && Answer.isFinal(part)) {
      answered(context, new Answer((HttpResponse) part));
    } else if (part.decoderResult().isFailure()) {
      garbled(part.decoderResult().cause());
      return;
    } else if (answer == null && !Answer.isInterim(part) && part instanceof HttpResponse) {
      garbled(null);
      return;
    }
    if (answer != null && part instanceof HttpContent piece) {
      answer.append(piece.content());
      if (!answer.isSuccess() && (part instanceof LastHttpContent || answer.isFull())) {
        conclude();
      }
    }
  }

  /** The status counts, whatever is wrong with the text behind it. */
  private void garbled(@Nullable Throwable cause) {
    if (answer == null) {
      transfer.end(failures.noHttp(cause, pump.taken()));
    } else {
      conclude();
    }
  }

  /**
   * A success is judged one task later: the event loop may know of the last byte's departure in the
   * same round in which it reads the answer.
   */
  private void answered(ChannelHandlerContext context, Answer head) {
    answer = head;
    if (head.isSuccess()) {
      context.executor().execute(this::conclude);
      return;
    }
    pump.stop();
    stall.stop();
    deadline.set(Settings.LAST_WORDS, this::conclude);
    if (head.isDamaged()) {
      conclude();
    }
  }

  /**
   * The server says that it sends no more, and may leave the connection open nevertheless. Closing
   * it makes the codec give what it has of an answer.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent) {
      connection.drop();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lost();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken = Breakage.telling(broken, cause);
    lost();
  }

  private void lost() {
    if (answer != null) {
      conclude();
    } else {
      transfer.end(failures.lost(broken, bodySent, pump.taken()));
    }
  }

  @Override
  public void stalled(long held) {
    transfer.end(failures.stalled(settings.stallTimeout(), pump.taken(), held));
  }

  private void conclude() {
    Answer said = answer;
    if (said == null) {
      return;
    }
    if (said.isSuccess() && bodySent) {
      transfer.succeed(said.status(), size);
      return;
    }
    pump.stop();
    Phase phase = bodySent ? Phase.RESPONSE : Phase.BODY;
    transfer.end(
        said.isSuccess()
            ? failures.early(said, ticket, pump.taken())
            : failures.refused(phase, said, ticket, pump.taken()));
  }
}
