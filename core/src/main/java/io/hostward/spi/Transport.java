package io.hostward.spi;

import io.hostward.transfer.FileSink;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * Moves the bytes of one request, and asks small questions. Implementations are safe for use by
 * many threads.
 *
 * <p>The futures fail with a {@link io.hostward.transfer.TransferException}. Cancelling one closes
 * the connection; the source or sink is no longer touched once the future is done. The callback for
 * progress gets the total of bytes so far, never concurrently, never on a thread that moves bytes
 * for others.
 */
public interface Transport extends AutoCloseable {

  /**
   * Asks for leave to move a body by {@link #put} or {@link #get}. A transport bounds how many
   * bodies are under way at once, and the memory that they take; whoever waits here holds neither a
   * thread nor a ticket nor a buffer. Calls need no leave.
   *
   * <p>By default everybody gets it at once.
   *
   * @return completes in the order of asking; cancelling it leaves the queue, and it fails with an
   *     {@link IllegalStateException} if the transport is closed. It may complete on a thread that
   *     moves bytes for others, so what is attached to it must not block
   */
  default CompletableFuture<Admission> admit() {
    return CompletableFuture.completedFuture(() -> {});
  }

  /**
   * Sends a file.
   *
   * @param ticket where to, good for PUT
   * @param source the bytes; exactly {@link UploadSource#size} of them are sent
   * @param progress told the total of bytes handed to the network
   */
  CompletableFuture<TransferReceipt> put(
      ServiceTicket ticket, UploadSource source, LongConsumer progress);

  /**
   * Reads a file.
   *
   * @param ticket where from, good for GET
   * @param sink takes the bytes; it is not closed
   * @param progress told the total of bytes received
   */
  CompletableFuture<TransferReceipt> get(
      ServiceTicket ticket, WritableByteChannel sink, LongConsumer progress);

  /**
   * Reads the rest of a file. A server that does not know parts of files sends it from its
   * beginning: the sink is told, and must begin again.
   *
   * <p>By default every server is asked for the whole file.
   *
   * @param ticket where from, good for GET
   * @param offset how many bytes are not wanted; zero for the whole file, otherwise less than its
   *     size
   * @param sink takes the bytes; it is not closed
   * @param progress told the total of bytes received
   * @return its receipt counts the bytes that came now
   */
  default CompletableFuture<TransferReceipt> getFrom(
      ServiceTicket ticket, long offset, FileSink sink, LongConsumer progress) {
    return get(ticket, new WholeFile(sink), progress);
  }

  /**
   * Asks a server one small question. Connections are kept for the next call to the same server
   * with the same trust and proxy. The call is sent once: if the connection breaks before an
   * answer, whether it was carried out is for the caller to find out. No redirection is followed.
   *
   * @return completes with whatever the server answered; fails with a {@link
   *     io.hostward.transfer.TransferException} if it gave no answer within the call's bounds, with
   *     an {@link IllegalStateException} if the transport is closed already, and is cancelled if it
   *     is closed meanwhile
   */
  CompletableFuture<ServerAnswer> call(ServerCall call);

  /** Cancels what is under way and frees threads and memory. */
  @Override
  void close();
}
