package io.hostward.netty;

import io.hostward.transfer.ServiceTicket;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a file and passes it to a sink. The socket is read only while the sink keeps up. The
 * file counts as whole only if the server said how long it is and sent as much, or marked its end
 * (chunked).
 */
final class Download extends SimpleChannelInboundHandler<HttpObject>
    implements Conversation, SinkDrain.Events, StallWatch.Events {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;

  private final TlsConnection connection;
  private final Transfer transfer;
  private final ServiceTicket ticket;
  private final Wanted wanted;
  private final Settings settings;
  private final DownloadFailures failures;
  private final SinkDrain drain;
  private final StallWatch stall;
  private final Deadline deadline;
  private final PacedReads reads;
  private @Nullable FileHead file;
  private @Nullable Answer refusal;
  private long received;
  private boolean complete;

  /** Nothing is read from the socket, and nothing expected, until the sink has caught up. */
  private boolean paused;

  Download(
      TlsConnection connection,
      Transfer transfer,
      ServiceTicket ticket,
      Wanted wanted,
      LongConsumer progress,
      Resources resources) {
    this.connection = connection;
    this.transfer = transfer;
    this.ticket = ticket;
    this.wanted = wanted;
    this.settings = resources.settings();
    this.failures = new DownloadFailures(connection.server());
    this.drain =
        new SinkDrain(
            wanted,
            new GuardedListener(progress),
            resources,
            connection.channel().eventLoop(),
            this);
    this.stall = new StallWatch(connection, resources.queues(), settings.stallTimeout(), this);
    this.deadline = new Deadline(connection.channel().eventLoop());
    this.reads =
        new PacedReads(
            resources.bandwidth().share(connection.server()), connection.channel().eventLoop());
  }

  @Override
  public void begin() {
    connection.channel().config().setAutoRead(false);
    reads.inTurn(this::ask, () -> {});
  }

  private void ask() {
    connection
        .channel()
        .write(RequestHead.get(ticket, connection.server(), wanted.offset()))
        .addListener(this::checked);
    connection
        .channel()
        .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(this::checked);
    readOn(settings.answerTimeout());
    stall.start();
    stall.endOfRequest();
  }

  /** A request that could not be written will have no answer but, perhaps, last words. */
  private void checked(Future<?> written) {
    if (!written.isSuccess() && file == null && refusal == null) {
      deadline.set(Settings.LAST_WORDS, () -> lost(written.cause()));
    }
  }

  @Override
  public CompletableFuture<Void> end() {
    paused = false;
    stall.stop();
    deadline.stop();
    reads.stop(received);
    return drain.end();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    boolean first = file == null && refusal == null;
    if (first && Answer.isFinal(part)) {
      answered((HttpResponse) part);
    } else if (part.decoderResult().isFailure()) {
      garbled(part.decoderResult().cause());
      return;
    } else if (first && !Answer.isInterim(part) && part instanceof HttpResponse) {
      garbled(null);
      return;
    }
    if (part instanceof HttpContent piece && (file != null || refusal != null)) {
      take(piece);
    }
  }

  private void garbled(@Nullable Throwable cause) {
    if (refusal != null) {
      refused();
    } else {
      transfer.end(failures.noHttp(cause, received, file));
    }
  }

  /**
   * 200 brings the file, and 206 the rest of it where that was asked for; 203 what a proxy made of
   * it.
   */
  private void answered(HttpResponse head) {
    stall.stop();
    Answer said = new Answer(head);
    boolean part = said.status() == PARTIAL_CONTENT && wanted.offset() > 0;
    if ((said.status() != OK && !part) || said.isDamaged()) {
      refusal = said;
      deadline.set(Settings.LAST_WORDS, this::refused);
      if (said.isDamaged()) {
        refused();
      }
      return;
    }
    FileHead described = FileHead.of(head);
    if (part && !described.isRestFrom(wanted.offset())) {
      transfer.end(failures.otherPart(wanted.offset(), described));
    } else if (described.isUsable()) {
      file = described;
      wanted.served(described.served());
    } else {
      transfer.end(failures.endless(described));
    }
  }

  private void take(HttpContent piece) {
    boolean last = piece instanceof LastHttpContent;
    if (refusal != null) {
      refusal.append(piece.content());
      if (last || refusal.isFull()) {
        refused();
      }
      return;
    }
    if (piece.content().isReadable()) {
      received += piece.content().readableBytes();
      drain.offer(piece.content().retain());
    }
    if (last) {
      complete = true;
      drained();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (complete) {
      return;
    }
    if (refusal != null || file == null) {
      // Its time runs already; interim answers and a dripping head do not wind it up again.
      context.read();
      return;
    }
    reads.received(received);
    if (drain.hasRoom()) {
      readInTurn();
    } else {
      paused = true;
      deadline.clear();
    }
  }

  /** Nothing is expected while a limit of bandwidth lets others go first. */
  private void readInTurn() {
    paused = false;
    reads.inTurn(() -> readOn(settings.stallTimeout()), deadline::clear);
  }

  @Override
  public void drained() {
    if (complete) {
      if (drain.isEmpty() && file != null) {
        deadline.clear();
        judge(file);
      }
    } else if (paused && drain.hasRoom()) {
      readInTurn();
    }
  }

  @Override
  public void delivered() {
    stall.stop();
  }

  @Override
  public void stalled(long held) {
    transfer.end(failures.deaf(settings.stallTimeout()));
  }

  private void judge(FileHead head) {
    if (head.isWhole(received)) {
      transfer.succeed(head.range().isPresent() ? PARTIAL_CONTENT : OK, received);
    } else {
      transfer.end(failures.cutShort(received, head, null));
    }
  }

  @Override
  public void sinkFailed(Throwable cause) {
    transfer.end(failures.sink(cause, received));
  }

  /** The server says that it sends no more, and may leave the connection open nevertheless. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent) {
      connection.drop();
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
    if (refusal != null) {
      refused();
    } else if (!complete) {
      transfer.end(failures.cutShort(received, file, cause));
    }
  }

  private void refused() {
    if (refusal != null) {
      transfer.end(failures.refused(refusal, ticket));
    }
  }

  private void readOn(Duration patience) {
    deadline.set(patience, () -> transfer.end(failures.silent(patience, received, file)));
    connection.channel().read();
  }
}
