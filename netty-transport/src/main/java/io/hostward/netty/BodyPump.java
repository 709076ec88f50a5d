package io.hostward.netty;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source and hands it to a connection, a buffer at a time.
 *
 * <p>Reading happens in turns on worker threads, while the event loop encrypts and writes what was
 * read before. Each buffer in flight costs a credit, which comes back when the socket has taken the
 * buffer; a turn ends when the credits are spent, so that a slow network holds memory for a few
 * buffers and no thread. It ends too while a limit of bandwidth lets others go first.
 *
 * <p>The last buffer is sent only after the source was found unchanged: a server never gets the
 * whole of a body that is not the file. The source is opened when the connection stands, and the
 * request's head goes out with the first buffer, so that a source that cannot be read costs no
 * ticket.
 */
final class BodyPump {
  /** When to ask a source again that gave nothing. */
  private static final long RETRY_MILLIS = 5;

  private final Channel channel;
  private final HttpRequest head;
  private final SourceReader source;
  private final GuardedListener progress;
  private final Executor workers;
  private final Events events;
  private final int bufferSize;
  private final AtomicInteger credits;
  private final AtomicLong taken = new AtomicLong();
  private final Pieces pieces;
  private final AtomicBoolean waking = new AtomicBoolean();

  /** Used in turns, and after the last one. */
  private final Share share;

  private final SerialTask turns;

  /** Used in turns only. */
  private boolean ended;

  /** When memory was first missing, or 0; used in turns only. */
  private long missingSince;

  /** Used on the event loop only. */
  private boolean begun;

  /** What the pump reports, on the event loop. */
  interface Events {
    /** The socket took the last byte. */
    void bodySent();

    void writeFailed(Throwable cause);

    void sourceFailed(TransferException failure);
  }

  BodyPump(
      Channel channel,
      HttpRequest head,
      SourceReader source,
      GuardedListener progress,
      Resources resources,
      Share share,
      Events events) {
    this.channel = channel;
    this.head = head;
    this.source = source;
    this.progress = progress;
    this.workers = resources.workers().executor();
    this.share = share;
    this.events = events;
    this.bufferSize = resources.settings().bufferSize();
    this.credits = new AtomicInteger(resources.settings().buffers());
    this.pieces = new Pieces(workers);
    this.turns = new SerialTask(workers, this::turn, this::fail);
  }

  void start() {
    turns.wake();
  }

  /** Returns how many bytes the socket took. */
  long taken() {
    return taken.get();
  }

  /** Reads no further; what is being read is thrown away. */
  void stop() {
    turns.halt();
  }

  /**
   * Ends it. A read that blocks is freed by closing the source under it; the future is done when
   * the source is closed and the listener has heard the final total.
   */
  CompletableFuture<Void> end() {
    CompletableFuture<Void> quiet = turns.stop();
    if (!quiet.isDone()) {
      workers.execute(source::close);
    }
    return quiet.thenRunAsync(
        () -> {
          source.close();
          pieces.end();
          share.spend(0);
          progress.report(taken.get());
        },
        workers);
  }

  private void turn() {
    progress.report(taken.get());
    while (!ended && credits.get() > 0 && !turns.isStopped()) {
      long delay = share.delay(source.remaining(bufferSize));
      if (delay == 0 && !sendNext()) {
        delay = RETRY_MILLIS;
      }
      if (delay > 0) {
        wakeIn(delay);
        return;
      }
    }
  }

  /** One timer at a time: buffers that come back wake turns too, and each would set another. */
  private void wakeIn(long millis) {
    if (waking.compareAndSet(false, true)) {
      var unused = channel.eventLoop().schedule(this::wake, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void wake() {
    waking.set(false);
    turns.wake();
  }

  /**
   * Returns false if the source had nothing to give just now, or there was no memory.
   *
   * @throws OutOfMemoryError if there was none for long
   */
  private boolean sendNext() {
    ByteBuf piece = allocate();
    if (piece == null) {
      return false;
    }
    boolean handedOn = false;
    try {
      source.read(piece, share.size());
      ended = source.isAtEnd();
      if ((ended || piece.isReadable()) && !turns.isStopped()) {
        credits.decrementAndGet();
        boolean last = ended;
        share.spend(piece.readableBytes());
        channel.eventLoop().execute(() -> send(piece, last));
        handedOn = true;
      }
      return handedOn;
    } catch (TransferException e) {
      fail(e);
      return true;
    } finally {
      if (!handedOn) {
        pieces.giveBack(piece);
      }
    }
  }

  /** Others may have taken what was set aside for this transfer, and may give it back. */
  private @Nullable ByteBuf allocate() {
    try {
      ByteBuf piece = pieces.take(source.remaining(bufferSize));
      missingSince = 0;
      return piece;
    } catch (OutOfMemoryError e) {
      long now = System.nanoTime();
      if (missingSince == 0) {
        missingSince = now;
      } else if (now - missingSince > Settings.MEMORY_PATIENCE.toNanos()) {
        throw e;
      }
      return null;
    }
  }

  /**
   * On the event loop. It is the last byte's own write that says that the body is sent, not that of
   * the end of the message behind it: the answer may be read between the two. When a write is done,
   * well or not, TLS has let go of what it encrypted.
   */
  private void send(ByteBuf piece, boolean last) {
    int bytes = piece.readableBytes();
    if (!begun) {
      begun = true;
      channel.write(head).addListener(this::checked);
    }
    Future<?> written = channel.write(piece.retain());
    if (last) {
      channel.write(LastHttpContent.EMPTY_LAST_CONTENT).addListener(this::checked);
    }
    written.addListener(
        done -> {
          pieces.giveBack(piece);
          gone(done, bytes, last);
        });
    channel.flush();
  }

  private void gone(Future<?> written, int bytes, boolean last) {
    if (!checked(written)) {
      return;
    }
    taken.addAndGet(bytes);
    credits.incrementAndGet();
    turns.wake();
    if (last) {
      events.bodySent();
    }
  }

  private boolean checked(Future<?> written) {
    Throwable cause = written.cause();
    if (cause != null) {
      events.writeFailed(cause);
    }
    return cause == null;
  }

  private void fail(Throwable cause) {
    turns.halt();
    TransferException failure =
        cause instanceof TransferException known
            ? known
            : OwnFailure.is(cause)
                ? OwnFailure.of(taken.get(), cause)
                : new TransferException(
                    Phase.SOURCE, "reading the source failed: " + cause, taken.get(), cause);
    channel.eventLoop().execute(() -> events.sourceFailed(failure));
  }
}
