package io.hostward.spi;

import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * Moves the bytes of one request. Implementations are safe for use by many threads.
 *
 * <p>The futures fail with a {@link io.hostward.transfer.TransferException}. Cancelling one closes
 * the connection; the source or sink is no longer touched once the future is done. The callback for
 * progress gets the total of bytes so far, never concurrently, never on a thread that moves bytes
 * for others.
 */
public interface Transport extends AutoCloseable {

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

  /** Cancels what is under way and frees threads and memory. */
  @Override
  void close();
}
