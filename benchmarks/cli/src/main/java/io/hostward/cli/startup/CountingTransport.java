package io.hostward.cli.startup;

import io.hostward.spi.Admission;
import io.hostward.spi.Transport;
import io.hostward.transfer.FileSink;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** Counts the questions that go over a transport. Safe for use by many threads. */
final class CountingTransport implements Transport {
  private final Transport transport;
  private final LongAdder calls = new LongAdder();

  CountingTransport(Transport transport) {
    this.transport = transport;
  }

  /** Questions to vCenter. */
  long calls() {
    return calls.sum();
  }

  @Override
  public CompletableFuture<Admission> admit() {
    return transport.admit();
  }

  @Override
  public CompletableFuture<TransferReceipt> put(
      ServiceTicket ticket, UploadSource source, LongConsumer progress) {
    return transport.put(ticket, source, progress);
  }

  @Override
  public CompletableFuture<TransferReceipt> get(
      ServiceTicket ticket, WritableByteChannel sink, LongConsumer progress) {
    return transport.get(ticket, sink, progress);
  }

  @Override
  public CompletableFuture<TransferReceipt> getFrom(
      ServiceTicket ticket, long offset, FileSink sink, LongConsumer progress) {
    return transport.getFrom(ticket, offset, sink, progress);
  }

  @Override
  public CompletableFuture<ServerAnswer> call(ServerCall call) {
    calls.increment();
    return transport.call(call);
  }

  @Override
  public void close() {
    transport.close();
  }
}
