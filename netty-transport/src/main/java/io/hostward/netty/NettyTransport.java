package io.hostward.netty;

import io.hostward.spi.Admission;
import io.hostward.spi.Transport;
import io.hostward.transfer.FileSink;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.nio.channels.WritableByteChannel;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Moves files over HTTPS with Netty, one connection for each transfer, and asks servers small
 * questions, one connection for each question under way; those are kept for 20 seconds for the
 * next.
 *
 * <p>TLS is 1.2 or 1.3 and nothing else; the server is verified by the ticket's {@link
 * io.hostward.net.ServerTrust}. A transfer uses about two megabytes outside of the heap, however
 * long the file. Sources are read, sinks written, names resolved, listeners called and futures
 * completed on worker threads; the event loops encrypt and write and do nothing else.
 *
 * <p>{@link #put}, {@link #get} and {@link #call} do not wait for the network. They may take some
 * milliseconds the first time that a {@code ServerTrust} is met, since its TLS context is then
 * built on the calling thread.
 *
 * <p>Cancelling a future closes the connection at once; the future is then done as soon as the
 * source or sink has been left alone, which is at once too unless it blocks in a read or write.
 *
 * <p>Safe for use by many threads. Close it: it owns threads.
 */
public final class NettyTransport implements Transport {
  private static final long LONGEST_CLOSE_SECONDS = 10;

  private final Resources resources;
  private final Set<RequestLife<?>> underWay = ConcurrentHashMap.newKeySet();
  private boolean closed;

  NettyTransport(Resources resources) {
    this.resources = resources;
  }

  /** A transport with all defaults. */
  public static NettyTransport create() {
    return builder().build();
  }

  /**
   * Returns a builder, which documents the defaults.
   *
   * @throws IllegalStateException if the Netty on the class path is too old, or of several lines
   */
  public static NettyTransportBuilder builder() {
    NettyVersions.check();
    return new NettyTransportBuilder();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Leave is given to as many as {@link NettyTransportBuilder#bodies} says, as long as their
   * buffers fit into half of the memory outside of the heap that the virtual machine allows; all
   * transports of the process share it. A body without leave waits for its memory as well, but
   * within {@link #put} or {@link #get}, with its ticket growing old.
   */
  @Override
  public CompletableFuture<Admission> admit() {
    return resources.admissions().admit();
  }

  @Override
  public CompletableFuture<TransferReceipt> put(
      ServiceTicket ticket, UploadSource source, LongConsumer progress) {
    long size = source.size();
    if (size < 0) {
      throw new IllegalArgumentException("a size is zero or more, was: " + size);
    }
    return start(
        HttpMethod.PUT,
        ticket,
        (connection, transfer) ->
            new Upload(
                connection,
                transfer,
                ticket,
                new SourceReader(source, size),
                size,
                progress,
                resources));
  }

  @Override
  public CompletableFuture<TransferReceipt> get(
      ServiceTicket ticket, WritableByteChannel sink, LongConsumer progress) {
    return start(
        HttpMethod.GET,
        ticket,
        (connection, transfer) ->
            new Download(connection, transfer, ticket, new Wanted(0, sink), progress, resources));
  }

  @Override
  public CompletableFuture<TransferReceipt> getFrom(
      ServiceTicket ticket, long offset, FileSink sink, LongConsumer progress) {
    return start(
        HttpMethod.GET,
        ticket,
        (connection, transfer) ->
            new Download(
                connection, transfer, ticket, new Wanted(offset, sink), progress, resources));
  }

  private CompletableFuture<TransferReceipt> start(
      HttpMethod method, ServiceTicket ticket, Conversation.Factory conversations) {
    if (ticket.method() != method) {
      throw new IllegalArgumentException(
          "the ticket is good for " + ticket.method() + " and not for " + method);
    }
    return begin(() -> new Transfer(resources, ticket, conversations));
  }

  @Override
  public CompletableFuture<ServerAnswer> call(ServerCall call) {
    return begin(() -> Call.of(resources, call));
  }

  private <T> CompletableFuture<T> begin(Supplier<? extends RequestLife<T>> requests) {
    RequestLife<T> request;
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(
            new IllegalStateException("the transport is closed; build another one"));
      }
      request = requests.get();
      underWay.add(request);
    }
    CompletableFuture<T> future = request.start();
    var unused = future.whenComplete((outcome, failure) -> underWay.remove(request));
    return future;
  }

  /** Returns how many connections wait for a call. */
  int keptConnections() {
    return resources.kept().size();
  }

  /**
   * Cancels what is under way, waits until it has ended, then ends the threads. Does not wait when
   * called by one of those threads. Calling it again does nothing.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    resources.admissions().close();
    for (RequestLife<?> request : underWay) {
      request.abort(new CancellationException("the transport was closed"));
    }
    if (!Workers.isCurrent()) {
      underWay.forEach(NettyTransport::awaitEnd);
    }
    resources.close();
  }

  private static void awaitEnd(RequestLife<?> request) {
    try {
      request.future().get(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      // The request's own caller hears of it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
